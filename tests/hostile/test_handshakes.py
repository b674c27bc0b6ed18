"""Before authentication: clients that are slow, silent, or speak another
protocol."""

import contextlib
import os
import struct
import time

import paramiko

import wire
from wire import connect_raw, end_of, is_closed, port, receive_all

# In which a polite visitor has a shell, and every stage is reached.
GRACE_TIME = 8
GRACE = ["--grace-time", str(GRACE_TIME), "--grace-jitter", "0"]
NAME = b"SSH-2.0-hostile\r\n"


def after(says):
    return lambda server: connect_raw(server, says=says)


def at_channel(server):
    link = wire.authenticated(server)
    link.open()
    return link


STAGES = {
    "nothing": connect_raw,
    "half a name": after(NAME[:9]),
    "name": after(NAME),
    "half a KEXINIT": after(NAME + wire.kexinit()[:50]),
    "KEXINIT": after(NAME + wire.kexinit()),
    "NEWKEYS": lambda server: server.connect(wire.Link),
    "login": wire.authenticated,
    "channel": at_channel,
}


def test_every_stage_before_a_session_ends_with_the_grace_time(host):
    server = host(*GRACE)
    links = {stage: reach(server) for stage, reach in STAGES.items()}
    for stage, link in links.items():
        reason, seconds = end_of(server, link)
        assert reason == "grace-time", stage
        assert GRACE_TIME <= seconds, stage
        assert is_closed(link), stage
        link.close()


def test_slow_bytes_do_not_extend_the_grace_time(host):
    """The bytes are slow in the identification, in the first packet, or after
    authentication."""
    server = host(*GRACE)
    name, packet = connect_raw(server), connect_raw(server, says=NAME)
    talker = wire.authenticated(server)
    begin = time.monotonic()
    for one, other in zip(b"SSH-2.0-" + b"x" * 200, wire.kexinit()):
        with contextlib.suppress(OSError):
            name.sendall(bytes([one]))
            packet.sendall(bytes([other]))
            talker.send_message(wire.IGNORE, "x" * 100)
        if time.monotonic() > begin + GRACE_TIME + 1:
            break
        time.sleep(GRACE_TIME / 80)  # a name is cut off at 128 bytes
    for link in name, packet, talker:
        assert is_closed(link)
        assert end_of(server, link)[0] == "grace-time"
        link.close()


GARBAGE = {
    "web browser": b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" + b"x" * 4096,
    "TLS": bytes.fromhex("16030100f8010000f40303") + bytes(4096),
    "remote desktop": bytes.fromhex("0300002f2ae00000000000") + bytes(4096),
    "binary": bytes(range(256)) * 16,
    "zeroes": bytes(65536),
    "endless line": b"SSH-2.0-" + b"x" * 100000,
    "endless preface": b"hello\r\n" * 50000,
    "version 1": b"SSH-1.5-old\n" + bytes(4096),
    "PROXY": b"PROXY TCP4 192.0.2.1 192.0.2.2 1 22\r\n" + NAME +
             wire.kexinit(),
}


def test_other_protocols_are_disconnected(host):
    server = host()
    for what, garbage in GARBAGE.items():
        with connect_raw(server) as link:
            with contextlib.suppress(OSError):
                link.sendall(garbage)
            words, closed = receive_all(link)
            assert closed and len(words) < 4096, what
            assert end_of(server, link)[0] == "protocol-error", what


OFFERS = ["key exchange", "host key", "cipher", "cipher", "MAC", "MAC",
          "compression", "compression"]


def test_log_names_the_algorithm_that_a_client_lacks(host):
    """Whether its offer comes with its identification or later."""
    server = host()
    for i, what in enumerate(OFFERS):
        lists = [*wire.OFFERS]
        lists[i] = "zlib,none-of-ours"
        offer = wire.packet(wire.KEXINIT, os.urandom(16) + wire.fields(
            *lists, False, 0))
        with connect_raw(server, says=NAME + (offer if i % 2 else b"")) as link:
            if not i % 2:
                link.recv(1)
                link.sendall(offer)
            assert is_closed(link), what
            server.logs(
                rf"disconnected peer=\S+:{port(link)} .*reason=protocol-error .*"
                f'detail="no common {what}: client offers zlib,none-of-ours"')


LENGTHS = [0, 1, 5, 13, 300000, 2**31, 2**32 - 1]


def test_impossible_lengths_are_disconnected(host):
    """The lengths are sent before there are keys, and after."""
    server = host()
    for length in LENGTHS:
        bytes_ = struct.pack(">I", length) + os.urandom(300)
        with connect_raw(server, says=NAME + bytes_) as link:
            assert is_closed(link), length
            assert end_of(server, link)[0] == "protocol-error", length
        link = server.connect(wire.Link)
        link.sock.sendall(bytes_)
        assert is_closed(link), length
        assert end_of(server, link)[0] == "protocol-error", length


def test_forged_packets_are_disconnected(host):
    """The length is right, the MAC is not."""
    server = host()
    for length in range(16, 160, 16):
        link = server.connect(wire.Link)
        link.sock.sendall(struct.pack(">I", length) + os.urandom(length + 32))
        assert is_closed(link)
        assert end_of(server, link)[0] == "protocol-error"


# What is for a server to say, or for later.
UNTIMELY = [wire.NEWKEYS, wire.KEX_INIT, wire.KEX_REPLY, wire.AUTH_SUCCESS,
            wire.GLOBAL_REQUEST, wire.REQUEST_FAILURE, wire.CHANNEL_OPEN,
            wire.OPEN_CONFIRMATION, wire.DATA, wire.EOF, wire.CLOSE,
            wire.CHANNEL_REQUEST]


def test_early_messages_are_disconnected(host):
    server = host()
    for kind in UNTIMELY:
        link = server.connect(wire.Link)
        link.send_message(kind, 0, "x" * 20, 0)
        assert end_of(server, link)[0] == "protocol-error", kind
        link.close()


# The standards' numbers, and a few that they have for nothing.
NUMBERS = [0, *range(2, 8), 20, 21, *range(30, 35), *range(50, 54),
           *range(60, 67), *range(80, 83), *range(90, 101), 127, 192, 255]


def test_misplaced_messages_after_the_login_do_no_harm(host):
    """Each either ends the connection or leaves it as it was."""
    server = host()
    link = wire.authenticated(server)
    for kind in NUMBERS:
        link.send_message(kind, 7, "x" * 20, 0)
        link.send_message(wire.GLOBAL_REQUEST, "and now?", True)
        if not link.receive(wire.REQUEST_FAILURE):
            assert is_closed(link), kind
            assert end_of(server, link)[0] == "protocol-error", kind
            link = wire.authenticated(server)
    assert "crashed" not in server.log
    link.close()


def random_parts(server):
    """The random values of a connection: the cookie of the server's KEXINIT,
    and its half of the key exchange (RFC 4253 §7.1, RFC 8731 §3)."""
    link = connect_raw(server, says=NAME + wire.kexinit() + wire.packet(
        wire.KEX_INIT, wire.fields(b"\x09" + bytes(31))))
    words = b""
    packets = {}
    while wire.KEX_REPLY not in packets:
        more = link.recv(65536)
        assert more
        words += more
        packets = dict(wire.plain_packets(words))
    client_port = port(link)
    link.close()
    # It is not counted any more.
    server.logs(rf"disconnected peer=127\.0\.0\.1:{client_port} ")
    reply = paramiko.Message(packets[wire.KEX_REPLY])
    reply.get_string()  # the host key
    return packets[wire.KEXINIT][:16], reply.get_string()


def test_no_two_workers_draw_the_same_random_numbers(server):
    """Workers are forked from one process; each has to seed a generator of its
    own."""
    drawn = [random_parts(server) for _ in range(40)]
    for parts in zip(*drawn):
        assert len(set(parts)) == len(drawn)
        assert {len(part) for part in parts} <= {16, 32}
