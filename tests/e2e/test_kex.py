"""What protects a visit against those who record it today."""

import re
import subprocess

import pytest

from server import TOP

# newer-openssh.sh fetches it.
NEWER = TOP / "build/openssh/ssh"


@pytest.fixture
def libssh(server):
    """Its version, as the log has it."""
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
    """For clients that may use no other."""
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
    """From 10.1 on it does where the key exchange is of the old kind: for a
    libssh before 0.12 that is how it is, and proves that it would."""
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
