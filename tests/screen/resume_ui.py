"""resume-ui on a pseudo-terminal, without a server."""

import ctypes
import os
import pathlib
import re
import subprocess
import time

import xterm
from processes import PATIENCE

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RESUME_BUILD", TOP / "build/asan"))
PROGRAM = BUILD / "bin/resume-ui"
RESUME = TOP / "tests/golden/resume.json"

# Sanitizers end a program with their own status, and do not catch SIGSEGV:
# the program has a handler of its own for that.
SANITIZERS = {"ASAN_OPTIONS": "handle_segv=0:handle_abort=0"}

BRACKETED_PASTE = 2004

# Three times what the program waits for more of a sequence.
ESCAPE_SECONDS = 0.15

# 30 November 2026: what is shown of a present job depends on the day.
TODAY = {"SOURCE_DATE_EPOCH": "1796040000"}

# What the program never sends, and a terminal does not show.
MARK = b"\x00"

PTSNAME = ctypes.CDLL(None).ptsname
PTSNAME.restype = ctypes.c_char_p

SWITCHES = re.compile(r"^voluntary_ctxt_switches:\s+(\d+)", re.M)


class Visit(xterm.Terminal):
    """resume-ui shows RESUME; ENV is the rest of its environment."""

    def __init__(self, columns=100, rows=30, resume=RESUME, arguments=(),
                 motion=False, **env):
        still = {} if motion else {"NO_MOTION": "1"}
        super().__init__([PROGRAM, *arguments, resume], columns, rows,
                         **{**SANITIZERS, **still, **TODAY, **env})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """End the program; fail with a sanitizer's report, if there is one."""
        start = self.output.find(b"Sanitizer")
        assert start < 0, self.output[start:].decode(errors="replace")
        super().close()

    def status_file(self):
        return pathlib.Path(f"/proc/{self.pid}/status").read_text()

    def wakes(self):
        """How often the program has slept (voluntary context switches)."""
        return int(SWITCHES.search(self.status_file())[1])

    def read(self, seconds=0.02):
        alive = super().read(seconds)
        if MARK in self.output:
            self.output = self.output.replace(MARK, b"")
            self.marked = True
        return alive

    def send_mark(self):
        """Write MARK to the terminal, as the program would; whether there was
        room for it."""
        try:
            terminal = os.open(PTSNAME(self.fd),
                               os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
        except OSError:
            return False
        try:
            return os.write(terminal, MARK) == len(MARK)
        except OSError:
            return False
        finally:
            os.close(terminal)

    def is_waiting(self):
        """Whether it sleeps and all of its output has been read. The kernel
        passes on what is written to a terminal in order, but in its own time:
        who has read a mark has read what was written before."""
        wakes, self.marked = self.wakes(), False
        if not self.sleeps() or not self.send_mark():
            return False
        while not self.marked:
            if not self.read(PATIENCE):
                return False
        return self.sleeps() and self.wakes() == wakes

    def sleeps(self):
        return "\nState:\tS" in self.status_file()

    def started(self):
        """Wait for the first frame: pastes are bracketed just before."""
        self.until(lambda: self.screen.is_on(BRACKETED_PASTE)
                   and self.is_waiting(), "first frame")
        return self

    def press(self, keys):
        """Type KEYS, and wait until the result is on the screen. A lone Escape
        at their end takes a moment more."""
        wakes = self.wakes()
        self.type(keys)
        self.rest(wakes, f"rest after {keys!r}")
        if keys.endswith("\x1b"):
            moment = time.monotonic() + ESCAPE_SECONDS
            self.until(lambda: time.monotonic() > moment
                       and self.is_waiting(), "Escape")

    def rest(self, wakes, what):
        """Wait until the program has woken up since WAKES, and sleeps again.
        """
        self.until(lambda: self.wakes() > wakes and self.is_waiting(), what)

    def resize(self, columns, rows):
        wakes = self.wakes()
        super().resize(columns, rows)
        self.rest(wakes, f"rest at {columns}x{rows}")

    def rows(self):
        return self.text.split("\n")


def run(*arguments, resume=RESUME, **env):
    """resume-ui without a terminal; the result's texts are bytes."""
    return subprocess.run(
        [PROGRAM, *arguments, resume], capture_output=True, timeout=60,
        check=False, stdin=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **env})
