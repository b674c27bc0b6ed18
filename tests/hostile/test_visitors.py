"""Processes that stop, die or get too many requests, beside a visitor."""

import contextlib
import os
import signal
import time

from session_processes import all_gone, visit_with_pids
from polite import polite_visit
from processes import PATIENCE


def test_stopped_processes_disturb_no_other_session(server):
    visit = server.visit()
    visit.shows("Principal engineer")
    stopped = server.processes()
    signal_all(stopped, signal.SIGSTOP)
    polite_visit(server)
    signal_all(stopped, signal.SIGCONT)
    visit.type("2")
    visit.shows("io_uring")


def test_stopped_processes_do_not_outlive_the_server(serve):
    """The fixture checks that no process is left."""
    server = serve()
    visit = server.visit()
    visit.shows("Principal engineer")
    signal_all(server.processes(), signal.SIGSTOP)
    server.signal(signal.SIGTERM)
    assert server.process.wait(PATIENCE) == 0


def signal_all(pids, number):
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):  # it was replaced
            os.kill(pid, number)


def test_crashed_worker_leaves_nothing(server):
    visit, pids = visit_with_pids(server)
    os.kill(pids["worker"], signal.SIGKILL)
    assert all_gone(pids.values())
    server.logs("crashed .*signal=9")
    polite_visit(server)


def test_burst_of_reloads_loses_no_session(server):
    visit = server.visit()
    visit.shows("Principal engineer")
    for _ in range(300):
        server.signal(signal.SIGHUP)
        time.sleep(0.002)
    polite_visit(server)
    visit.type("2")
    visit.shows("io_uring")
