"""Every client is admitted, by every method, and sees the screen."""

import subprocess

import paramiko
import pytest

from fixtures import shared_server as server  # noqa: F401
from processes import eventually


def dbclient(server, tmp_path):
    return ["env", f"HOME={tmp_path}", "dbclient", "-y", "-y",
            "-p", str(server.port), "127.0.0.1"]


def plink(server, tmp_path):
    # It does not ask about a host key that it knows beforehand.
    listing = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(server.keys[0])], check=True,
        capture_output=True, text=True).stdout
    return ["env", f"HOME={tmp_path}", "plink", "-ssh", "-batch", "-t",
            "-hostkey", listing.split()[1], "-P", str(server.port),
            "-l", "visitor", "127.0.0.1"]


def openssh(server, tmp_path):
    return server.ssh()


@pytest.mark.parametrize("client", [openssh, dbclient, plink])
def test_clients(server, tmp_path, client):
    terminal = server.terminal(client(server, tmp_path))
    terminal.shows("Principal engineer")
    assert b"assword" not in terminal.output
    terminal.type("q")
    assert terminal.end() == 0
    assert terminal.was_restored()


def login_none(link):
    link.auth_none("visitor")


def login_password(link):
    link.auth_password("visitor", "a secret that nobody keeps",
                       fallback=False)


def login_publickey(link):
    link.auth_publickey("visitor", paramiko.ECDSAKey.generate())


def login_rsa(link):
    link.auth_publickey("visitor", paramiko.RSAKey.generate(2048))


def login_interactive(link):
    link.auth_interactive("visitor", lambda *_: [])


@pytest.mark.parametrize("login", [
    login_none, login_password, login_publickey, login_rsa,
    login_interactive])
def test_methods(server, login):
    link = server.connect()
    try:
        login(link)
        assert link.is_authenticated()
        channel = link.open_session()
        channel.get_pty("xterm-256color", 100, 30)
        channel.invoke_shell()
        output = b""
        while b"Principal" not in output:
            output += (data := channel.recv(65536))
            assert data, output
        channel.send(b"q")
        assert channel.recv_exit_status() == 0
    finally:
        link.close()
    assert "nobody keeps" not in server.log


def test_old_ssh2_libraries_are_asked_for_a_password(server):
    """libssh2 takes success without one for a failure, and its clients stay
    out; PHP's takes it for what it is."""
    class Client(paramiko.Transport):
        def __init__(self, link):
            super().__init__(link)
            self.local_version = version

    version = "SSH-2.0-libssh2_1.10.0"
    link = server.connect(Client)
    with pytest.raises(paramiko.BadAuthenticationType) as refusal:
        link.auth_none("visitor")
    assert "password" in refusal.value.allowed_types
    login_password(link)
    assert link.is_authenticated()
    link.close()
    version += " PHP"
    link = server.connect(Client)
    link.auth_none("visitor")
    link.close()


def test_second_session_of_openssh_gets_a_connection_of_its_own(
        server, tmp_path):
    """It is refused beside an open screen, and ssh then connects anew."""
    control = ["-o", f"ControlPath={tmp_path}/master"]
    terminal = server.visit(*control, "-o", "ControlMaster=yes")
    terminal.shows("Principal engineer")
    result = server.ask("text", options=control)
    assert result.returncode == 0
    assert "End of résumé." in result.stdout.decode()
    terminal.type("q")
    assert terminal.end() == 0


def test_methods_of_openssh(server, tmp_path):
    """One at a time, as a person's configuration may want it."""
    key = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
                   check=True)
    for method in "none", "publickey", "keyboard-interactive":
        result = server.ask("text", "skills", options=[
            "-i", key, "-o", "BatchMode=yes",
            "-o", f"PreferredAuthentications={method}"])
        assert result.returncode == 0, (method, result.stderr)


def test_ecdsa_host_key(server):
    """Some clients do not support Ed25519."""
    result = server.ask("text", options=[
        "-o", "HostKeyAlgorithms=ecdsa-sha2-nistp256"])
    assert result.returncode == 0


def test_closed_connection_is_noticed(server):
    """When a client dies, its worker and its renderer exit."""
    terminal = server.visit()
    terminal.shows("Principal engineer")
    assert len(server.processes("resume-ui")) == 1
    terminal.close()
    assert eventually(lambda: not server.processes("resume-ui")
                      and not server.processes("resume-sshd"))
