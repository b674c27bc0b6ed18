"""Clients that disappear without a message, one by one and all at once."""

import signal
import socket
import struct
import time

import pytest

from polite import polite_visit
from processes import eventually, stat
from session_processes import (SANITIZED, assert_undisturbed, children,
                               descriptors, memory, neighbour)

STAGES = ["connected", "greeted", "keys", "login", "channel", "shell"]


def reach(server, stage):
    """A connection that has reached STAGE: its socket, and the objects that
    must live as long."""
    if STAGES.index(stage) < STAGES.index("keys"):
        line = socket.create_connection(("127.0.0.1", server.port))
        if stage == "greeted":
            line.sendall(b"SSH-2.0-Visitor\r\n\0\0")
        return line, None
    link = server.connect()
    if stage != "keys":
        link.auth_none("visitor")
    if stage in ("channel", "shell"):
        channel = link.open_session()
    if stage == "shell":
        channel.get_pty("xterm", 80, 24)
        channel.invoke_shell()
        assert channel.recv(1)
    return link.sock, link


def reset(line):
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                    struct.pack("ii", 1, 0))
    line.close()


def half_close(line):
    line.shutdown(socket.SHUT_WR)


@pytest.mark.parametrize("leave", [reset, half_close])
@pytest.mark.parametrize("stage", STAGES)
def test_vanished_client_leaves_nothing(host, stage, leave):
    server = host()
    before = children(server)
    gone = [reach(server, stage) for _ in range(4)]  # chance has its part
    for line, _ in gone:
        leave(line)
    assert eventually(lambda: children(server) == before)
    for line, link in gone:
        line.close()
        if link is not None:
            link.close()


def test_many_clients_may_vanish_at_once(host):
    server = host("--per-source", "100", "--grace-time", "10m")
    held = descriptors(server)
    crowd = [reach(server, STAGES[i % len(STAGES)]) for i in range(36)]
    assert eventually(lambda: len(children(server)) == 37)
    for line, _ in crowd:
        reset(line)
    assert eventually(lambda: len(children(server)) == 1)
    assert eventually(lambda: descriptors(server) == held)


def visit_time(server):
    begin = time.monotonic()
    polite_visit(server)
    return time.monotonic() - begin


def test_connections_reset_before_accept_start_no_worker(host):
    """They are reset while the supervisor accepts nothing; it then finds them
    closed, and forks for none of them."""
    server = host()

    def delay_nobody():
        usual = max(visit_time(server) for _ in range(2))
        server.signal(signal.SIGSTOP)
        assert eventually(lambda: stat(server.process.pid)[1] == "T")
        for _ in range(100):
            reset(socket.create_connection(("127.0.0.1", server.port)))
        server.signal(signal.SIGCONT)
        return visit_time(server) < 1 + 5 * usual

    assert any(delay_nobody() for _ in range(3))
    assert "peer=127.0.0.1:" not in server.log


def test_thousand_resets_leave_nothing(server):
    """No descriptor is left, and hardly any memory."""
    def connect_raw(count):
        for _ in range(count):
            reset(socket.create_connection(("127.0.0.1", server.port)))
        assert eventually(lambda: len(children(server)) == 1)

    other = neighbour(server)
    held = descriptors(server)
    connect_raw(200)
    size = memory(server)
    connect_raw(1000)
    assert eventually(lambda: descriptors(server) == held)
    if not SANITIZED:
        assert memory(server) - size < 256
    assert_undisturbed(other, server)
