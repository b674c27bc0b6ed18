"""From a key to the screen repainted, alone and beside others who come; and
the bytes of a line scrolled."""

import visitors
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


def measure(arena, results, options):
    servers = [server for server in arena.start_all()
               if server.server.draws]
    for _ in range(options.rounds):
        for server in servers:
            for latency, _ in typed(arena, server, KEYS, "jk"):
                for row in IDLE, IDLE_99:
                    results.add(row, server, latency / 1000)
            for _, count in typed(arena, server, DOWN, "j"):
                results.add(SCROLL, server, count)
        for server in servers:
            crowd = [visitors.client(arena, server, number + 1, "storm",
                                  1000000) for number in range(OTHERS)]
            try:
                for latency, _ in typed(arena, server, KEYS, "jk"):
                    for row in LOADED, LOADED_99:
                        results.add(row, server, latency / 1000)
            finally:
                for process in crowd:
                    process.kill()
                    process.communicate()
            server.settle()
    arena.stop_all()


def typed(arena, server, count, keys):
    return visitors.lines(
        visitors.client(arena, server, 0, "keys", count, keys))
