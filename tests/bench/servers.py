"""The servers that are measured, a row for each. All admit anybody without
a question, and show the same résumé: by the same resume-ui, but wish as text
in a pager within its own process, and the floor as bytes."""

import pathlib
import re
import shutil
import subprocess
from typing import Callable, NamedTuple

UNIT = (pathlib.Path(__file__).resolve().parents[2] / "systemd" /
        "resume-sshd.service.in")
PEER_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"

# As far as a bench from one machine may go; otherwise as anyone would start
# them.
LENIENT = ["--per-source", "100000", "--per-source-waiting", "100000",
           "--early-drop", "99998:0:99999", "--max-sessions", "100000",
           "--per-source-rate", "0", "--penalty-max", "0"]


def resume_sshd(testbed, port):
    return ["/usr/bin/env", environment(), testbed.bin / "resume-sshd",
            *LENIENT,
            "--listen", f"127.0.0.1:{port}",
            "--content", testbed.content, "--host-key", testbed.host_key]


def sshd(testbed, port):
    config = testbed.folder / "sshd_config"
    config.write_text(f"""
        ListenAddress 127.0.0.1:{port}
        HostKey {testbed.host_key}
        PidFile none
        UsePAM no
        PrintMotd no
        PrintLastLog no
        PermitEmptyPasswords yes
        MaxStartups 100000
        ForceCommand {testbed.renderer}
    """)
    return [program("sshd"), "-D", "-e", "-f", config]


def dropbear(testbed, port):
    key = testbed.folder / "dropbear_key"
    if not key.exists():
        subprocess.run(["dropbearkey", "-t", "ed25519", "-f", key],
                       check=True, capture_output=True)
    return [program("dropbear"), "-F", "-E", "-m", "-B", "-r", key,
            "-p", f"127.0.0.1:{port}", "-c", testbed.renderer]


def tinyssh(testbed, port):
    keys = testbed.folder / "tinyssh_keys"
    if not keys.exists():
        subprocess.run(["tinysshd-makekey", "-q", keys], check=True)
        subprocess.run(["chown", "-R", str(testbed.uid), keys], check=True)
    return [program("tcpserver"), "-HRDl0", "-c", "100000", "-b", "4096",
            "-u", str(testbed.uid), "-g", str(testbed.uid),
            "127.0.0.1", str(port),
            program("tinysshnoneauthd"), "-e", testbed.renderer, keys]


def wish(testbed, port):
    return [testbed.bin / "bench-wish", str(port), testbed.host_key,
            testbed.text]


def canned(testbed, port):
    return [testbed.bin / "bench-canned", str(port), testbed.host_key,
            testbed.frame]


class ServerKind(NamedTuple):
    name: str
    command: Callable  # of the testbed and a port
    needs: str  # a program without which it stays at home
    version: list  # a command that tells it, on either stream
    draws: bool = True


SERVERS = [
    ServerKind("resume-sshd", resume_sshd, "sh", None),
    ServerKind("sshd", sshd, "sshd", ["ssh", "-V"]),
    ServerKind("dropbear", dropbear, "dropbear", ["dropbear", "-V"]),
    ServerKind("tinyssh", tinyssh, "tinysshnoneauthd",
               ["dpkg-query", "-W", "-f", "tinyssh ${Version}", "tinysshd"]),
    ServerKind("wish", wish, "go",
               ["dpkg-query", "-W", "-f", "wish ${Version}",
                "golang-github-charmbracelet-wish-dev"]),
    ServerKind("canned", canned, "sh", None, draws=False),
]


def environment():
    """The malloc settings of our own service's unit."""
    return re.search("^Environment=(GLIBC_TUNABLES=.*)", UNIT.read_text(),
                     re.M)[1]


def program(name):
    return shutil.which(name, path=PEER_PATH)


def present(names):
    """The servers called NAMES that this machine has."""
    return [one for one in SERVERS
            if one.name in names and program(one.needs)]


def version(server):
    """The version that it reports, in a few words, or ""."""
    if server.version is None:
        return ""
    result = subprocess.run(server.version, capture_output=True,
                            text=True, env={"PATH": PEER_PATH})
    return re.split(r"[\n,]", (result.stdout + result.stderr).strip())[0]
