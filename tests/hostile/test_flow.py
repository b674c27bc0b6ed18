"""Windows, packets and key exchanges of clients that break the protocol."""

import socket
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import wire
from cost import Meter
from polite import polite_visit
from processes import PATIENCE, become_idle, cpu
from wire import authenticated, end_of, is_closed

# The kernel's own patience must be longer than that.
STALL = ["--stall-timeout", "3", "--keepalive", "1"]


def test_small_packets_cause_no_busy_loop(host):
    """Small packets are refused, or served a few bytes at a time; the server
    is idle in the end."""
    server = host()
    refused = authenticated(server)
    refused.send_message(wire.CHANNEL_OPEN, "session", 0, 2**31, 0)
    assert not refused.receive(wire.OPEN_CONFIRMATION)
    assert end_of(server, refused)[0] == "protocol-error"
    links = {size: authenticated(server) for size in [1, 9, 10, 11, 100]}
    meters = {size: Meter(server, link) for size, link in links.items()}
    for size, link in links.items():
        channel = link.open(2**31, size)
        assert channel is not None, size
        link.request(channel, "exec", "text")
    end = time.monotonic() + 5
    for link in links.values():
        link.receive(wire.CLOSE, seconds=end - time.monotonic())
    assert become_idle([meter.pid for meter in meters.values()])
    for size, link in links.items():
        assert meters[size].stays_below(1024), size
        link.close()


def test_full_window_ends_with_the_stall_timeout(host):
    """Clients send keys without end and read no output."""
    server = host(*STALL)
    links = {window: authenticated(server) for window in [0, 1, 10, 1000]}
    meters = {window: Meter(server, link) for window, link in links.items()}
    for window, link in links.items():
        channel = link.open(window)
        link.request(channel, "pty-req", "xterm", 300, 100, 0, 0, "")
        link.request(channel, "shell")
        for _ in range(300):
            link.send_message(wire.DATA, channel, "1234")
    for window, link in links.items():
        assert is_closed(link), window
        reason, seconds = end_of(server, link)
        assert reason == "stalled" and 3 <= seconds <= PATIENCE, window
        assert meters[window].stays_below(1024), window


def test_overflowing_window_is_disconnected(host):
    server = host()
    link = authenticated(server)
    channel = link.open(2**32 - 1)
    for _ in range(100):
        link.send_message(wire.WINDOW_ADJUST, channel, 2**32 - 1)
    assert is_closed(link)
    assert end_of(server, link)[0] == "protocol-error"


@pytest.mark.parametrize("wish", ["shell", "subsystem", "exec", None])
def test_data_beyond_the_window_is_disconnected(host, wish):
    """A client sends 16 MB at once. libssh holds one window of it, 2 MiB, and
    the worker the one before."""
    server = host()
    link = authenticated(server)
    meter = Meter(server, link)
    channel = link.shell() if wish == "shell" else link.open()
    if wish == "exec":
        link.request(channel, "exec", "match")
    elif wish == "subsystem":
        link.request(channel, "subsystem", "sftp")
    for i in range(500):
        if not link.send_message(wire.DATA, channel, b"x" * 32768):
            break
        if i % 20 == 0:
            meter.read()
    assert meter.stays_below(5 * 1024)
    polite_visit(server)
    link.close()


def test_slow_reader_gets_all_of_it(host):
    """Over more than the time for a reader that stops, and than the two seconds
    for the output of a program that has ended. It had got a part of it, and the
    exit status 0."""
    server = host(*STALL)
    whole = server.ask("pdf").stdout
    link = authenticated(server)
    channel = link.open(len(whole) // 12)
    link.request(channel, "exec", "pdf")
    got = b""
    while len(got) < len(whole):
        message = link.receive(wire.DATA, wire.CLOSE)
        assert message[:1] == bytes([wire.DATA]), len(got)
        got += message[9:]
        time.sleep(0.4 * (len(message) - 9) / (len(whole) // 12))
        link.send_message(wire.WINDOW_ADJUST, channel, len(message) - 9)
    assert got == whole
    assert link.receive(wire.CLOSE)
    link.close()


class Unread:
    """A client that repeats a message and reads no answer until it is
    disconnected."""

    def __init__(self, server, message=None):
        self.server = server
        self.link = wire.authenticated_with_small_buffer(server)
        self.meter = Meter(server, self.link)
        self.message = (message(self.link) if message else
                        (wire.GLOBAL_REQUEST, "keepalive@openssh.com", True))
        self.thread = threading.Thread(target=self.talk)
        self.thread.start()

    def talk(self):
        self.link.reading.clear()
        while self.link.send_message(*self.message):
            pass

    def is_talking(self):
        self.meter.read()
        return self.thread.is_alive()

    def check(self):
        self.link.reading.set()
        assert self.meter.stays_below(1024), self.message
        assert end_of(self.server, self.link)[0] in (
            "stalled", "grace-time"), self.message


def unread_replies(link):
    return wire.CHANNEL_REQUEST, link.open(), "winadj@putty", True


def unread_pictures(link):
    return wire.DATA, link.shell(300, 100, window=2**31), "\x0c1\x0c2"


def after_a_command(link):
    link.request(link.open(2**31), "exec", "text")
    link.receive(wire.CLOSE)
    return wire.GLOBAL_REQUEST, "keepalive@openssh.com", True


def test_readers_that_stop_are_disconnected(host):
    """The server stops reading from a client that does not read, and
    disconnects it, before it has a shell as well as after."""
    patient = host("--grace-time", "8", "--stall-timeout", "60")
    server = host(*STALL)
    for where, message in (
            (patient, None), (server, unread_replies),
            (server, unread_pictures), (server, after_a_command)):
        client = Unread(where, message)  # alone, so that no other slows it
        begin = time.monotonic()
        while client.is_talking():
            time.sleep(0.05)
            assert time.monotonic() - begin < PATIENCE, where.log
        client.check()


@pytest.mark.parametrize("kind", [wire.KEXINIT, wire.NEWKEYS, wire.DATA])
def test_malformed_key_exchange_is_disconnected(host, kind):
    """The client sends a message other than the expected one."""
    server = host()
    link = authenticated(server)
    link.send_bytes(wire.KEXINIT, wire.offer())
    link.send_bytes(kind, wire.offer())
    assert is_closed(link)
    assert end_of(server, link)[0] == "protocol-error"


def exchange(link, end):
    """Exchange keys until END, and at least a dozen times."""
    count = 0
    link.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    while time.monotonic() < end or count < 12:
        link.renegotiate_keys()
        count += 1


def paint(visitor):
    """The seconds that VISITOR waits for each of two pages."""
    for key, text in ("2", "io_uring"), ("1", "Northwind Payments"):
        begin = time.monotonic()
        visitor.type(key)
        visitor.shows(text)
        yield time.monotonic() - begin
        time.sleep(0.05)  # or this thread were all that runs here


def test_burst_of_key_exchanges_disturbs_no_session(server):
    visitor = server.visit("-b", "127.0.0.2")
    visitor.shows("Principal engineer")
    links = [server.connect(wire.Link) for _ in range(4)]
    for link in links:
        link.auth_none("visitor")
    meters = [Meter(server, link) for link in links]
    usual = statistics.median([*paint(visitor), *paint(visitor)])
    begin = time.monotonic()
    paints = []
    with ThreadPoolExecutor(len(links)) as pool:
        storms = [pool.submit(exchange, link, begin + 3) for link in links]
        while not all(storm.done() for storm in storms):
            paints.extend(paint(visitor))
        for storm in storms:
            storm.result()
    lasted = time.monotonic() - begin
    print(f"{usual * 1000:.0f} ms, in the storm "
          f"{statistics.median(paints) * 1000:.0f} ms of {len(paints)}")
    assert statistics.median(paints) < 1 + 10 * usual
    for link, meter in zip(links, meters):
        assert meter.stays_below(1024)
        # A second, a tenth of what followed, and what was under way.
        assert cpu(meter.pid) < 2.2 + lasted / 10
        link.close()
    polite_visit(server)
