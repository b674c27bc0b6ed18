"""The time limits of the handshake, of idleness and of a session."""

import contextlib
import signal
import socket
import time

from processes import PATIENCE, eventually


def closes(link, begin):
    """When the silent LINK was closed, in seconds after BEGIN."""
    link.settimeout(PATIENCE)
    try:
        while link.recv(4096):
            pass
    except ConnectionResetError:
        pass
    return time.monotonic() - begin


def test_grace_time_is_for_those_without_a_shell(serve):
    """Clients that are silent, or stop at any stage before a shell, are
    disconnected. A session that has started continues."""
    server = serve("--grace-time", "6")
    terminal = server.visit()
    terminal.shows("Principal engineer")
    raw, links, begin = [], {}, time.monotonic()
    with contextlib.ExitStack() as stack:
        for words in b"", b"SSH-2.0-half\r\n\0\0\0":
            raw.append(stack.enter_context(
                socket.create_connection(("127.0.0.1", server.port))))
            raw[-1].sendall(words)
        for stage in "key exchange", "login", "channel":
            began = time.monotonic()
            link = server.connect()
            if stage != "key exchange":
                link.auth_none("visitor")
            if stage == "channel":
                link.open_session()
            links[stage] = link, link.sock.getsockname()[1], began
        for link in raw:
            assert 6 <= closes(link, begin)
    for stage, (link, port, began) in links.items():
        link.join(PATIENCE)
        assert not link.is_alive(), stage
        assert time.monotonic() - began >= 6, stage
        server.logs(rf"disconnected peer=\S+:{port} .*reason=grace-time")
    terminal.type("2")
    terminal.shows("io_uring")


def test_visit_without_a_key_ends_with_a_goodbye(serve):
    """Keys keep another visit open."""
    server = serve("--idle-timeout", "6")
    begin = time.monotonic()
    idle, busy = server.visit(), server.visit()
    for terminal in idle, busy:
        terminal.shows("Principal engineer")
    for _ in range(8):
        busy.watch(1)
        busy.type("j")
    assert idle.end() == 0
    assert time.monotonic() - begin >= 6
    assert idle.was_restored()
    assert b"going down" not in idle.output
    assert b"Ada Mercer" in idle.output.rpartition(b"\x1b[?1049l")[2]
    busy.type("2")
    busy.shows("io_uring")


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


def test_shutdown_says_goodbye(serve):
    """The server does not wait for a client that sends nothing."""
    server = serve("--grace-time", "10m")
    terminals = [server.visit() for _ in range(3)]
    for terminal in terminals:
        terminal.shows("Principal engineer")
    with socket.create_connection(("127.0.0.1", server.port)):
        assert eventually(lambda: server.log.count("accepted ") == 4)
        server.signal(signal.SIGTERM)
        for terminal in terminals:
            terminal.end()
            assert terminal.was_restored()
            assert b"Ada Mercer" in terminal.output.rpartition(
                b"\x1b[?1049l")[2]
        assert server.process.wait(PATIENCE) == 0
