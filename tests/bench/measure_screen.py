"""Connect to first screen, by our own client and by OpenSSH's."""

from typing import NamedTuple

import pty_client
import clients
from table import Row

OPENSSH = ["ssh", "-F", "/dev/null", "-tt", "-o", "LogLevel=ERROR",
           "-o", "StrictHostKeyChecking=no",
           "-o", "UserKnownHostsFile=/dev/null", "-l", "visitor"]
VISITS = 5  # a round

FIRST = Row("connect to first byte", "ms")
SCREEN = Row("connect to first screen", "ms")
WHOLE = Row("connect to goodbye", "ms")
BYTES = Row("bytes of the first screen", "")


class Ssh(NamedTuple):
    """OpenSSH's client, once with the key exchange that it prefers, which
    takes most of its time, and once with that of our own client."""
    screen: Row
    above: Row
    kex: bool


SSH = [
    Ssh(Row("ssh(1) to first screen", "ms"),
        Row("  ssh(1) above canned", "ms"), False),
    Ssh(Row("ssh(1) with our key exchange", "ms"),
        Row("  ssh(1) so above canned", "ms"), True),
]
ROWS = [FIRST, SCREEN, WHOLE, BYTES,
        *(row for way in SSH for row in (way.screen, way.above))]


def measure(testbed, results, options):
    servers = testbed.start_all()
    for _ in range(options.rounds):
        for server in servers:
            found = clients.lines(
                clients.client(testbed, server, 0, "visit", 1 + VISITS))
            for first, screen, end, count in found[1:]:  # one to warm up
                results.add(FIRST, server, first / 1000)
                results.add(SCREEN, server, screen / 1000)
                results.add(WHOLE, server, end / 1000)
                results.add(BYTES, server, count)
        for _ in range(VISITS):
            for way in SSH:
                through_ssh(testbed, servers, results, way)
    testbed.stop_all()


def through_ssh(testbed, servers, results, way):
    """One visit to each of SERVERS."""
    kex = ["-o", f"KexAlgorithms={testbed.kex}"] if way.kex else []
    times = {}
    for server in servers:
        seconds, _ = pty_client.read_screen(
            [*OPENSSH, *kex, "-p", str(server.port), "127.0.0.1"])
        times[server] = seconds * 1000
        results.add(way.screen, server, times[server])
    floor = [times[server] for server in servers
             if not server.kind.draws]
    for server in servers:
        if floor and server.kind.draws:
            results.add(way.above, server, times[server] - floor[0])
