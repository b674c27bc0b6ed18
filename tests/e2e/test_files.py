"""Downloads by sftp and scp, with common clients."""

import asyncio
import os
import pathlib
import re
import shutil
import struct
import subprocess
import time

import paramiko
import pytest

from fixtures import starter
from fixtures import shared_server as server  # noqa: F401
from processes import PATIENCE, become_idle, eventually
from server import SSH_OPTIONS
from sftp import (BAD, CLOSE, DATA, DENIED, EOF, EXTENDED, FAILURE, FSTAT,
                  HANDLE, MISSING, MKDIR, OPEN, OPENDIR, READ, READDIR,
                  REALPATH, REMOVE, RENAME, SETSTAT, STATUS, SYMLINK,
                  UNSUPPORTED, WRITE, Wire, read)

# A publisher whose documents are as large as a test wants them.
PUBLISHER = """#!/bin/sh
mkdir -p "$2"
for name in resume.txt resume.pdf; do
    cp -p "$(dirname "$0")/$name" "$2/.new" && mv "$2/.new" "$2/$name"
done
mkdir -p "$2/resume.d"
echo secret >"$2/other.txt"
ln -sf /etc/passwd "$2/resume.link"
"""
MEGABYTE = 1 << 20
LONG_AGO = 1_000_000_000  # 2001
READ_ONLY = b"read-only"


def fill(folder):
    """Write documents of known bytes, and the publisher that copies them."""
    folder.mkdir()
    publisher = folder / "publish"
    publisher.write_text(PUBLISHER)
    publisher.chmod(0o755)
    (folder / "resume.txt").write_bytes(b"A resume.\n")
    os.utime(folder / "resume.txt", (LONG_AGO, LONG_AGO))
    (folder / "resume.pdf").write_bytes(os.urandom(3 * MEGABYTE + 17))
    return str(publisher)


@pytest.fixture(scope="module")
def file_server(tmp_path_factory, keys):
    folder = tmp_path_factory.mktemp("server")
    with starter(folder, keys) as start:
        server = start("--publisher", fill(folder / "shelf"))
        server.shelf = folder / "shelf"
        yield server


@pytest.fixture
def shelf(tmp_path, serve):
    """shelf(OPTION...) starts a server whose documents a test may change."""
    publisher = fill(tmp_path / "shelf")

    def start(*options):
        server = serve("--publisher", publisher, *options)
        server.shelf = tmp_path / "shelf"
        return server
    return start


def need(program):
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


def client(server, *words, cwd, stdin=None):
    return subprocess.run(words, input=stdin, capture_output=True, cwd=cwd,
                          timeout=PATIENCE,
                          env={"PATH": os.environ["PATH"], "HOME": str(cwd)})


def sftp(server, script, folder):
    return client(server, "sftp", *SSH_OPTIONS, "-P", str(server.port),
                  "-b", "-", "127.0.0.1", cwd=folder, stdin=script.encode())


def scp(server, *options, source, folder):
    return client(server, "scp", *options, *SSH_OPTIONS,
                  "-P", str(server.port), f"127.0.0.1:{source}", ".",
                  cwd=folder)


def putty(server, program, *words, folder, stdin=None):
    need(program)
    listing = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(server.keys[0])], check=True,
        capture_output=True, text=True).stdout
    return client(server, program, "-batch", "-hostkey", listing.split()[1],
                  "-P", str(server.port), "-l", "visitor", *words,
                  cwd=folder, stdin=stdin)


def same(server, folder, *names):
    for name in names:
        assert (folder / name).read_bytes() == \
            (server.shelf / name).read_bytes(), name


@pytest.fixture
def connect():
    links = []

    def start(server):
        link = server.connect()
        links.append(link)
        link.auth_none("visitor")
        return link
    yield start
    for link in links:
        link.close()


@pytest.fixture
def here(tmp_path):
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def test_sftp_gets_every_document(server, here):
    result = sftp(server, "ls -1\nls -l\nget resume.*\npwd\n", here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.txt", "resume.pdf")
    assert sorted(path.name for path in here.iterdir()) == \
        ["resume.pdf", "resume.txt"]
    lines = result.stdout.decode().splitlines()
    assert "Remote working directory: /" in lines
    assert "resume.txt" in lines
    long = [line for line in lines if line.startswith("-r--r--r--")]
    assert [line.split()[4] for line in long] == [str(3 * MEGABYTE + 17), "10"]
    server.logs("session .*kind=sftp")
    server.logs("file-sent .*document=resume.pdf")


def sftp_refusals(server, commands, folder):
    """The errors that sftp prints for each of COMMANDS; it continues after a
    failure."""
    script = "".join(f"-{command}\n!echo next >&2\n" for command in commands)
    result = sftp(server, script, folder)
    assert result.returncode == 0, result.stderr
    answers = result.stderr.decode().split("next\n")
    assert len(answers) == len(commands) + 1, answers
    return zip(commands, answers)


def test_sftp_writes_nothing(server, here):
    (here / "file").write_text("mine")
    for command, answer in sftp_refusals(server, [
            "put file", "put file resume.txt", "rename resume.txt x",
            "rm resume.txt", "mkdir x", "rmdir /", "chmod 777 resume.txt",
            "symlink resume.txt x", "ln resume.txt x"], here):
        assert "ermission denied" in answer or "unsupported" in answer or \
            "does not support" in answer, (command, answer)


def test_sftp_has_no_other_path(server, here):
    for command, answer in sftp_refusals(server, [
            f"get {name} got" for name in (
                "nothing", "other.txt", "resume.link", "resume.d",
                "../../etc/passwd", "/etc/passwd", "resume.txt/x")], here):
        assert "not found" in answer or "No such file" in answer, \
            (command, answer)
    assert not (here / "got").exists()


@pytest.mark.parametrize("path", [
    "resume.pdf", "/resume.pdf", "./resume.pdf", "//resume.pdf",
    "../resume.pdf", "x/../resume.pdf", "~/resume.pdf"])
@pytest.mark.parametrize("protocol", ["-s", "-O"])
def test_scp_accepts_every_spelling_of_a_path(server, here, protocol, path):
    result = scp(server, protocol, source=path, folder=here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.pdf")


@pytest.mark.parametrize("options,source", [
    (["-s"], "resume.*"), (["-O"], "resume.*"), (["-O", "-T"], "'resume.*'"),
    (["-O", "-T"], "resume.t?t resume.pdf"), (["-s", "-r"], "."),
    (["-O", "-r"], "."), (["-O", "-r"], "/"), (["-s", "-pv"], "*"),
    (["-O", "-pv"], "*")])
def test_scp_takes_several(server, here, options, source):
    result = scp(server, *options, source=source, folder=here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.txt", "resume.pdf")


def test_scp_takes_an_empty_document(tmp_path, shelf, here):
    (tmp_path / "shelf/resume.txt").write_bytes(b"")
    server = shelf()
    for protocol in "-s", "-O":
        folder = here / protocol
        folder.mkdir()
        result = scp(server, protocol, source="resume.*", folder=folder)
        assert result.returncode == 0, result.stderr
        same(server, folder, "resume.txt", "resume.pdf")


def test_scp_keeps_times(server, here):
    for protocol in "-s", "-O":
        assert scp(server, protocol, "-p", source="resume.txt",
                   folder=here).returncode == 0
        assert (here / "resume.txt").stat().st_mtime == LONG_AGO
        (here / "resume.txt").unlink()


@pytest.mark.parametrize("name", ["nothing", "a/b", "*.doc"])
def test_scp_of_a_missing_file_fails(server, here, name):
    result = scp(server, "-O", source=name, folder=here)
    assert result.returncode == 1
    assert b"No such file" in result.stderr
    assert not list(here.iterdir())


def test_scp_repeats_no_escape_sequence(server, connect):
    channel = connect(server).open_session()
    channel.exec_command("scp -f \x1b[31m\x07")
    assert channel.makefile("rb").read() == \
        b"\1scp: ?[31m?: No such file or directory\n"
    assert channel.recv_exit_status() == 1


def test_scp_of_a_directory_needs_the_recursive_option(server, here):
    result = scp(server, "-O", source=".", folder=here)
    assert result.returncode == 1
    assert b"not a regular file" in result.stderr


@pytest.mark.parametrize("protocol", ["-s", "-O"])
def test_scp_uploads_nothing(server, here, protocol):
    (here / "file").write_text("mine")
    result = client(server, "scp", protocol, *SSH_OPTIONS,
                    "-P", str(server.port), "file", "127.0.0.1:", cwd=here)
    assert result.returncode == 1
    assert READ_ONLY in result.stderr or b"denied" in result.stderr


@pytest.mark.parametrize("command", [
    "scp", "scp -f", "scp -x -f resume.txt", "scp -f -t resume.txt",
    "scp -f resume.txt; id", "scp -f $(id)", "scpx -f resume.txt"])
def test_scp_command_runs_no_shell(server, command):
    result = server.ask(command)
    assert result.returncode != 0
    assert b"uid=" not in result.stdout + result.stderr


def test_curl(server, here):
    need("curl")
    for name in "resume.txt", "resume.pdf":
        result = client(server, "curl", "-sSk", "-u", "visitor:any",
                        f"sftp://127.0.0.1:{server.port}/{name}",
                        "-o", name, cwd=here)
        assert result.returncode == 0, result.stderr
    same(server, here, "resume.txt", "resume.pdf")


def test_lftp(server, here):
    need("lftp")
    result = client(server, "lftp", "-e", "set sftp:auto-confirm yes; "
                    "mget resume.*; quit",
                    f"sftp://visitor:any@127.0.0.1:{server.port}", cwd=here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.txt", "resume.pdf")


def test_rclone(server, here):
    """rclone tries to open sessions beside that of sftp, and continues without
    them."""
    need("rclone")
    words = ["--sftp-host", "127.0.0.1", "--sftp-port", str(server.port),
             "--sftp-user", "visitor", "--sftp-pass",
             client(server, "rclone", "obscure", "any", cwd=here)
             .stdout.decode().strip()]
    result = client(server, "rclone", "copy", *words, ":sftp:/", ".", cwd=here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.txt", "resume.pdf")


def test_asyncssh(server, here):
    """A command beside a transfer is refused, and the transfer continues."""
    asyncssh = pytest.importorskip("asyncssh")

    async def transfer():
        async with asyncssh.connect(
                "127.0.0.1", server.port, known_hosts=None,
                username="visitor", password="any") as link:
            await link.run("help")
            async with link.start_sftp_client() as files:
                with pytest.raises(asyncssh.ChannelOpenError):
                    await link.run("help")
                await files.get("resume.pdf", str(here / "resume.pdf"))
    asyncio.run(transfer())
    same(server, here, "resume.pdf")


def test_medusa(server, here):
    """Medusa uses libssh2, which has to be asked for a password."""
    need("medusa")
    result = client(server, "medusa", "-h", "127.0.0.1", "-n",
                    str(server.port), "-u", "visitor", "-p", "any", "-M",
                    "ssh", cwd=here)
    assert b"SUCCESS" in result.stdout, result.stdout


def test_psftp(server, here):
    (here / "script").write_text("ls\nget resume.txt\nget resume.pdf\n")
    result = putty(server, "psftp", "127.0.0.1", "-b", "script", folder=here)
    assert result.returncode == 0, result.stderr
    assert b"-r--r--r--" in result.stdout
    same(server, here, "resume.txt", "resume.pdf")


@pytest.mark.parametrize("protocol", ["-sftp", "-scp"])
@pytest.mark.parametrize("source", ["resume.pdf", "resume.*"])
def test_pscp(server, here, protocol, source):
    result = putty(server, "pscp", protocol, "-unsafe",
                   f"127.0.0.1:{source}", ".", folder=here)
    assert result.returncode == 0, result.stderr
    same(server, here, "resume.pdf")


def test_sshfs(server, here):
    need("sshfs")
    mounted = client(server, "sshfs", *SSH_OPTIONS, "-p", str(server.port),
                     "127.0.0.1:/", str(here), cwd=here.parent)
    if mounted.returncode != 0 and (b"fuse" in mounted.stderr):
        pytest.skip("FUSE is not to be had: " + mounted.stderr.decode())
    assert mounted.returncode == 0, mounted.stderr
    try:
        same(server, here, "resume.txt", "resume.pdf")
        with pytest.raises(OSError):
            (here / "new").write_text("mine")
    finally:
        subprocess.run(["fusermount3", "-u", str(here)], check=True)


def test_paramiko(server, here, connect):
    files = paramiko.SFTPClient.from_transport(connect(server))
    assert sorted(files.listdir("/")) == ["resume.pdf", "resume.txt"]
    assert files.normalize(".") == "/"
    assert files.stat("resume.txt").st_size == 10
    files.get("resume.pdf", str(here / "resume.pdf"))
    same(server, here, "resume.pdf")
    for refused in (lambda: files.remove("resume.txt"),
                    lambda: files.open("resume.txt", "w"),
                    lambda: files.truncate("resume.txt", 0),
                    lambda: files.mkdir("x")):
        with pytest.raises(PermissionError):
            refused()
    with files.open("resume.txt") as file:
        file.seek(1 << 40)
        assert file.read(10) == b""


def test_odd_requests(server, connect):
    wire = Wire(connect(server))
    assert wire.status(OPEN, b"resume.txt", 1 | 2, 0) == DENIED
    assert wire.status(OPEN, b"new", 8 | 2, 0) == DENIED
    assert wire.status(OPEN, b"/", 1, 0) == FAILURE
    assert wire.status(OPEN, b"resume.txt\0x", 1, 0) == BAD
    assert wire.status(OPEN, b"x" * 1025, 1, 0) == BAD
    assert wire.status(OPEN, b"x" * 1024, 1, 0) == MISSING
    assert wire.status(OPEN, b"../" * 340 + b"etc", 1, 0) == MISSING
    assert wire.status(OPEN) == BAD
    assert wire.status(OPENDIR, b"resume.txt") == FAILURE
    assert wire.status(EXTENDED, b"statvfs@openssh.com", b"/") == UNSUPPORTED
    assert wire.status(99) == UNSUPPORTED
    assert wire.status(255, b"x" * 200000) == UNSUPPORTED
    for kind in WRITE, SETSTAT, REMOVE, MKDIR, RENAME, SYMLINK:
        assert wire.status(kind, b"resume.txt", b"y" * 30000) == DENIED
    for handle in b"", b"\0", b"\0" * 4, b"\xff" * 4, b"\0" * 256:
        for kind in CLOSE, READ, FSTAT, READDIR:
            assert wire.status(kind, handle, 1 << 33, 5) == FAILURE
    assert wire.ask(REALPATH, b"")[1][8:9] == b"/"
    assert wire.status(REALPATH, b"a/b") == MISSING


def test_sftp_reads_at_every_boundary(server, connect):
    data = (server.shelf / "resume.pdf").read_bytes()
    wire = Wire(connect(server))
    handle = wire.handle(OPEN, b"resume.pdf", 1, 0)
    for offset in 0, 1, len(data) - 1, len(data), 1 << 63, (1 << 64) - 1:
        for length in 1, 32768, 65536, (1 << 32) - 1:
            wire.send(read(handle, offset, length))
            answer = wire.receive()
            if offset >= len(data):
                assert answer[:9] == struct.pack(">BII", STATUS, 77, EOF)
                continue
            size, = struct.unpack(">I", answer[5:9])
            assert min(length, len(data) - offset, 65536) <= size <= 1 << 18
            assert answer[9:] == data[offset:offset + size]
    wire.send(read(handle, 0, 0))
    assert wire.receive()[:1] == bytes([DATA])


def test_sftp_handles_are_limited_and_reusable(server, connect):
    wire = Wire(connect(server))
    handles = [wire.handle(OPEN, b"resume.txt", 1, 0) for _ in range(8)] + \
        [wire.handle(OPENDIR, b"/") for _ in range(8)]
    for _ in range(1000):
        assert wire.status(OPEN, b"resume.txt", 1, 0) == FAILURE
    assert wire.status(READDIR, handles[0]) == FAILURE
    assert wire.status(READ, handles[8], 1 << 33, 5) == FAILURE
    for handle in handles:
        assert wire.status(CLOSE, handle) == 0
    assert wire.status(CLOSE, handles[0]) == FAILURE
    for _ in range(1000):
        assert wire.status(CLOSE, wire.handle(OPEN, b"resume.txt", 1, 0)) == 0
    assert server.log.count("file-sent") == 1


@pytest.mark.parametrize("bytes_", [
    b"\0\0\0\0", b"\0\0\0\1\1", b"\0\4\0\1" + b"x" * 9, b"\xff" * 64,
    b"GET / HTTP/1.0\r\n\r\n", b"\0\0\0\5\1\0\0\0\2",
    b"\0\0\0\5\3\0\0\0\3", b"\0\0\0\5\1\0\0\0\3" * 2],
    ids=["empty", "short", "huge", "ones", "http", "old", "early", "twice"])
def test_malformed_sftp_ends_the_channel(server, connect, bytes_):
    link = connect(server)
    wire = Wire(link, greet=False)
    wire.channel.sendall(bytes_)
    assert wire.closed()
    assert wire.channel.recv_exit_status() == 1
    Wire(link)  # the connection lives


def test_sftp_packets_may_be_cut_anywhere(server, connect):
    """Packets are truncated, or sent one byte at a time."""
    link = connect(server)
    packet = struct.pack(">IBII", 23, OPEN, 77, 10) + b"resume.txt" + \
        struct.pack(">I", 1)
    for length in range(len(packet)):
        wire = Wire(link)
        wire.channel.sendall(packet[:length])
        wire.channel.shutdown_write()
        assert wire.closed()
    wire = Wire(link)
    for byte in packet:
        wire.channel.sendall(bytes([byte]))
    assert wire.receive()[0] == HANDLE


def test_transfer_survives_a_reload(shelf, connect):
    server = shelf()
    old = (server.shelf / "resume.pdf").read_bytes()
    files = paramiko.SFTPClient.from_transport(connect(server))
    with files.open("resume.pdf") as file:
        first = file.read(MEGABYTE)
        (server.shelf / "resume.pdf").write_bytes(os.urandom(MEGABYTE))
        published = server.log.count("published ")
        server.signal(1)
        assert eventually(lambda: server.log.count("published ") > published)
        assert first + file.read() == old
    with files.open("resume.pdf") as file:
        assert file.read() == old  # this visit keeps its version
    new = paramiko.SFTPClient.from_transport(connect(server))
    with new.open("resume.pdf") as file:
        assert file.read() == (server.shelf / "resume.pdf").read_bytes()


def resident(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) * 1024


def test_a_reader_that_stops_costs_no_memory(shelf, connect):
    """The client stops reading during a download by sftp, and by scp."""
    server = shelf()
    with open(server.shelf / "resume.pdf", "wb") as file:
        file.truncate(256 * MEGABYTE)
    published = server.log.count("published ")
    server.signal(1)
    assert eventually(lambda: server.log.count("published ") > published)
    links = [connect(server) for _ in range(2)]
    workers = [int(pid) for pid in
               re.findall(r"accepted .*pid=(\d+)", server.log)]
    before = [resident(worker) for worker in workers]
    wire = Wire(links[0])
    handle = wire.handle(OPEN, b"resume.pdf", 1, 0)
    for offset in range(0, 64 * MEGABYTE, 32768):
        wire.send(read(handle, offset, 32768))
    channel = links[1].open_session()
    channel.exec_command("scp -f resume.pdf")
    channel.sendall(b"\0\0\0")
    assert len(workers) == 2 and become_idle(workers)
    # Most of it is what the sanitizers keep of freed memory.
    for worker, then in zip(workers, before):
        assert resident(worker) - then < 64 * MEGABYTE


def test_idle_sftp_ends(shelf, connect):
    server = shelf("--idle-timeout", "4")
    begin = time.monotonic()
    wire = Wire(connect(server))
    assert wire.closed()
    assert time.monotonic() - begin >= 4
    server.logs("disconnected .*reason=idle")


def test_other_subsystems_are_refused(server, connect):
    channel = connect(server).open_session()
    with pytest.raises(paramiko.SSHException):
        channel.invoke_subsystem("netconf")
