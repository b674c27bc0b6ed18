"""Hostile SFTP: paths, handles, lengths, and readers that stop. Harmless
oddities are tested in e2e/test_files.py."""

import os
import struct
import threading
import time

import pytest

import wire
from cost import Meter
from processes import PATIENCE, become_idle
from sftp import (BAD, CLOSE, DENIED, EOF, FAILURE, FSETSTAT, FSTAT, HANDLE,
                  INIT, LSTAT, MISSING, MKDIR, OPEN, OPENDIR, READ, READDIR,
                  REALPATH, REMOVE, RENAME, RMDIR, SETSTAT, STAT, SYMLINK,
                  WRITE, Wire, read)
from wire import authenticated, end_of, fields, is_closed

FOREIGN = [b"../../etc/passwd", b"//etc//passwd", b"/proc/self/environ",
           b"/proc/self/fd/3", b"/etc/passwd", b"~root/.ssh/id_ed25519",
           b"resume.txt/../../etc/passwd", b"./" * 100 + b"etc/passwd",
           b"resume.txt/x", b"resume.TXT", b"..\\..\\etc\\passwd",
           b"\xff\xfe\xc0\xaf", b"resume.txt\xff", b"\x1b[31m\r\n",
           b"%s%n", b"resume.*", b"-rf"]
UNUSABLE = [b"resume.txt\0", b"\0", b"x" * 1025, b"/" * 100000]


@pytest.fixture
def link(host):
    link = host().connect()
    link.auth_none("visitor")
    yield link
    link.close()


def test_sftp_paths_lead_to_no_other_file(link):
    sftp = Wire(link)
    for path in FOREIGN:
        assert sftp.status(OPEN, path, 1, 0) == MISSING, path
        for kind in STAT, LSTAT, OPENDIR:
            assert sftp.status(kind, path) == MISSING, path
    for path in UNUSABLE:
        assert sftp.status(OPEN, path, 1, 0) == BAD, path[:20]
        for kind in STAT, LSTAT, OPENDIR, REALPATH:
            assert sftp.status(kind, path) == BAD, path[:20]


def test_sftp_writes_nothing(link):
    """Every request of the protocol that writes is refused."""
    sftp = Wire(link)
    handle = sftp.handle(OPEN, b"resume.txt", 1, 0)
    before = sftp.ask(FSTAT, handle)
    for flags in 2, 3, 4, 8, 16, 32, 1 | 16, 2 | 8 | 16, 0, 2**31, 2**32 - 1:
        for path in b"resume.txt", b"new", b"/tmp/new":
            assert sftp.status(OPEN, path, flags, 0) in (DENIED, MISSING)
    assert sftp.status(OPEN, b"new", 2 | 8 | 16, 0) == DENIED
    for kind in WRITE, FSETSTAT:
        assert sftp.status(kind, handle, 1 << 33, b"evil" * 8192) == DENIED
    for kind in REMOVE, RENAME, MKDIR, RMDIR, SETSTAT, SYMLINK:
        for path in b"resume.txt", b"new", b"/", b"/tmp/new":
            assert sftp.status(kind, path, b"/tmp/other") == DENIED
    assert sftp.ask(FSTAT, handle) == before


def test_made_up_sftp_handles_are_refused(link):
    sftp = Wire(link)
    handles = [sftp.handle(OPEN, b"resume.txt", 1, 0) for _ in range(16)]
    assert sftp.status(OPEN, b"resume.txt", 1, 0) == FAILURE
    assert sftp.status(OPENDIR, b"/") == FAILURE
    assert sftp.status(CLOSE, handles[3]) == 0
    forged = [handles[3], fields(16), fields(2**31), fields(2**32 - 1),
              b"", handles[0][:3], handles[0] + b"\0", os.urandom(256),
              b"x" * 100000]
    for handle in forged:
        for kind in CLOSE, FSTAT, READDIR:
            assert sftp.status(kind, handle) == FAILURE
        assert sftp.status(READ, handle, 1 << 33, 100) == FAILURE
    assert sftp.ask(FSTAT, handles[4])
    for offset in 2**63, 2**64 - 1:
        sftp.send(read(handles[4], offset, 2**32 - 1))
        assert sftp.receive()[5:9] == fields(EOF)


@pytest.mark.parametrize("length", [0, 4, 2**31 - 1, 2**31, 2**32 - 1])
def test_impossible_sftp_length_ends_the_channel(link, length):
    sftp = Wire(link)
    sftp.channel.sendall(fields(length) + b"x" * 100)
    assert sftp.closed()
    assert sftp.channel.recv_exit_status() == 1
    Wire(link)  # the connection lives


def test_lying_lengths_within_packets_do_no_harm(link):
    """A string longer than its packet, for each request that has one."""
    sftp = Wire(link)
    for kind in OPEN, OPENDIR, STAT, LSTAT, REALPATH, FSTAT, CLOSE, READ:
        for length in 5, 1000, 2**31, 2**32 - 1:
            sftp.send(struct.pack(">BII", kind, 77, length) + b"/abc")
            assert sftp.receive()[5:9] in (fields(BAD), fields(FAILURE))


def transfer(link):
    """An open channel, and a request that reads as much of a document as there
    is."""
    channel = link.open(2**32 - 1)
    link.request(channel, "subsystem", "sftp")
    link.send_message(wire.DATA, channel, fields(struct.pack(">BI", INIT, 3)))
    assert link.receive(wire.DATA)
    link.send_message(wire.DATA, channel, fields(
        struct.pack(">BI", OPEN, 7) + fields("resume.pdf", 1, 0)))
    answer = link.receive(wire.DATA)
    assert answer[13] == HANDLE
    return channel, fields(read(answer[-4:], 0, 2**32 - 1))


def test_ten_thousand_unread_reads_use_little_memory(host):
    """A worker holds a packet or two, then stops reading and disconnects."""
    server = host("--stall-timeout", "3")
    link = authenticated(server)
    meter = Meter(server, link)
    channel, request = transfer(link)
    link.reading.clear()

    def ask():
        for _ in range(10000):
            if not link.send_message(wire.DATA, channel, request):
                break
    client = threading.Thread(target=ask)
    client.start()
    begin = time.monotonic()
    while not server.log.count("reason=stalled"):
        meter.read()
        time.sleep(0.05)
        assert time.monotonic() - begin < PATIENCE
    client.join(PATIENCE)
    link.reading.set()
    assert not client.is_alive() and is_closed(link)
    assert end_of(server, link)[0] == "stalled"
    assert meter.stays_below(1024)


def test_half_a_key_exchange_during_a_transfer_ends_it(host):
    """During a key exchange libssh takes no output, so the worker can only
    wait."""
    server = host("--stall-timeout", "10")
    link = authenticated(server)
    meter = Meter(server, link)
    channel, request = transfer(link)
    for _ in range(200):
        link.send_message(wire.DATA, channel, request)
    link.send_bytes(wire.KEXINIT, wire.offer())
    assert link.receive(wire.KEXINIT)
    assert become_idle([meter.pid])
    assert is_closed(link)
    assert end_of(server, link)[0] == "stalled"
    assert meter.stays_below(1024)
