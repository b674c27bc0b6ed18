"""Visits a second, 8 clients at a time and the server on a processor of its
own, and what a visit costs it."""

import time

import clients
from table import Row
from testbed import machine_count

CLIENTS = 8

RATE = Row(f"visits a second, {CLIENTS} clients", "/s")
BUSY = Row("  its processor was busy", "%")
COST = Row("server CPU a visit", "ms")
FAULTS = Row("page faults a visit", "")
PROCESSES = Row("processes a visit", "")
SWITCHES = Row("context switches a visit, the client's too", "")
ROWS = [RATE, BUSY, COST, FAULTS, PROCESSES, SWITCHES]
MACHINE = {PROCESSES: "processes", SWITCHES: "ctxt"}


def measure(testbed, results, options):
    servers = testbed.start_all(cpu=0)
    milliseconds = options.seconds * 1000
    for _ in range(options.rounds):
        for server in servers:
            before, begin = server.cpu(), time.monotonic()
            faults = server.page_faults()
            counters = {row: machine_count(name)
                        for row, name in MACHINE.items()}
            crowd = [clients.client(testbed, server, number, "storm",
                                  milliseconds, cpu=1)
                     for number in range(CLIENTS)]
            found = [clients.lines(process)[0] for process in crowd]
            server.settle()  # what it put off counts, too
            spent = time.monotonic() - begin
            used = server.cpu() - before
            visits = sum(count for count, in found)
            results.add(RATE, server, visits / spent)
            results.add(COST, server, used / visits * 1000)
            results.add(FAULTS, server,
                        (server.page_faults() - faults) / visits)
            for row, name in MACHINE.items():
                results.add(row, server,
                            (machine_count(name) - counters[row]) / visits)
            results.add(BUSY, server, used / spent * 100)
    testbed.stop_all()
