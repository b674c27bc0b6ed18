"""A visitor's terminal: a program on a pseudo-terminal whose output is drawn
by pyte, the way a person would see it."""

import os
import pty
import re
import select
import signal
import termios
import time

import pyte

from processes import PATIENCE

# DEC private modes that are on in a fresh terminal: wrapping, cursor.
ON_AT_START = {7, 25}
# Whether the cursor blinks does not matter.
IGNORED = {12}

MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


def modes_changed(output):
    """The private modes that OUTPUT leaves other than it found them."""
    modes = {}
    for numbers, final in MODE.findall(output):
        for number in numbers.split(b";"):
            modes[int(number)] = final == b"h"
    return {mode for mode, on in modes.items()
            if on != (mode in ON_AT_START) and mode not in IGNORED}


class Screen(pyte.Screen):
    """A screen that answers queries for the cursor and the terminal type."""

    answer = None

    def write_process_input(self, data):
        self.answer(data)


class Terminal:
    def __init__(self, command, columns=100, rows=30, term="xterm-256color",
                 **env):
        self.screen = Screen(max(columns, 1), max(rows, 1))
        self.screen.answer = self.type
        self.stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.status = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            termios.tcsetwinsize(0, (rows, columns))
            os.execvpe(command[0], command,
                       {"PATH": os.environ["PATH"], "HOME": "/nonexistent",
                        "LANG": "C.UTF-8", "TERM": term, **env})

    def read(self, seconds=0.02):
        """Draw the output of SECONDS. Return False once the program has
        exited."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        self.output += data
        self.stream.feed(data)
        return bool(data)

    @property
    def text(self):
        return "\n".join(line.rstrip() for line in self.screen.display)

    def shows(self, text, seconds=PATIENCE):
        """Wait until TEXT is on the screen."""
        return self.until(lambda: text in self.text, text, seconds)

    def until(self, condition, what="it", seconds=PATIENCE):
        end = time.monotonic() + seconds
        while not condition():
            alive = self.read()
            assert condition() or alive and time.monotonic() < end, \
                f"no {what!r} on\n{self.text}\nafter {self.output[-2000:]!r}"
        return True

    def watch(self, seconds):
        """Read for SECONDS."""
        end = time.monotonic() + seconds
        while self.read() and time.monotonic() < end:
            pass

    def settle(self, seconds=0.3):
        """Read until it has been silent for SECONDS."""
        while self.read(0) and select.select([self.fd], [], [], seconds)[0]:
            pass

    def type(self, keys):
        os.write(self.fd, keys.encode())

    def resize(self, columns, rows):
        self.screen.resize(max(rows, 1), max(columns, 1))
        termios.tcsetwinsize(self.fd, (rows, columns))

    def end(self, seconds=PATIENCE):
        """Wait for the exit of the program. Return its status."""
        deadline = time.monotonic() + seconds
        while self.read():
            assert time.monotonic() < deadline, f"still there:\n{self.text}"
        return self.reap()

    def reap(self):
        if self.status is None:
            _, status = os.waitpid(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
            os.close(self.fd)
        return self.status

    def close(self):
        """Kill the program and close the terminal."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            self.reap()
        assert b"Sanitizer" not in self.output, self.output.decode()
        assert b"runtime error" not in self.output, self.output.decode()

    def was_restored(self):
        """Whether the program left the terminal as it found it."""
        assert modes_changed(self.output) == set()
        return self.output.rfind(b"\x1b>") >= self.output.rfind(b"\x1b=")
