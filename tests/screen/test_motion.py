"""Only the ticker moves without a key, and it stops in time; an idle session
ends."""

import os
import termios
import time

import pytest

import xterm
from resume_ui import Visit

STEPS_A_SECOND = 4
STEP_BYTES_MAX = 300


class Overview(Visit):
    """A visit to the page with the ticker."""

    def __init__(self, motion=True, **options):
        super().__init__(motion=motion, **options)
        self.started()
        self.press("0")

    @property
    def ticker(self):
        return next(row for row in reversed(self.rows()) if "·" in row)

    def moves(self):
        return self.until(lambda last=self.ticker: self.ticker != last,
                          "motion")


def test_ticker_moves_slowly():
    with Overview() as visit:
        visit.moves()
        before, begin = len(visit.output), time.monotonic()
        for _ in range(8):
            visit.moves()
        seconds = time.monotonic() - begin
        assert 8 / seconds <= 2 * STEPS_A_SECOND
        assert ((len(visit.output) - before) / seconds
                < STEPS_A_SECOND * STEP_BYTES_MAX)


def test_ticker_runs_only_on_its_page():
    with Overview() as visit:
        visit.press("1")
        before = len(visit.output)
        visit.read(0.6)
        assert len(visit.output) == before


@pytest.mark.parametrize("stop, go", [("p", "p"), ("\x1b[O", "\x1b[I"),
                                      ("?", "?"), ("/a", "\x1b")],
                         ids=["key", "focus", "help", "search"])
def test_ticker_stops_and_resumes(stop, go):
    with Overview() as visit:
        visit.moves()
        visit.press(stop)
        # A step that was due is still drawn, a notice goes in four seconds.
        visit.watch(0.5)
        before = len(visit.output)
        end = time.monotonic() + 1
        while time.monotonic() < end:
            visit.read(0.05)
        assert len(visit.output) == before
        visit.press(go)
        visit.moves()


def test_no_motion_stops_the_ticker():
    with Overview(motion=False) as visit:
        before = len(visit.output)
        visit.read(1)
        assert len(visit.output) == before


def test_ticker_waits_for_a_terminal_that_takes_nothing():
    """While the terminal reads nothing, as after Ctrl-S, no frames are queued.
    """
    with Overview() as visit:
        visit.moves()
        slave = os.open(os.readlink(f"/proc/{visit.pid}/fd/1"),
                        os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(slave, termios.TCOOFF)
        visit.read(0.1)
        before, wakes = len(visit.output), visit.wakes()
        visit.until(lambda: visit.wakes() > wakes + 8, "many steps")
        assert len(visit.output) == before
        termios.tcflow(slave, termios.TCOON)
        visit.read(0)
        assert len(visit.output) - before < 2 * STEP_BYTES_MAX
        visit.moves()
        os.close(slave)


def test_idle_session_ends_and_keys_keep_it_open():
    with Visit(RESUME_IDLE_SECONDS="3") as visit:
        visit.started()
        end = time.monotonic() + 4
        while time.monotonic() < end:
            visit.press("j")
            assert visit.read(0.3)
        assert visit.screen.shown == xterm.ALTERNATE
        visit.until(lambda: "closes in" in visit.text, "countdown")
        assert visit.end() == 0
        assert visit.screen.shown == xterm.PRIMARY
        assert "quiet" in visit.text
        assert "zoe@example.org" in visit.text
