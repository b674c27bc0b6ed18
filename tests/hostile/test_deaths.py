"""Every process of the server is killed, crashed and stopped, one at a time,
beside a session that must not be disturbed."""

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
def test_dead_process_ends_only_its_own_session(host, part, number):
    server = host()
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


@pytest.mark.parametrize("number", [signal.SIGKILL, CRASH, signal.SIGSTOP])
@pytest.mark.parametrize("name", REPLACED_HELPERS)
def test_lost_helper_process_ends_no_session(host, name, number):
    """Sessions continue without the launcher and the zygote; both are
    replaced."""
    server = host()
    visit, pids = visit_with_pids(server)
    lost = server.single(name)
    os.kill(lost, number)
    if name == "resume-launcher":  # a connection in between gets an error
        server.logs("crashed process=launcher")
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


def test_session_without_a_launcher_ends_with_its_renderer(host):
    server = host()
    visit, pids = visit_with_pids(server)
    os.kill(server.single("resume-launcher"), signal.SIGKILL)
    server.logs("crashed process=launcher")
    assert is_served(server)
    os.kill(pids["renderer"], signal.SIGKILL)
    visit.end()
    assert all_gone(pids.values())


def assert_reset(visit, pids, sentence):
    """The terminal of VISIT is reset, and shows SENTENCE."""
    visit.end()
    assert b"\x1b[?1049l" in visit.output
    assert b"\x1b[?1000l" in visit.output
    assert visit.output.rfind(b"\x1b[?25h") > visit.output.rfind(b"\x1b[?25l")
    assert visit.was_restored()
    assert sentence in visit.output.rpartition(b"\x1b[?1049l")[2]
    assert all_gone([pids["worker"]])


def test_frozen_launcher_leaves_no_terminal_changed(serve):
    """A frozen launcher cannot end the renderer. The worker stops waiting for
    it, and resets the terminal whatever ends the session."""
    server = serve("--idle-timeout", "8", "--session-timeout", "14")
    visits = [visit_with_pids(server) for _ in range(3)]
    (leaver, _), (idler, _), (stayer, _) = visits
    launcher = server.single("resume-launcher")
    with frozen(launcher):
        leaver.type("Q")
        assert_reset(*visits[0], b"out of order")
        stayer.type("2")
        assert_reset(*visits[1], b"without a key")
        stayer.until(lambda: stayer.type("1") or
                     b"maximum length" in stayer.output, "the session's limit")
        assert_reset(*visits[2], b"maximum length")
        server.logs("error .*gave up on a renderer")
        # The next one finds that the launcher does not run.
        assert not is_served(server)
        assert eventually(lambda: os.waitpid(launcher, os.WNOHANG)[0])
    server.logs("crashed process=launcher .*exit=137")
    assert all(all_gone(pids.values()) for _, pids in visits)
    visit, pids = visit_with_pids(server)
    with frozen(server.single("resume-launcher")):
        server.signal(signal.SIGTERM)
        assert_reset(visit, pids, b"going down")
    assert all_gone(pids.values())
    assert server.process.wait(PATIENCE) == 0


def test_stopped_processes_are_killed_in_time(serve):
    """The server kills a stopped process, and what waits for it, long before
    the session timeout."""
    server = serve("--grace-time", "10m")
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


def test_frozen_renderer_is_noticed_when_a_key_is_typed(host):
    """The kernel reports a frozen process to nobody."""
    server = host()
    visit, pids = visit_with_pids(server)
    with frozen(pids["renderer"]):
        visit.type("2")
        assert_reset(visit, pids, b"out of order")
        assert eventually(lambda: os.waitpid(pids["renderer"], os.WNOHANG)[0])


def test_deaths_leave_nothing_behind(server):
    """Each death is repeated, so that a leak of one descriptor shows."""
    assert is_served(server)
    before = descriptors(server)
    for i in range(8):
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


def test_crashed_supervisor_restores_every_terminal(serve):
    server = serve()
    visits = [server.visit() for _ in range(3)]
    for visit in visits:
        visit.shows("Principal engineer")
    server.status = -CRASH
    server.signal(CRASH)
    for visit in visits:
        visit.end()
        assert visit.was_restored()
        assert b"Ada Mercer" in visit.output.rpartition(b"\x1b[?1049l")[2]
