"""The clocks: handshake, idleness, a whole visit; and the end of all."""

import signal
import socket
import time

import pytest


def closes(link, seconds):
    """How long LINK stays open when it says nothing."""
    link.settimeout(seconds)
    begin = time.monotonic()
    try:
        while link.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - begin


def test_silent_client_is_dropped(serve):
    server = serve("--grace-time", "2")
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        assert 1.5 <= closes(link, 15) <= 8


def test_half_a_handshake_is_dropped(serve):
    server = serve("--grace-time", "2")
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(b"SSH-2.0-half\r\n\0\0\0")
        assert 1.5 <= closes(link, 15) <= 8


@pytest.mark.parametrize("stage", ["key exchange", "login", "channel"])
def test_client_without_a_shell_is_dropped(serve, stage):
    server = serve("--grace-time", "2")
    link = server.connect()
    if stage != "key exchange":
        link.auth_none("visitor")
    if stage == "channel":
        link.open_session()
    begin = time.monotonic()
    link.join(15)
    assert not link.is_alive()
    assert time.monotonic() - begin <= 8


def test_grace_time_is_over_once_a_visit_has_begun(serve):
    server = serve("--grace-time", "2")
    terminal = server.visit()
    terminal.shows("Northwind Payments")
    time.sleep(7)
    terminal.type("2")
    terminal.shows("io_uring")


def test_idle_visit_ends_with_a_goodbye(serve):
    server = serve("--idle-timeout", "3")
    terminal = server.visit()
    terminal.shows("Northwind Payments")
    begin = time.monotonic()
    assert terminal.end() == 0
    assert 1.5 <= time.monotonic() - begin <= 6
    assert terminal.was_restored()
    assert b"going down" not in terminal.output
    assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]


def test_keys_keep_a_visit_alive(serve):
    server = serve("--idle-timeout", "3")
    terminal = server.visit()
    terminal.shows("Northwind Payments")
    for _ in range(6):
        terminal.watch(1)
        terminal.type("j")
    terminal.type("2")
    terminal.shows("io_uring")


def test_longest_visit_ends_with_a_goodbye(serve):
    server = serve("--session-timeout", "4")
    terminal = server.visit()
    begin = time.monotonic()
    terminal.shows("Northwind Payments")
    while terminal.read(0.5):
        if time.monotonic() - begin > 10:
            break
        terminal.type("j")
    assert terminal.reap() == 0
    assert 3 <= time.monotonic() - begin <= 8
    assert terminal.was_restored()
    assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]


def test_shutdown_says_goodbye(server):
    terminals = [server.visit() for _ in range(3)]
    for terminal in terminals:
        terminal.shows("Northwind Payments")
    begin = time.monotonic()
    server.signal(signal.SIGTERM)
    for terminal in terminals:
        terminal.end()
        assert terminal.was_restored()
        assert b"Ada Mercer" in terminal.output.rpartition(b"\x1b[?1049l")[2]
    assert server.process.wait(20) == 0
    assert time.monotonic() - begin <= 10


def test_shutdown_waits_for_no_silent_client(server):
    with socket.create_connection(("127.0.0.1", server.port)):
        time.sleep(0.5)
        begin = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.process.wait(20) == 0
        assert time.monotonic() - begin <= 10
