"""What a visit costs, as the kernel counts it."""

import contextlib
import pathlib
import re

from session_processes import SANITIZED


def worker(server, link):
    """The process that serves LINK, after authentication."""
    return int(server.logs(
        rf"authenticated peer=127\.0\.0\.1:{link.port} pid=(\d+)")[1])


def memory(pid):
    """The private memory of PID, in kB."""
    text = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
    return sum(map(int, re.findall(r"Private_\w+: +(\d+)", text)))


class Meter:
    """Check that the worker of a link uses little CPU time and memory. A
    worker that has exited uses none."""

    def __init__(self, server, link):
        self.pid = worker(server, link)
        self.before = memory(self.pid)
        self.most = 0

    def read(self):
        with contextlib.suppress(OSError):
            self.most = max(self.most, memory(self.pid) - self.before)

    def stays_below(self, kilobytes):
        self.read()
        print(f"+{self.most} kB")
        # The memory of sanitizers says nothing about ours.
        return SANITIZED or self.most < kilobytes
