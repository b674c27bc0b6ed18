"""Key exchanges that protect a recorded session against quantum computers."""

import os
import pathlib
import re
import ssl
import subprocess

import pytest

from server import BIN, TOP, Server

# newer-openssh.sh fetches it.
NEWER = TOP / "build/openssh/ssh"


@pytest.fixture
def libssh(server):
    """The version of libssh, from the log."""
    found = server.logs(r"\blibssh=(\d+)\.(\d+)")
    return int(found[1]), int(found[2])


def chosen(server):
    return server.logs(r"^.*\bauthenticated\b.*\bkex=(\S+)")[1]


def test_post_quantum_key_exchange_is_chosen(server, libssh):
    """OpenSSH 9 offers sntrup alone, later ones mlkem, too."""
    assert server.ask("text").returncode == 0
    if libssh < (0, 12):
        pytest.skip(f"libssh {libssh} has none that this server offers")
    assert chosen(server).startswith(("mlkem768x25519-", "sntrup761x25519-"))


def test_post_quantum_key_exchange_with_nist_curves(server, libssh):
    """Some clients may use no other curves."""
    if not NEWER.exists() or libssh < (0, 12):
        pytest.skip("no client or library that has it")
    visit = subprocess.run(
        [NEWER, "-o", "KexAlgorithms=mlkem768nistp256-sha256",
         *server.ssh()[1:], "text"],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    if b"Bad SSH2 KexAlgorithms" in visit.stderr:
        pytest.skip("this client does not have it")
    assert visit.returncode == 0, visit.stderr
    assert chosen(server) == "mlkem768nistp256-sha256"


def test_newer_client_prints_no_warning(server, libssh):
    """OpenSSH from 10.1 on warns of a key exchange that is not post-quantum.
    With libssh before 0.12 the warning is expected, and proves that the test
    would see it."""
    if not NEWER.exists():
        pytest.skip("no newer OpenSSH; see build/openssh/log")
    version = subprocess.run([NEWER, "-V"], capture_output=True, text=True)
    major, minor = re.match(r"OpenSSH_(\d+)\.(\d+)", version.stderr).groups()
    assert (int(major), int(minor)) >= (10, 1)

    visit = subprocess.run(
        [NEWER, "-o", "LogLevel=INFO", *server.ssh()[1:], "text"],
        stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert visit.returncode == 0
    assert b"Ada Mercer" in visit.stdout
    warnings = [line for line in visit.stderr.decode().splitlines()
                if "Permanently added" not in line]
    if libssh < (0, 12):
        assert "post-quantum" in warnings[0]
        assert chosen(server).startswith("curve25519-")
    else:
        assert warnings == []
        assert chosen(server) == "mlkem768x25519-sha256"


@pytest.fixture
def service(monkeypatch, serve):
    """A server whose malloc is set as the unit sets it."""
    unit = (TOP / "systemd/resume-sshd.service.in").read_text()
    tunables = re.search("^Environment=GLIBC_TUNABLES=(.*)", unit, re.M)[1]
    start = Server.start

    def start_service(self, command, **popen):
        popen["env"]["GLIBC_TUNABLES"] = tunables
        return start(self, command, **popen)

    monkeypatch.setattr(Server, "start", start_service)
    return serve()


def test_worker_copies_few_pages_of_the_heap(service):
    """Where what OpenSSL writes to does not lie side by side, in memory of
    its own (sshd/process/crypto_memory.h), a worker copies a page of its
    parent's heap for each: 124 KiB instead of 52."""
    programs = (BIN / "resume-sshd").read_bytes()
    libraries = pathlib.Path(f"/proc/{service.process.pid}/maps").read_text()
    if (b"__asan_init" in programs or "libssh.so" in libraries
            or ssl.OPENSSL_VERSION_INFO[:2] != (3, 0)
            or os.sysconf("SC_PAGESIZE") != 4096):
        pytest.skip("another allocator, or other libraries")
    service.visit().shows("Principal engineer")
    (worker,) = service.processes("resume-sshd")
    heap = re.findall(r"\[heap\]\n(?:.*\n)*?Private_Dirty: +(\d+)",
                      pathlib.Path(f"/proc/{worker}/smaps").read_text())
    assert sum(map(int, heap)) < 88
