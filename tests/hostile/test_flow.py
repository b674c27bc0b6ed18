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
from processes import PATIENCE, come_to_rest, cpu
from wire import authenticated, end_of, is_closed

# The kernel's own patience must be longer than that.
STALL = ["--stall-timeout", "3", "--keepalive", "1"]


@pytest.mark.parametrize("size", [0, 1, 9, 10, 11, 100])
def test_small_packets_cause_no_busy_loop(host, size):
    """Refused, or served a few bytes at a time; at rest in the end."""
    server = host()
    link = authenticated(server)
    meter = Meter(server, link)
    if size > 0:
        channel = link.open(2**31, size)
        assert channel is not None
        link.request(channel, "exec", "text")
        link.receive(wire.CLOSE, seconds=5)
    else:
        link.send_message(wire.CHANNEL_OPEN, "session", 0, 2**31, size)
        assert not link.receive(wire.OPEN_CONFIRMATION)
        assert end_of(server, link)[0] == "protocol-error"
    assert come_to_rest([meter.pid])
    assert meter.stays_below(1024)
    link.close()


@pytest.mark.parametrize("window", [0, 1, 10, 1000])
def test_full_window_ends_with_the_stall_timeout(host, window):
    """Endless keys from a client that reads no output."""
    server = host(*STALL)
    link = authenticated(server)
    meter = Meter(server, link)
    channel = link.open(window)
    link.request(channel, "pty-req", "xterm", 300, 100, 0, 0, "")
    link.request(channel, "shell")
    for _ in range(300):
        link.send_message(wire.DATA, channel, "1234")
    assert is_closed(link)
    reason, seconds = end_of(server, link)
    assert reason == "stalled" and 3 <= seconds <= PATIENCE
    assert meter.stays_below(1024)


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
    """16 MB of input at once. libssh holds one window of it, 2 MiB, and we
    the one before."""
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


def unread(link, *message):
    """Say MESSAGE, and read no answer, until the connection is gone."""
    link.reading.clear()
    while link.send_message(*message):
        pass


UNREAD = {
    "before a shell": ["--grace-time", "8", "--stall-timeout", "60"],
    "answers": STALL,
    "pictures": STALL,
    "after a command": STALL,
}


@pytest.mark.parametrize("answers", UNREAD)
def test_reader_that_stops_is_disconnected(host, answers):
    """The server stops reading from a client that does not read, and
    disconnects it."""
    server = host(*UNREAD[answers])
    link = wire.authenticated_with_small_buffer(server)
    meter = Meter(server, link)
    message = wire.GLOBAL_REQUEST, "keepalive@openssh.com", True
    if answers == "answers":
        message = wire.CHANNEL_REQUEST, link.open(), "winadj@putty", True
    elif answers == "pictures":
        message = wire.DATA, link.shell(300, 100, window=2**31), "\x0c1\x0c2"
    elif answers == "after a command":
        link.request(link.open(2**31), "exec", "text")
        link.receive(wire.CLOSE)
    begin = time.monotonic()
    client = threading.Thread(target=unread, args=(link, *message))
    client.start()
    while client.is_alive():
        meter.read()
        client.join(0.05)
        assert time.monotonic() - begin < PATIENCE, server.log
    link.reading.set()
    assert meter.stays_below(1024)
    assert end_of(server, link)[0] in ("stalled", "grace-time")


@pytest.mark.parametrize("kind", [wire.KEXINIT, wire.NEWKEYS, wire.DATA])
def test_malformed_key_exchange_is_disconnected(host, kind):
    """A message other than the expected one."""
    server = host()
    link = authenticated(server)
    link.send_bytes(wire.KEXINIT, wire.offer())
    link.send_bytes(kind, wire.offer())
    assert is_closed(link)
    assert end_of(server, link)[0] == "protocol-error"


def exchange(link, end):
    """New keys, over and over, until END and a dozen times."""
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
