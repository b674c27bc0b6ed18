"""resume-ui under OpenSSH's own sshd: an ordinary program on a terminal."""

import getpass
import os
import pathlib
import shutil
import subprocess

import pytest

from server import BIN, HERE, SSH_OPTIONS, free_port
from processes import PATIENCE, eventually
from terminal import Terminal

SSHD = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")

pytestmark = pytest.mark.skipif(SSHD is None, reason="there is no sshd")


@pytest.fixture
def openssh(tmp_path, keys):
    """ssh's command line for a sshd that forces resume-ui."""
    published = tmp_path / "published"
    subprocess.run([BIN / "resume-publish", HERE / "resume.json", published],
                   check=True)
    key = tmp_path / "id"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
                   check=True)
    if os.geteuid() == 0:
        pathlib.Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    port = free_port()
    config = tmp_path / "sshd_config"
    config.write_text(f"""
        ListenAddress 127.0.0.1:{port}
        HostKey {keys[0]}
        PidFile none
        UsePAM no
        StrictModes no
        PermitRootLogin yes
        PasswordAuthentication no
        AuthorizedKeysFile {key}.pub
        ForceCommand {BIN}/resume-ui {published}
    """)
    log = tmp_path / "sshd.log"
    sshd = subprocess.Popen([SSHD, "-D", "-e", "-f", config],
                            stdin=subprocess.DEVNULL, stderr=log.open("w"))
    try:
        assert eventually(lambda: "listening" in log.read_text()), \
            log.read_text()
        yield ["ssh", *SSH_OPTIONS, "-i", str(key), "-p", str(port),
               "-l", getpass.getuser(), "127.0.0.1"]
    finally:
        sshd.terminate()
        sshd.wait(PATIENCE)


def test_screen(openssh):
    terminal = Terminal(openssh)
    terminal.shows("Principal engineer")
    terminal.type("2")
    terminal.shows("io_uring")
    terminal.type("q")
    assert terminal.end() == 0
    assert terminal.was_restored()
    terminal.close()


def test_commands(openssh):
    def ask(*words):
        return subprocess.run([*openssh, *words], capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    assert "End of résumé.".encode() in ask().stdout
    assert b"io_uring" in ask("text", "skills").stdout
    refused = ask("rm -rf /")
    assert refused.returncode == 127
    assert refused.stdout == b""
