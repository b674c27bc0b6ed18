"""A machine in namespaces that has booted the installed units."""

import os
import pathlib
import subprocess

import pytest

from processes import PATIENCE, descendants, eventually, program
from server import BUILD, HERE, Server

# Under systemd runs the installed build, without sanitizers.
RELEASE = BUILD.parent / "release"


def cgroup2():
    """The directory where the cgroup2 file system is mounted."""
    for line in pathlib.Path("/proc/self/mounts").read_text().splitlines():
        _, where, kind, _ = line.split(" ", 3)
        if kind == "cgroup2":
            return pathlib.Path(where)
    pytest.skip("no cgroup2 here")


class Machine(Server):
    """The server on port 22 of a private loopback."""

    def __init__(self, folder):
        self.port = 22
        self.terminals = []
        self.errors = folder / "errors"
        self.cgroup = cgroup2() / f"resume-test-{os.getpid()}"
        stage = self.install(folder / "stage")
        (folder / "root").mkdir()
        self.process = subprocess.Popen(
            [HERE / "boot.sh", stage, folder / "root", self.cgroup],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=self.errors.open("w"))
        eventually(lambda: self.process.poll() is not None or self.is_up())
        if not self.is_up():
            self.end()
            pytest.skip("no systemd in namespaces here: "
                        + self.errors.read_text().strip().rpartition("\n")[2])

    @staticmethod
    def install(stage):
        subprocess.run(
            ["cmake", "--install", RELEASE, "--prefix", "/usr/local"],
            env={**os.environ, "DESTDIR": str(stage)}, check=True,
            stdout=subprocess.DEVNULL)
        (stage / "etc/resume-sshd").mkdir(parents=True)
        (stage / "etc/resume-sshd/resume.json").write_text(
            (HERE / "resume.json").read_text().replace(
                "{", '{"meta": {"ssh": {"host": "ada.example.com"}},', 1))
        return stage

    def is_up(self):
        """Whether PID 1 answers systemctl."""
        self.init = next((pid for pid in descendants(self.process.pid)
                          if program(pid) == "systemd"), None)
        self.root = pathlib.Path(f"/proc/{self.init}/root")
        return self.init and (self.root / "run/systemd/private").exists()

    def end(self):
        """Power off, and check that no process is left."""
        for terminal in self.terminals:
            terminal.close()
        self.process.kill()
        self.process.wait(PATIENCE)
        assert eventually(self.is_swept), f"{self.cgroup} is in use"

    def is_swept(self):
        try:
            for folder in sorted(self.cgroup.rglob("*/"), reverse=True):
                folder.rmdir()
            self.cgroup.rmdir()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return True

    # What its owner does.

    def run(self, *command):
        return subprocess.run(
            ["nsenter", f"--target={self.init}", "--mount", "--pid", "--net",
             "--ipc", "--uts", *command], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=60)

    def systemctl(self, *words):
        return self.run("systemctl", *words).stdout.strip()

    def shows(self, name):
        """A property of the service."""
        return self.systemctl("show", "-P", name, "resume-sshd.service")

    def journal(self, unit="resume-sshd"):
        self.run("journalctl", "--sync")
        return self.run("journalctl", "-o", "cat", "-u", unit).stdout

    def kill(self, number):
        """Send a signal to the supervisor."""
        self.run("kill", f"-{number}", self.shows("MainPID"))

    def commands(self):
        """The command lines of all its processes, one after the other."""
        found = b""
        for pid in descendants(self.process.pid):
            try:
                found += pathlib.Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                pass
        return found

    def override(self, *lines):
        """A drop-in for the service; without LINES the service is as
        installed."""
        folder = self.root / "run/systemd/system/resume-sshd.service.d"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "test.conf").write_text("\n".join(["[Service]", *lines]))
        self.systemctl("daemon-reload")

    # Its visitors share its loopback and nothing else.

    def ssh(self, *options):
        return ["nsenter", f"--net=/proc/{self.init}/ns/net",
                *super().ssh(*options)]
