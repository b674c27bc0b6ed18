"""The processes of a visit, and what they hold."""

import os
import pathlib
import re
import signal

from processes import descendants, eventually, program, stat
from server import BIN

SANITIZED = b"__asan_init" in (BIN / "resume-sshd").read_bytes()

# What a bug of ours would end in. A sanitizer catches the former, for a long
# report.
CRASH = signal.SIGABRT if SANITIZED else signal.SIGSEGV

# Of every visit, and of the house.
PARTS = ["worker", "renderer"]
HELPERS = ["resume-launcher", "resume-zygote"]


# Children of the supervisor's that serve no connection.
STAFF = ["resume-launcher", "resume-proxy"]


def children(server):
    """The supervisor's, those of the house left out."""
    return [child for child in descendants(server.process.pid)
            if (stat(child) or (0,))[0] == server.process.pid
            and program(child) not in STAFF]


def visit_parts(server, *options):
    """A visit that has begun, and {part: pid} of its processes."""
    before = set(server.processes("resume-ui"))
    visit = server.visit(*options)
    visit.shows("Northwind Payments")
    (renderer,) = set(server.processes("resume-ui")) - before
    return visit, dict(zip(PARTS, (last_worker(server), renderer)))


def last_worker(server):
    """The process of the connection that was accepted last."""
    return int(re.findall(r"accepted .*\bpid=(\d+)", server.log)[-1])


def neighbour(server):
    """Another visitor, who must notice nothing; assert_undisturbed() asks."""
    visit = server.visit("-b", "127.0.0.2")
    visit.shows("Northwind Payments")
    return visit


def assert_undisturbed(visit, server):
    """VISIT goes on, and others come in."""
    visit.type("2")
    visit.shows("io_uring")
    visit.type("1")
    visit.shows("Northwind Payments")
    assert let_in(server)


def let_in(server):
    result = server.ask("text", options=("-b", "127.0.0.2"))
    return result.returncode == 0 and b"Ada Mercer" in result.stdout


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def memory(server):
    """What the supervisor has in memory, in kB."""
    text = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1])


def all_gone(pids):
    return eventually(lambda: not any(stat(pid) for pid in pids))
