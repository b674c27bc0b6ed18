"""The testbed of a run: a temporary folder with host keys, a résumé and a
user without a password; and for each server a control group, which counts
what all of its processes use, whatever their parent is."""

import array
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import pty_client
from clients import pinned

TOP = pathlib.Path(__file__).resolve().parents[2]
GROUPS = [pathlib.Path("/sys/fs/cgroup"),
          pathlib.Path("/sys/fs/cgroup/unified")]
PAGE = os.sysconf("SC_PAGESIZE")
FRAME = (1 << 55) - 1  # of an entry of /proc/PID/pagemap
PRESENT = 1 << 63
UID = 64999  # of the visitor, in the testbed's own list of users

# Join the control group $1, put the lists of users and the login records of
# the testbed $2 in place of the machine's, in a mount namespace of its own,
# and execute the server.
START = """
echo $$ >"$1/cgroup.procs"
mount --bind "$2/passwd" /etc/passwd
mount --bind "$2/shadow" /etc/shadow
mount --bind "$2/log" /var/log
shift 2
exec "$@"
"""


def until(condition, seconds, what):
    """Wait for CONDITION. Return its value."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise TimeoutError(what)
        time.sleep(0.02)
    return value


def group_root():
    for root in GROUPS:
        if (root / "cgroup.procs").exists():
            return root
    raise SystemExit("tests/bench/run needs control groups, version 2.")


class Testbed:
    def __init__(self, build, kex, kinds):
        self.bin = build / "bin"
        self.uid = UID
        self.kex = kex
        self.kinds = kinds
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="resume-bench."))
        self.folder.chmod(0o755)
        self.group = group_root() / self.folder.name
        self.group.mkdir()
        self.servers = []
        self.prepare()

    def prepare(self):
        self.content = self.folder / "resume.json"
        self.content.write_text(json.dumps(without_motion(
            json.loads((TOP / "content/resume.json").read_text()))))
        ui = self.folder / "resume-ui"  # where any user may run it
        shutil.copy(self.bin / "resume-ui", ui)
        published = self.folder / "published"
        run(self.bin / "resume-publish", self.content, published)
        run("chmod", "-R", "a+rX", published)
        # dropbear sets the variable even for a shell; without exec there
        # would be a shell more for each visit.
        self.renderer = ("unset SSH_ORIGINAL_COMMAND;"
                         f" LANG=C.UTF-8 exec {ui} {published}")
        run(TOP / "keys/make-host-keys", self.folder)
        self.host_key = self.folder / "ssh_host_ed25519_key"
        self.text = published / "resume.txt"
        self.frame = self.folder / "frame"
        self.frame.write_bytes(pty_client.first_frame(
            ["sh", "-c", self.renderer]))
        for name, line in [("passwd", f"visitor:x:{UID}:{UID}::/:/bin/sh\n"),
                           ("shadow", "visitor::20000::::::\n")]:
            copy = self.folder / name
            copy.write_text(pathlib.Path("/etc", name).read_text() + line)
            copy.chmod(0o644 if name == "passwd" else 0o600)
        (self.folder / "log").mkdir()
        if not pathlib.Path("/run/sshd").exists():  # OpenSSH asks for it
            pathlib.Path("/run/sshd").mkdir(mode=0o755)

    def start_all(self, cpu=None):
        """A server of each, ready; on processor CPU alone where that is a
        number."""
        for kind in self.kinds:
            self.servers.append(Server(self, kind, cpu))
        return list(self.servers)

    def stop_all(self):
        while self.servers:
            self.servers.pop().stop()

    def close(self):
        self.stop_all()
        self.group.rmdir()
        shutil.rmtree(self.folder)


class Server:
    def __init__(self, testbed, kind, cpu):
        self.kind = kind
        self.name = kind.name
        self.port = free_port()
        self.group = testbed.group / f"{kind.name}-{self.port}"
        self.group.mkdir()
        log_file = testbed.folder / f"{self.group.name}.log"
        with log_file.open("wb") as log:
            self.process = subprocess.Popen(
                ["unshare", "--mount", "sh", "-ec", START, "sh", self.group,
                 testbed.folder, *pinned(cpu),
                 *kind.command(testbed, self.port)],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": os.environ["PATH"]}, cwd="/")
        try:
            until(self.answers, 20, f"{self.name} does not start")
        except TimeoutError:
            self.stop()
            print(log_file.read_text(errors="replace"), file=sys.stderr)
            raise
        time.sleep(0.2)  # for what the question set off
        self.rest = len(self.pids())

    def answers(self):
        with contextlib.suppress(OSError), socket.create_connection(
                ("127.0.0.1", self.port), timeout=5) as link:
            return link.recv(4) == b"SSH-"
        return False

    def pids(self):
        return (self.group / "cgroup.procs").read_text().split()

    def settle(self, rest=None):
        """Wait until every visit has ended, or only REST processes are left.
        """
        until(lambda: len(self.pids()) <= (rest or self.rest), 60,
              f"visits of {self.name} do not end")

    def cpu(self):
        """CPU seconds of all its processes, including those that have exited.
        """
        text = (self.group / "cpu.stat").read_text()
        return int(re.search(r"usage_usec (\d+)", text)[1]) / 1e6

    def page_faults(self):
        """Page faults of all its processes, and of those that they have
        reaped."""
        count = 0
        for pid in self.pids():
            with contextlib.suppress(OSError):
                text = pathlib.Path(f"/proc/{pid}/stat").read_text()
                own, reaped = text.rpartition(")")[2].split()[7:9]
                count += int(own) + int(reaped)
        return count

    def memory(self):
        """KiB of all pages that its processes use. A page that several of them
        share counts once; one that other programs share counts, too."""
        pages = set()
        for pid in self.pids():
            with contextlib.suppress(OSError):
                pages.update(pages_of(pid))
        return len(pages) * PAGE / 1024

    def stop(self):
        """End the server, then whatever it started and left."""
        if not self.group.exists():
            return
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        (self.group / "cgroup.kill").write_text("1")
        self.process.wait()
        until(lambda: not self.pids(), 10, f"{self.name} does not end")
        self.group.rmdir()


def pages_of(pid):
    """The numbers of the page frames that the process PID has; for root."""
    maps = pathlib.Path(f"/proc/{pid}/maps").read_text()
    with open(f"/proc/{pid}/pagemap", "rb", 0) as pagemap:
        for line in maps.splitlines():
            span, access = line.split()[:2]
            start, end = (int(part, 16) // PAGE for part in span.split("-"))
            if access.startswith("r") and "[v" not in line: # no kernel's
                entries = array.array("Q")
                entries.frombytes(os.pread(
                    pagemap.fileno(), (end - start) * 8, start * 8))
                yield from (entry & FRAME for entry in entries
                            if entry & PRESENT)


def without_motion(resume):
    """RESUME without its ticker, which moves for 20 s after each key: a visit
    has to become idle."""
    resume["meta"]["ssh"].pop("ticker", None)
    return resume


def machine_count(name):
    """The counter NAME of /proc/stat: "processes" started, or "ctxt" for
    context switches."""
    text = pathlib.Path("/proc/stat").read_text()
    return int(re.search(rf"^{name} (\d+)", text, re.M)[1])


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
