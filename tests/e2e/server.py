"""The real server, started for one test or for the tests of one file."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter

import paramiko

from processes import PATIENCE, descendants, eventually, program
from terminal import Terminal

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("RESUME_BUILD", TOP / "build/asan"))
BIN = BUILD / "bin"

# As Debian's own configuration sends it.
SSH_OPTIONS = [
    "-F", "/dev/null",
    "-o", "SendEnv=LANG LC_*",
    "-o", "StrictHostKeyChecking=no",
    "-o", "UserKnownHostsFile=/dev/null",
    "-o", "LogLevel=ERROR",
]


# All tests come from one address, and some of them behave badly.
LENIENT = ["--per-source-waiting", "100", "--per-source-rate", "0",
           "--early-drop", "1000:0:2000", "--grace-jitter", "0",
           "--penalty-max", "0"]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


ACTIVATE = """if True:
    import os, sys
    os.dup2(int(sys.argv[1]), 3)
    os.environ["LISTEN_PID"] = str(os.getpid())
    os.execv(sys.argv[2], sys.argv[2:])
"""


def start_with_socket(listener, command, env, **popen):
    """Start COMMAND as systemd does that has a socket for it: LISTENER is its
    descriptor 3."""
    return subprocess.Popen(
        [sys.executable, "-c", ACTIVATE, str(listener.fileno()), *command],
        pass_fds=[listener.fileno()], env={**env, "LISTEN_FDS": "1"}, **popen)


class Server:
    """resume-sshd on a port of 127.0.0.1, with a résumé, host keys and a log
    of its own in FOLDER."""

    running = set()

    def __init__(self, folder, keys, *options):
        self.port = free_port()
        self.keys = keys
        self.status = 0  # that it is to end with
        self.terminals = []
        self.links = []
        self.log_start = 0
        self.log_file = folder / "log"
        self.content = folder / "resume.json"
        shutil.copy(HERE / "resume.json", self.content)

        # What systemd would do: wait for the message that it is ready.
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(str(folder / "notify"))
        self.process = self.start(
            [BIN / "resume-sshd", *LENIENT, "--content", self.content,
             *(word for key in keys for word in ("--host-key", key)),
             *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=self.log_file.open("wb"), cwd=folder,
            # gcc 13 and newer keep the frames of functions that have returned
            # in memory of their own, for all processes that follow to see.
            env={"ASAN_OPTIONS": "detect_stack_use_after_return=0:" +
                                 os.environ.get("ASAN_OPTIONS", ""),
                 "PATH": os.environ["PATH"], "TMPDIR": str(folder),
                 "NOTIFY_SOCKET": str(folder / "notify")})
        Server.running.add(self)
        try:
            self.notifies("READY=1")
        except AssertionError:
            self.process.kill() # nobody else would stop it
            raise
        if not {"--renderer", "--publisher"} & set(
                map(str, self.process.args)):
            self.single("resume-zygote")
        if "--proxy-listen" in self.process.args:
            self.single("resume-proxy")  # which starts when the server is ready
        self.at_rest = self.programs()  # or more: some may be about to end

    def start(self, command, **popen):
        return subprocess.Popen(
            [*command, "--listen", f"127.0.0.1:{self.port}"], **popen)

    def notifies(self, what, seconds=PATIENCE):
        """Wait until the server has sent WHAT to systemd, as sd_notify(3)
        does."""
        end = time.monotonic() + seconds
        states = []
        while what not in states:
            self.notify.settimeout(max(0.01, end - time.monotonic()))
            try:
                states = self.notify.recv(4096).decode().split("\n")
            except socket.timeout:
                raise AssertionError(f"no {what}; log:\n{self.log}") from None

    @property
    def log(self):
        """The log since the test began."""
        return self.log_file.read_bytes()[self.log_start:].decode(
            errors="backslashreplace")

    def logs(self, pattern, seconds=PATIENCE):
        """Wait for a line of the log that matches PATTERN; the match."""
        found = eventually(lambda: re.search(pattern, self.log, re.M), seconds)
        assert found, f"no {pattern!r} in\n{self.log}"
        return found

    def signal(self, number):
        self.process.send_signal(number)

    def processes(self, name=None):
        """The processes below the server, or those of the program NAME."""
        return [pid for pid in descendants(self.process.pid)
                if name in (None, program(pid))]

    def single(self, name):
        """The one process of the program NAME; a new one may not have given
        itself its name yet, and an old one may not be gone."""
        found = eventually(lambda: len(pids := self.processes(name)) == 1
                           and pids)
        assert found, f"{name} in {self.programs()}"
        return found[0]

    def programs(self):
        return sorted(program(pid) for pid in self.processes())

    # Ways in.

    def ssh(self, *options):
        """OpenSSH's command line up to and with the host."""
        return ["ssh", *SSH_OPTIONS, "-p", str(self.port), *options,
                "127.0.0.1"]

    def visit(self, *options, **terminal):
        """A person at a terminal: ssh HOST."""
        return self.terminal(self.ssh(*options), **terminal)

    def terminal(self, command, **terminal):
        self.terminals.append(Terminal(command, **terminal))
        return self.terminals[-1]

    def ask(self, *words, options=(), stdin=subprocess.DEVNULL, **env):
        """ssh HOST WORDS without a terminal: its output and exit status."""
        result = subprocess.run(
            [*self.ssh(*options), *words], stdin=stdin, capture_output=True,
            timeout=60,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **env})
        for output in result.stdout, result.stderr:
            assert b"Sanitizer" not in output, output.decode()
        return result

    def connect(self, transport=paramiko.Transport, source="127.0.0.1"):
        """A paramiko transport, key exchange done, without authentication."""
        link = transport(socket.create_connection(
            ("127.0.0.1", self.port), source_address=(source, 0)))
        # paramiko has deadlines of its own, in which to measure no speed.
        link.banner_timeout = link.handshake_timeout = PATIENCE
        link.auth_timeout = PATIENCE
        self.links.append(link)
        link.start_client(timeout=PATIENCE)
        return link

    def rest(self):
        """End the clients of a test; the next test begins."""
        for line in self.terminals + self.links:
            line.close()
        self.terminals, self.links = [], []
        assert eventually(
            lambda: Counter(self.programs()) <= Counter(self.at_rest)), \
            f"{self.programs()} of {self.at_rest}"
        self.log_start = self.log_file.stat().st_size

    def stop(self):
        """Send SIGTERM, then check that nothing is left."""
        Server.running.discard(self)
        for terminal in self.terminals:
            terminal.close()
        if self.process.poll() is None:
            zombies = eventually(lambda: "Z" not in descendants(
                self.process.pid).values())
            self.log_start = 0
            assert zombies, "zombies below the server"
            self.signal(signal.SIGTERM)
        try:
            status = self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.notify.close()
        assert "Sanitizer" not in self.log and \
            "runtime error" not in self.log, self.log
        assert status == self.status, \
            f"exit status {status}; log:\n{self.log}"
        if status == 0:
            assert not list(self.content.parent.glob("resume-sshd.*")), \
                "its scratch directory is still there"


def leftovers():
    """Our programs' processes that outlived their server."""
    known = {pid for server in Server.running
             for pid in (server.process.pid, *server.processes())}
    return [pid for pid in descendants(os.getpid())
            if pid not in known and program(pid).startswith("resume-")]
