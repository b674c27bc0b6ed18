"""A few visits under Valgrind: no process reads what it did not write, leaks
memory, or leaves a descriptor open. The programs are those of build/release,
because Valgrind does not work with the sanitizers."""

import os
import pathlib
import re
import shlex
import signal
import socket
import subprocess

import paramiko
import pytest

from processes import descendants, eventually
from server import BIN, Server

HERE = pathlib.Path(__file__).resolve().parent

# Descriptors that a process may have open at its end, by the function that
# opened them.
LIFELONG = {
    "process_signalfd_open": 1,
    "published_files_insert": 12,
    "systemd_init": 1,
    "launcher_open": 1,
    "main": 1,  # the same, inlined
    "output_open": 1,
    "launcher_connect": 1,
    "launcher_run": 2,  # the launcher's epoll and signal descriptors
    "launcher_handle_supervisor": 20,  # one for each worker that the launcher serves
}

OPEN = re.compile(r"Open (.*?) \d+:.*\n((?:==\d+==    .*\n)+)")
CALLER = re.compile(r"(?:at|by) 0x[0-9A-F]+: (\w+)")

@pytest.fixture(scope="session")
def unlocked(tmp_path_factory):
    """The library to preload so that Valgrind works in a locked process."""
    library = tmp_path_factory.mktemp("unlocked") / "unlocked.so"
    subprocess.run(["cc", "-D_GNU_SOURCE", "-Wall", "-Werror", "-shared",
                    "-fPIC", "-o", library, HERE / "unlocked.c", "-lpthread"],
                   check=True)
    return library


class Watched(Server):
    """A server each of whose processes leaves a report."""

    def __init__(self, folder, keys, unlocked):
        self.folder = folder
        self.unlocked = unlocked
        super().__init__(folder, keys, "--grace-time", "60",
                         "--renderer", self.watched("resume-ui"),
                         "--publisher", self.watched("resume-publish"))

    def valgrind(self, program):
        return ["valgrind", "--track-fds=yes", "--leak-check=full",
                "--show-leak-kinds=definite",
                "--errors-for-leak-kinds=definite", "--num-callers=40",
                f"--suppressions={HERE}/valgrind.supp",
                f"--log-file={self.folder}/report.{program}.%p"]

    def watched(self, program):
        """A script that runs PROGRAM as a visit would."""
        script = self.folder / program
        command = shlex.join([*self.valgrind(program), str(BIN / program)])
        script.write_text(f"#!/bin/sh\nexport LD_PRELOAD={self.unlocked}\n"
                          f'exec {command} "$@"\n')
        script.chmod(0o755)
        return script

    def start(self, command, env, **popen):
        env |= {"LD_PRELOAD": str(self.unlocked)}
        return super().start([*self.valgrind("resume-sshd"), *command],
                             env=env, **popen)

    def reports(self, program):
        """Those of PROGRAM's processes that ended, not by becoming another
        program."""
        texts = [path.read_text() for path in
                 self.folder.glob(f"report.{program}.*")]
        return [text for text in texts if "ERROR SUMMARY" in text
                or "at 0x" in text]


def visit(server):
    """Do all that visitors do, one thing after the other."""
    assert b"Northwind" in server.ask("text").stdout
    assert server.ask("nonsense").returncode == 127
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.type("2/sql\r")
    terminal.type("q")
    assert terminal.end() == 0
    link = server.connect()
    link.auth_none("visitor")
    files = paramiko.SFTPClient.from_transport(link)
    assert files.open("resume.pdf").read(4) == b"%PDF"
    link.close()
    with socket.create_connection(("127.0.0.1", server.port)) as stranger:
        stranger.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while stranger.recv(4096):
            pass
    server.signal(signal.SIGHUP)
    server.notifies("RELOADING=1")
    server.notifies("READY=1")


def check_descriptors(report):
    left = dict(LIFELONG)
    for name, stack in OPEN.findall(report):
        if "<inherited from parent>" in stack:
            continue
        owners = [name for name in CALLER.findall(stack) if name in left]
        assert owners, f"{name}, from\n{stack}"
        left[owners[0]] -= 1
    assert min(left.values()) >= 0, left


def counted_descriptors(report):
    """What are errors for valgrind 3.24 and newer: descriptors that are open at
    the end, and, as it sees no SCM_RIGHTS, those that came by that with the
    number of a closed one, when they are closed (strace has no EBADF)."""
    version = subprocess.run(["valgrind", "--version"], check=True,
                             capture_output=True, text=True).stdout
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < (3, 24):
        return 0
    return report.count("is already closed") + len(OPEN.findall(report))


def check(report):
    errors = int(re.search(r"ERROR SUMMARY: ([\d,]+) errors",
                           report)[1].replace(",", ""))
    assert errors == counted_descriptors(report), report
    lost = re.search(r"definitely lost: ([\d,]+) bytes", report)
    assert lost is None or lost[1] == "0", report
    assert "FILE DESCRIPTORS" in report, report
    check_descriptors(report)


@pytest.mark.skipif(not (BIN / "resume-sshd").exists(),
                    reason=f"{BIN} is not built")
def test_every_process_leaves_a_clean_report(tmp_path, keys, unlocked):
    server = Watched(tmp_path, keys, unlocked)
    try:
        visit(server)
    finally:
        server.stop()
    # None is writing its report any more.
    assert eventually(lambda: set(descendants(os.getpid()).values()) <= {"Z"})
    # A supervisor, its launcher, five workers; two snapshots.
    for program, least in [("resume-sshd", 7), ("resume-ui", 3),
                           ("resume-publish", 2)]:
        reports = server.reports(program)
        assert len(reports) >= least, server.log
        for report in reports:
            check(report)
