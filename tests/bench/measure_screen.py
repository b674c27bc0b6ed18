"""Connect to first screen, by our own client and by OpenSSH's."""

import pty_client
import visitors
from table import Row

OPENSSH = ["ssh", "-F", "/dev/null", "-tt", "-o", "LogLevel=ERROR",
           "-o", "StrictHostKeyChecking=no",
           "-o", "UserKnownHostsFile=/dev/null", "-l", "visitor"]
VISITS = 5  # a round

FIRST = Row("connect to first byte", "ms")
SCREEN = Row("connect to first screen", "ms")
WHOLE = Row("connect to goodbye", "ms")
BYTES = Row("bytes of the first screen", "")
THROUGH_SSH = Row("ssh(1) to first screen", "ms")
ABOVE_FLOOR = Row("  above the last column", "ms")
ROWS = [FIRST, SCREEN, WHOLE, BYTES, THROUGH_SSH, ABOVE_FLOOR]


def measure(arena, results, options):
    servers = arena.start_all()
    for _ in range(options.rounds):
        for server in servers:
            found = visitors.lines(
                visitors.client(arena, server, 0, "visit", 1 + VISITS))
            for first, screen, end, count in found[1:]:  # one to warm up
                results.add(FIRST, server, first / 1000)
                results.add(SCREEN, server, screen / 1000)
                results.add(WHOLE, server, end / 1000)
                results.add(BYTES, server, count)
        for _ in range(VISITS):
            through_ssh(servers, results)
    arena.stop_all()


def through_ssh(servers, results):
    """One visit to each of SERVERS."""
    times = []
    for server in servers:
        seconds, _ = pty_client.read_screen(
            [*OPENSSH, "-p", str(server.port), "127.0.0.1"])
        times.append(seconds * 1000)
        results.add(THROUGH_SSH, server, times[-1])
    if not servers[-1].contestant.draws:
        for server, time in zip(servers[:-1], times):
            results.add(ABOVE_FLOOR, server, time - times[-1])
