"""The processes of a session and of its server, and their resources."""

import contextlib
import ctypes
import os
import pathlib
import re
import signal

from processes import descendants, eventually, program, stat
from server import BIN

SANITIZED = b"__asan_init" in (BIN / "resume-sshd").read_bytes()

# The signal of a crash. A sanitizer catches SIGSEGV and writes a long report.
CRASH = signal.SIGABRT if SANITIZED else signal.SIGSEGV

# The processes of each session, and those that serve all of them.
SESSION_PROCESSES = ["worker", "renderer"]
REPLACED_HELPERS = ["resume-launcher", "resume-zygote"]

# Children of the supervisor that serve no connection.
HELPER_PROCESSES = ["resume-launcher", "resume-proxy"]


def children(server):
    """The children of the supervisor that serve a connection."""
    return [child for child in descendants(server.process.pid)
            if (stat(child) or (0,))[0] == server.process.pid
            and program(child) not in HELPER_PROCESSES]


def visit_with_pids(server, *options):
    """A started session, and {name: pid} of its processes."""
    before = set(server.processes("resume-ui"))
    visit = server.visit(*options)
    visit.shows("Principal engineer")
    # A zygote has this name, too, until it has given itself its own.
    (renderer,) = eventually(
        lambda: len(found := set(server.processes("resume-ui")) - before) == 1
        and found)
    return visit, dict(zip(SESSION_PROCESSES, (last_worker(server), renderer)))


def last_worker(server):
    """The process of the connection that was accepted last."""
    return int(re.findall(r"accepted .*\bpid=(\d+)", server.log)[-1])


def neighbour(server):
    """Another session, which must not be disturbed (assert_undisturbed())."""
    visit = server.visit("-b", "127.0.0.2")
    visit.shows("Principal engineer")
    return visit


def assert_undisturbed(visit, server):
    """VISIT continues, and new connections are served."""
    visit.type("2")
    visit.shows("io_uring")
    visit.type("1")
    visit.shows("Principal engineer")
    assert is_served(server)


def is_served(server):
    result = server.ask("text", options=("-b", "127.0.0.2"))
    return result.returncode == 0 and b"Ada Mercer" in result.stdout


def descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def memory(server):
    """The resident memory of the supervisor, in kB."""
    text = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1])


def all_gone(pids):
    return eventually(lambda: not any(stat(pid) for pid in pids))


PTRACE_DETACH, PTRACE_SEIZE, PTRACE_INTERRUPT = 17, 0x4206, 0x4207


def ptrace(request, pid):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p,
                            ctypes.c_void_p]
    libc.ptrace.restype = ctypes.c_long
    if libc.ptrace(request, pid, None, None) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


@contextlib.contextmanager
def frozen(pid):
    """Freeze PID without a signal to its parent: SIGSTOP would be reported to
    the parent, a tracer's stop is not."""
    ptrace(PTRACE_SEIZE, pid)
    ptrace(PTRACE_INTERRUPT, pid)
    os.waitpid(pid, 0)
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            ptrace(PTRACE_DETACH, pid)
