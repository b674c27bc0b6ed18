"""Processes that stop, die or get too many requests, and terminals with false
answers, beside a visitor."""

import contextlib
import os
import signal
import time

import wire
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


MARK = b"of-the-client"
FALSE_ANSWERS = [
    b"\x1b]10;rgb:%b\x07", b"\x1b]52;c;%b\x1b\\", b"\x1bP>|%b\x1b\\",
    b"\x1bP1$r%b\x1b\\" * 200, b"\x1b_G%b\x1b\\", b"\x1bX%b\x1b^%b" * 10,
    b"\x1b]4;1;rgb:ffff/%b\x07" * 300, b"\x1bP%b" + b"x" * 50000,
    b"\x1b[200~%b" + b"y" * 50000, b"\x1b[" + b"1;" * 30000 + b"m",
    b"\x1b[99999999999999999999;999999u" * 200,
    b"\x1b[<0;999999;99999M" * 200, b"\x1b[M\xff\xff\xff" * 200,
    b"\x1b[999999;999999R" * 200, bytes(range(0x80, 0xa0)) * 100]


def test_false_answers_of_a_terminal_are_never_shown(host):
    """Nor do they end the session, which q ends behind them."""
    link = wire.authenticated(host())
    channel = link.shell()
    for answer in FALSE_ANSWERS:
        link.send_message(wire.DATA, channel,
                          answer.replace(b"%b", MARK) + b"\x1b\x1b")
    link.send_message(wire.DATA, channel, b"\x1b[201~\x1b\x1bq")
    output = b""
    while message := link.receive(wire.DATA, wire.CLOSE):
        if message[0] == wire.CLOSE:
            break
        output += message[9:]
    assert message and MARK not in output
    link.close()
