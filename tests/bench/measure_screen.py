"""Connect to first screen, by our own client and by OpenSSH's."""

import arena as place
import pty_client
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
ROWS = [FIRST, SCREEN, WHOLE, BYTES, THROUGH_SSH]


def measure(arena, results, options):
    servers = arena.start_all()
    for turn in range(options.rounds):
        for server in servers:
            found = place.lines(
                place.client(arena, server, 0, "visit", 1 + VISITS))
            for first, screen, end, count in found[1:]:  # one to warm up
                results.add(FIRST, server, first / 1000)
                results.add(SCREEN, server, screen / 1000)
                results.add(WHOLE, server, end / 1000)
                results.add(BYTES, server, count)
        for server in servers:
            for _ in range(VISITS):
                seconds, _ = pty_client.read_screen(
                    [*OPENSSH, "-p", str(server.port), "127.0.0.1"])
                results.add(THROUGH_SSH, server, seconds * 1000)
    arena.stop_all()
