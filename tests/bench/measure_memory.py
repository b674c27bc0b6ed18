"""Memory and processor time of idle visits, and the cost of one more beside
them."""

import contextlib
import subprocess
import time

import clients
from table import Row

CLIENTS = 4  # that hold the visits
WATCHED = 5  # seconds
MORE = 10  # visits


def rows(options):
    return [row for count in options.visits for row in rows_of(count)]


def rows_of(count):
    return (Row(f"memory a visit, of {count} idle", "KiB"),
            Row(f"CPU of {count} idle visits in {WATCHED} s", "ms"),
            Row(f"connect to first screen beside {count}", "ms"),
            Row(f"server CPU a visit beside {count}", "ms"))


@contextlib.contextmanager
def held(testbed, server, count):
    """COUNT visits to SERVER, until the end of the block."""
    shares = [count // CLIENTS + (number < count % CLIENTS)
              for number in range(CLIENTS)]
    crowd = [clients.client(testbed, server, number, "hold", share,
                            stdin=subprocess.PIPE)
             for number, share in enumerate(shares)]
    try:
        for process in crowd:
            if process.stdout.readline() != "ready\n":
                raise RuntimeError(f"{server.name}: no {count} visits")
        yield
    finally:
        for process in crowd:
            process.stdin.close()
        for process in crowd:
            process.wait()
    server.settle()


def measure(testbed, results, options):
    for count in options.visits:
        for server in testbed.start_all():
            if server.kind.draws:
                at_rest = server.memory()
                with held(testbed, server, count):
                    watch(server, results, count, at_rest)
                    visit_more(testbed, server, results, count)
        testbed.stop_all()


def watch(server, results, count, at_rest):
    memory, cpu, _, _ = rows_of(count)
    time.sleep(2)  # for what is still to be tidied up
    before = server.cpu()
    time.sleep(WATCHED)
    results.add(cpu, server, (server.cpu() - before) * 1000)
    results.add(memory, server, (server.memory() - at_rest) / count)


def visit_more(testbed, server, results, count):
    _, _, screen, cpu = rows_of(count)
    processes = len(server.pids())
    before = server.cpu()
    found = clients.lines(
        clients.client(testbed, server, CLIENTS, "visit", MORE))
    server.settle(processes)
    results.add(cpu, server, (server.cpu() - before) * 1000 / MORE)
    for _, until_screen, _, _ in found:
        results.add(screen, server, until_screen / 1000)
