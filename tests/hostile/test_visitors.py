"""Processes that stop, die, or are told too much, beside a polite visitor."""

import contextlib
import os
import signal
import time

from parts import all_gone, visit_parts
from polite import polite_visit


def test_stopped_processes_disturb_nobody(server):
    visit = server.visit()
    visit.shows("Northwind Payments")
    stopped = server.processes()
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)
    polite_visit(server)
    for pid in stopped:
        with contextlib.suppress(ProcessLookupError):  # it was replaced
            os.kill(pid, signal.SIGCONT)
    visit.type("2")
    visit.shows("io_uring")


def test_crashed_worker_leaves_nothing(server):
    visit, pids = visit_parts(server)
    os.kill(pids["worker"], signal.SIGKILL)
    assert all_gone(pids.values(), 5)
    server.logs("crashed .*signal=9")
    polite_visit(server)


def test_reload_storm_loses_nobody(server):
    visit = server.visit()
    visit.shows("Northwind Payments")
    for _ in range(300):
        server.signal(signal.SIGHUP)
        time.sleep(0.002)
    polite_visit(server, 10)
    visit.type("2")
    visit.shows("io_uring")
