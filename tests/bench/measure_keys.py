"""Time from a key to the repainted screen, alone and during other visits; and
the bytes of a line scrolled."""

import clients
from table import Row, p99

KEYS = 100  # a round
OTHERS = 4
DOWN = 16  # lines

IDLE = Row("key to repaint", "ms")
IDLE_99 = Row("  alone, 99th percentile", "ms", p99)
LOADED = Row(f"key to repaint, {OTHERS} clients connecting", "ms")
LOADED_99 = Row("  beside them, 99th percentile", "ms", p99)
SCROLL = Row("bytes of a key that moves down", "")
ROWS = [IDLE, IDLE_99, LOADED, LOADED_99, SCROLL]


def measure(testbed, results, options):
    servers = [server for server in testbed.start_all()
               if server.kind.draws]
    for _ in range(options.rounds):
        for server in servers:
            for latency, _ in typed(testbed, server, KEYS, "jk"):
                for row in IDLE, IDLE_99:
                    results.add(row, server, latency / 1000)
            for _, count in typed(testbed, server, DOWN, "j"):
                results.add(SCROLL, server, count)
        for server in servers:
            crowd = [clients.client(testbed, server, number + 1, "storm",
                                  1000000) for number in range(OTHERS)]
            try:
                for latency, _ in typed(testbed, server, KEYS, "jk"):
                    for row in LOADED, LOADED_99:
                        results.add(row, server, latency / 1000)
            finally:
                for process in crowd:
                    process.kill()
                    process.communicate()
            server.settle()
    testbed.stop_all()


def typed(testbed, server, count, keys):
    return clients.lines(
        clients.client(testbed, server, 0, "keys", count, keys))
