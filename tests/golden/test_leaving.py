"""However the program ends, the terminal is as before, and the goodbye card
names the person."""

import os
import signal
import subprocess
import termios
import time

import pytest

import xterm
from resume_ui import PROGRAM, RESUME, SANITIZERS, Visit
from processes import PATIENCE
from terminal import modes_changed

KEYS = {"q": "q", "Q": "Q", "Ctrl-C": "\x03", "Ctrl-D": "\x04"}

CARD = ["┌──", "Zoë Marchetti", "● Available for trams", "zoe@example.org",
        "+41 00 000 00 00", "https://forge.example.org/zoem",
        "ssh cv.example.org text", "Nothing about you was kept", "└─"]

PROMPT = "you@home:~$ "


class Shell(Visit):
    """A visit from a terminal that has something on its screen already."""

    def __init__(self, **options):
        super().__init__(**options)
        self.stream.feed(PROMPT.encode() + b"ssh cv.example.org\r\n")
        self.before = termios.tcgetattr(self.fd)

    def is_restored(self):
        assert modes_changed(self.output) == set()
        assert self.output.rfind(b"\x1b>") >= self.output.rfind(b"\x1b=")
        assert self.screen.shown == xterm.PRIMARY
        assert not self.screen.cursor.hidden
        assert self.screen.margins in (None, (0, self.screen.lines - 1))
        assert self.rows()[0].startswith(PROMPT)
        style = self.screen.cursor.attrs
        assert (style.fg, style.bg, style.bold, style.reverse) == (
            "default", "default", False, False)
        return True

    def wait(self):
        """The exit status. The terminal's modes are compared before the last
        descriptor closes."""
        deadline = time.monotonic() + PATIENCE
        while self.read():
            assert time.monotonic() < deadline, self.text
        return self.reap()


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("where", ["", "2l\r", "/tra", "?", "o"],
                         ids=["work", "places", "search", "help", "link"])
def test_every_quit_key_ends_with_a_restored_terminal(key, where):
    with Shell() as visit:
        visit.started()
        if where:
            visit.press(where)
        if key == "q" and where in ("?", "o"):
            visit.press("q")  # closes what lies over the page
        if key in "qQ" and where == "/tra":
            visit.press("\r")  # or it would be searched for
        visit.type(KEYS[key])
        assert visit.wait() == 0
        assert visit.is_restored()
        for line in CARD:
            assert line in visit.text


def test_q_is_a_character_in_a_search():
    with Visit() as visit:
        visit.started()
        visit.press("/q")
        visit.press("uiet")
        assert "/quiet" in visit.text


def test_escape_never_quits():
    with Visit() as visit:
        visit.started()
        for keys in "\x1b", "\x1b\x1b\x1b", "2l\r\x1b", "\x1b", "/x\x1b":
            visit.press(keys)
        assert visit.screen.shown == xterm.ALTERNATE


def test_terminated():
    with Shell() as visit:
        visit.started()
        os.kill(visit.pid, signal.SIGTERM)
        assert visit.wait() == 0
        assert visit.is_restored()
        for line in CARD:
            assert line in visit.text


def test_nobody_at_the_keyboard():
    with Shell(RESUME_IDLE_SECONDS="1") as visit:
        assert visit.wait() == 0
        assert visit.is_restored()
        for line in ["It was quiet for a while", *CARD]:
            assert line in visit.text


def test_a_mode_for_each_that_is_set():
    """Every mode that the program sets is compared by the other tests."""
    with Shell() as visit:
        visit.started()
        visit.press("mm")
        assert modes_changed(visit.output) >= {1000, 1004, 1006, 1049, 2004,
                                               2031}
        visit.type("q")
        assert visit.wait() == 0
        assert visit.is_restored()


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT,
                                    signal.SIGBUS, signal.SIGFPE])
def test_crashed(number):
    with Shell() as visit:
        visit.started()
        visit.press("2")
        os.kill(visit.pid, number)
        assert visit.wait() == -number
        assert visit.is_restored()


def run_on(slave):
    """resume-ui on a terminal that is not its controlling one: so nobody
    sends it SIGHUP."""
    return subprocess.Popen(
        [PROGRAM, RESUME], stdin=slave, stdout=slave, stderr=slave,
        start_new_session=True,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color",
             **SANITIZERS})


def test_terminal_modes_are_put_back():
    master, slave = os.openpty()
    before = termios.tcgetattr(slave)
    with run_on(slave) as program:
        seen = b""
        while b"\x1b[?1049h" not in seen:
            seen += os.read(master, 65536)
        assert termios.tcgetattr(slave) != before
        os.write(master, b"Q")
        while program.poll() is None:
            os.set_blocking(master, False)
            try:
                os.read(master, 65536)
            except BlockingIOError:
                time.sleep(0.01)
    assert program.returncode == 0
    assert termios.tcgetattr(slave) == before
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize("started", [False, True])
def test_closed_terminal_ends_the_program(started):
    """The program exits instead of looping."""
    master, slave = os.openpty()
    before = os.times().children_user
    with run_on(slave) as program:
        os.close(slave)
        seen = b""
        while started and b"\x1b[?1049h" not in seen:
            seen += os.read(master, 65536)
        os.close(master)
        program.wait(timeout=PATIENCE)
    assert program.returncode is not None
    assert os.times().children_user - before < PATIENCE / 2
