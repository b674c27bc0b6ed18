"""The time limits of the handshake, of idleness and of a session."""

import signal
import socket
import time

import pytest

from processes import PATIENCE


def closes(link, begin):
    """When the silent LINK was closed, in seconds after BEGIN."""
    link.settimeout(PATIENCE)
    try:
        while link.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - begin


def test_silent_client_is_dropped(serve):
    server = serve("--grace-time", "2")
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        assert 2 <= closes(link, begin)


def test_half_a_handshake_is_dropped(serve):
    server = serve("--grace-time", "2")
    begin = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(b"SSH-2.0-half\r\n\0\0\0")
        assert 2 <= closes(link, begin)


@pytest.mark.parametrize("stage", ["key exchange", "login", "channel"])
def test_client_without_a_shell_is_dropped(serve, stage):
    server = serve("--grace-time", "5")
    begin = time.monotonic()
    link = server.connect()
    if stage != "key exchange":
        link.auth_none("visitor")
    if stage == "channel":
        link.open_session()
    link.join(PATIENCE)
    assert not link.is_alive()
    assert time.monotonic() - begin >= 5
    server.logs("disconnected .*reason=grace-time")


def test_grace_time_does_not_limit_a_started_session(serve):
    server = serve("--grace-time", "6")
    terminal = server.visit()
    terminal.shows("Principal engineer")
    time.sleep(8)
    terminal.type("2")
    terminal.shows("io_uring")


def test_idle_visit_ends_with_a_goodbye(serve):
    server = serve("--idle-timeout", "3")
    begin = time.monotonic()
    terminal = server.visit()
    terminal.shows("Principal engineer")
    assert terminal.end() == 0
    assert time.monotonic() - begin >= 3
    assert terminal.was_restored()
    assert b"going down" not in terminal.output
    assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]


def test_keys_keep_a_visit_alive(serve):
    server = serve("--idle-timeout", "6")
    terminal = server.visit()
    terminal.shows("Principal engineer")
    for _ in range(8):
        terminal.watch(1)
        terminal.type("j")
    terminal.type("2")
    terminal.shows("io_uring")


def test_longest_visit_ends_with_a_goodbye(serve):
    server = serve("--session-timeout", "8")
    begin = time.monotonic()
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.shows("This visit ends in")
    while terminal.read(0.5):
        assert time.monotonic() - begin < PATIENCE
        terminal.type("j")
    assert terminal.reap() == 0
    assert time.monotonic() - begin >= 7
    assert terminal.was_restored()
    assert b"as long as one may be" in terminal.output
    server.logs("disconnected .*reason=session-timeout")
    assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]


def test_shutdown_says_goodbye(server):
    terminals = [server.visit() for _ in range(3)]
    for terminal in terminals:
        terminal.shows("Principal engineer")
    server.signal(signal.SIGTERM)
    for terminal in terminals:
        terminal.end()
        assert terminal.was_restored()
        assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]
    assert server.process.wait(PATIENCE) == 0


def test_shutdown_does_not_wait_for_a_silent_client(serve):
    server = serve("--grace-time", "10m")
    with socket.create_connection(("127.0.0.1", server.port)):
        server.logs("accepted ")
        server.signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
