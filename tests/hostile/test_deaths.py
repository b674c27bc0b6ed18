"""Every process of ours killed, crashed and stopped, one at a time, beside a
visitor who must not notice."""

import os
import signal
import socket
import termios
import time

import pytest

from parts import (CRASH, PARTS, all_gone, assert_undisturbed, children,
                   descriptors, let_in, neighbour, visit_parts)
from processes import eventually


@pytest.mark.parametrize("number", [signal.SIGKILL, CRASH])
@pytest.mark.parametrize("part", PARTS)
def test_death_costs_one_visit(server, part, number):
    other = neighbour(server)
    visit, pids = visit_parts(server)
    os.kill(pids[part], number)
    begin = time.monotonic()
    while visit.read():
        assert time.monotonic() - begin < 5
    modes = termios.tcgetattr(visit.fd)
    assert modes[3] & termios.ICANON and modes[3] & termios.ECHO
    assert visit.reap() != 0
    if part != "worker":  # which alone can speak to the client
        assert visit.was_restored()
        assert b"sorry" in visit.output or b"out of order" in visit.output
    assert all_gone(pids.values(), 5)
    assert_undisturbed(other, server)


def test_stopped_parts_are_ended_in_the_end(serve):
    """Neither a stopped process nor what waits for it stays for ever."""
    server = serve("--session-timeout", "5", "--grace-time", "2")
    inside = {part: visit_parts(server) for part in PARTS}
    at_rest = set(children(server.process.pid))
    with socket.create_connection(("127.0.0.1", server.port)):
        stranger = eventually(
            lambda: set(children(server.process.pid)) - at_rest)
        os.kill(min(stranger), signal.SIGSTOP)
        for part, (_, pids) in inside.items():
            os.kill(pids[part], signal.SIGSTOP)
        assert let_in(server)
        for part, (visit, pids) in inside.items():
            visit.end(60)
            assert all_gone(pids.values(), 5)
            if part != "worker":
                assert visit.was_restored()
        assert all_gone(stranger, 30)
    assert let_in(server)


def test_deaths_leave_nothing_behind(server):
    let_in(server)
    before = descriptors(server)
    for i in range(21):
        visit, pids = visit_parts(server)
        os.kill(pids[PARTS[i % 3]], (signal.SIGKILL, CRASH)[i % 2])
        visit.end(10)
        assert all_gone(pids.values(), 5)
    assert descriptors(server) == before
    assert children(server.process.pid) == []
    assert let_in(server)


def test_stopped_supervisor_keeps_who_is_there(server):
    visit = neighbour(server)
    server.signal(signal.SIGSTOP)
    visit.type("2")
    visit.shows("io_uring")
    late = server.visit()
    late.watch(1)
    server.signal(signal.SIGCONT)
    late.shows("Northwind Payments")
    assert_undisturbed(visit, server)


def test_crashed_supervisor_gives_terminals_back(server):
    visits = [server.visit() for _ in range(3)]
    for visit in visits:
        visit.shows("Northwind Payments")
    server.status = -CRASH
    server.signal(CRASH)
    for visit in visits:
        visit.end(10)
        assert visit.was_restored()
        assert b"Ada Mercer" in visit.output.rpartition(b"\x1b[?1049l")[2]
