"""Every process of ours killed, crashed and stopped, one at a time, beside a
visitor who must not notice."""

import os
import signal
import socket
import termios
import time

import pytest

from session_processes import (
    CRASH, REPLACED_HELPERS, SESSION_PROCESSES, all_gone, assert_undisturbed,
    children, descriptors, frozen, last_worker, is_served, neighbour,
    visit_with_pids)
from processes import PATIENCE, eventually, stat


@pytest.mark.parametrize("number", [signal.SIGKILL, CRASH])
@pytest.mark.parametrize("part", SESSION_PROCESSES)
def test_dead_process_ends_only_its_own_session(server, part, number):
    other = neighbour(server)
    visit, pids = visit_with_pids(server)
    os.kill(pids[part], number)
    begin = time.monotonic()
    while visit.read():
        assert time.monotonic() - begin < PATIENCE
    modes = termios.tcgetattr(visit.fd)
    assert modes[3] & termios.ICANON and modes[3] & termios.ECHO
    assert visit.reap() != 0
    if part != "worker":  # which alone can speak to the client
        assert visit.was_restored()
        assert b"sorry" in visit.output or b"out of order" in visit.output
    assert all_gone(pids.values())
    assert_undisturbed(other, server)


@pytest.mark.parametrize("number", [signal.SIGKILL, CRASH, signal.SIGSTOP])
@pytest.mark.parametrize("name", REPLACED_HELPERS)
def test_lost_helper_process_ends_no_session(server, name, number):
    """Visits go on without the launcher and the zygote; both are replaced."""
    visit, pids = visit_with_pids(server)
    (lost,) = server.processes(name)
    os.kill(lost, number)
    if name == "resume-launcher":  # a connection in between gets an error
        server.logs("crashed process=launcher")
    assert is_served(server)
    assert_undisturbed(visit, server)
    visit.resize(80, 24)
    visit.type("?")
    visit.shows("quit")
    visit.type("Q")
    assert visit.end() == 0
    assert visit.was_restored()
    assert all_gone(pids.values())

    def replaced():
        assert is_served(server)  # which has a zygote made where there is none
        return server.processes(name) not in ([], [lost])

    assert eventually(replaced)
    assert eventually(lambda: stat(lost) is None)


def test_session_without_a_launcher_ends_with_its_renderer(server):
    visit, pids = visit_with_pids(server)
    os.kill(*server.processes("resume-launcher"), signal.SIGKILL)
    server.logs("crashed process=launcher")
    assert is_served(server)
    os.kill(pids["renderer"], signal.SIGKILL)
    visit.end()
    assert all_gone(pids.values())


@pytest.mark.parametrize("options, end, sentence", [
    (("--idle-timeout", "5"), None, b"without a key"),
    (("--session-timeout", "8"), None, b"long enough"),
    ((), "SIGTERM", b"going down"),
    ((), "Q", b"out of order"),
], ids=["idle", "total", "shutdown", "quit"])
def test_frozen_launcher_leaves_no_terminal_changed(serve, options, end,
                                                    sentence):
    """The one who would end the renderer does not run and is not dead: the
    worker gives up on it, and the visitor's terminal is reset all the same."""
    server = serve(*options)
    visit, pids = visit_with_pids(server)
    with frozen(*server.processes("resume-launcher")):
        if end == "SIGTERM":
            server.signal(signal.SIGTERM)
        elif end is not None:
            visit.type(end)
        visit.end()
        assert b"\x1b[?1049l" in visit.output
        assert b"\x1b[?1000l" in visit.output
        assert visit.output.rfind(b"\x1b[?25h") > \
            visit.output.rfind(b"\x1b[?25l")
        assert visit.was_restored()
        assert sentence in visit.output.rpartition(b"\x1b[?1049l")[2]
        assert all_gone([pids["worker"]])
    assert all_gone(pids.values())
    if end == "SIGTERM":
        assert server.process.wait(PATIENCE) == 0
    else:
        assert is_served(server)


def test_stopped_processes_are_killed_in_time(serve):
    """Neither a stopped process nor what waits for it stays for ever."""
    server = serve("--session-timeout", "20", "--grace-time", "10")
    inside = {part: visit_with_pids(server) for part in SESSION_PROCESSES}
    with socket.create_connection(("127.0.0.1", server.port)):
        assert eventually(lambda: server.log.count("accepted")
                          > len(SESSION_PROCESSES))
        stranger = last_worker(server)
        os.kill(stranger, signal.SIGSTOP)
        for part, (_, pids) in inside.items():
            os.kill(pids[part], signal.SIGSTOP)
        assert is_served(server)
        for part, (visit, pids) in inside.items():
            visit.end(2 * PATIENCE)
            assert all_gone(pids.values())
            if part != "worker":
                assert visit.was_restored()
        assert all_gone([stranger])
    assert is_served(server)


def test_deaths_leave_nothing_behind(server):
    is_served(server)
    before = descriptors(server)
    for i in range(21):
        visit, pids = visit_with_pids(server)
        os.kill(pids[SESSION_PROCESSES[i // 2 % 2]],
                (signal.SIGKILL, CRASH)[i % 2])
        visit.end()
        assert all_gone(pids.values())
    assert eventually(lambda: descriptors(server) == before)
    assert eventually(lambda: children(server) == [])
    assert is_served(server)


def test_stopped_supervisor_keeps_open_sessions(server):
    visit = neighbour(server)
    server.signal(signal.SIGSTOP)
    visit.type("2")
    visit.shows("io_uring")
    late = server.visit()
    late.watch(1)
    server.signal(signal.SIGCONT)
    late.shows("Principal engineer")
    assert_undisturbed(visit, server)


def test_crashed_supervisor_restores_every_terminal(server):
    visits = [server.visit() for _ in range(3)]
    for visit in visits:
        visit.shows("Principal engineer")
    server.status = -CRASH
    server.signal(CRASH)
    for visit in visits:
        visit.end()
        assert visit.was_restored()
        assert b"Ada Mercer" in visit.output.rpartition(b"\x1b[?1049l")[2]
