"""What visits cost while nobody types: memory, and processor time."""

import contextlib
import subprocess
import time

import arena as place
from table import Row

CLIENTS = 4  # that hold the visits
WATCHED = 5  # seconds


def rows(options):
    return [row for count in options.visits for row in rows_of(count)]


def rows_of(count):
    return (Row(f"memory a visit, of {count} idle", "KiB"),
            Row(f"CPU of {count} idle visits in {WATCHED} s", "ms"),
            Row(f"seconds to open {count}", "s"))


@contextlib.contextmanager
def held(arena, server, count):
    """COUNT visits, for the time being; yields the seconds it took."""
    begin = time.monotonic()
    shares = [count // CLIENTS + (number < count % CLIENTS)
              for number in range(CLIENTS)]
    crowd = [place.client(arena, server, number, "hold", share,
                          stdin=subprocess.PIPE)
             for number, share in enumerate(shares)]
    try:
        for process in crowd:
            if process.stdout.readline() != "ready\n":
                raise RuntimeError(f"{server.name}: no {count} visits")
        yield time.monotonic() - begin
    finally:
        for process in crowd:
            process.stdin.close()
        for process in crowd:
            process.wait()
    server.settle()


def measure(arena, results, options):
    for count in options.visits:
        memory, cpu, opening = rows_of(count)
        for server in arena.start_all():
            if not server.contestant.draws:
                continue
            at_rest = server.memory()
            with held(arena, server, count) as seconds:
                time.sleep(2)  # for what is still to be tidied up
                before = server.cpu()
                time.sleep(WATCHED)
                results.add(cpu, server, (server.cpu() - before) * 1000)
                results.add(memory, server,
                            (server.memory() - at_rest) / count)
                results.add(opening, server, seconds)
        arena.stop_all()
