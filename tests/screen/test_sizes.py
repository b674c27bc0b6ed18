"""Windows of every size, and changes of size."""

import random

import pytest

import xterm
from resume_ui import Visit

MARK = "▌"


def focused(visit):
    """The row that has the mark of the focus, on the right where a sidebar is
    on the left."""
    rows = [row for row in visit.rows() if MARK in row]
    assert rows, visit.text
    return rows[0][rows[0].rindex(MARK) + 1:].strip()


@pytest.mark.parametrize("columns, rows", [
    (20, 6), (20, 100), (300, 6), (39, 15), (40, 20), (59, 24), (60, 16),
    (80, 24), (89, 28), (90, 30), (115, 40), (116, 40), (300, 100)])
def test_screen_is_whole_at_any_size(columns, rows):
    with Visit(columns, rows) as visit:
        visit.started()
        visit.press("1")
        assert "Helvetia" in visit.text
        visit.press("2")
        assert "Rust" in visit.text
        visit.press("?")
        visit.press("?/rust")
        assert "rust" in visit.text
        visit.type("\x03")
        assert visit.end() == 0


@pytest.mark.parametrize("columns, rows", [(1, 1), (2, 2), (19, 5), (19, 24),
                                           (80, 5), (300, 1)])
def test_too_small_window_shows_a_sentence(columns, rows):
    """The window shows as much of the sentence as fits; q works."""
    with Visit(columns, rows) as visit:
        visit.started()
        assert "Helvetia" not in visit.text
        if columns >= 19:
            assert "larger" in visit.text.replace("\n", " ")
        for key in "2", "j", "?", "?", "/a\r", "\x1b", "\x0c":
            visit.press(key)
        visit.type("q")
        assert visit.end() == 0


def test_no_size_means_80_by_24():
    with Visit(0, 0) as visit:
        visit.screen.resize(24, 80)
        visit.started()
        assert "Zoë Marchetti" in visit.text
        assert "Space" in visit.rows()[23]
        assert max(map(len, visit.rows())) > 70


def test_enormous_means_300_by_100():
    with Visit(65535, 65535) as visit:
        visit.screen = xterm.Screen(300, 100)
        visit.screen.answer = visit.reply
        visit.stream = xterm.Stream(visit.screen, visit.reply_background)
        visit.started()
        assert "Zoë Marchetti" in visit.text
        assert "quit" in visit.rows()[99]


def test_focus_stays_in_the_window():
    with Visit(100, 30) as visit:
        visit.started()
        visit.press("1")
        for _ in range(80):
            if focused(visit).startswith("Fjordlink"):
                break
            visit.press("j")
        chance = random.Random(3)
        for _ in range(40):
            visit.resize(chance.randint(20, 250), chance.randint(8, 90))
            assert focused(visit).startswith("Fjordlink")


def test_burst_of_resizes_ends_with_the_first_screen():
    """Five hundred sizes are sent at once, the last of which is the first
    size."""
    with Visit(100, 30) as visit:
        visit.started()
        visit.press("3")
        visit.press("j")
        before = visit.text
        assert focused(visit).startswith("loratone")
        chance = random.Random(4)
        for _ in range(500):
            columns, rows = chance.randint(1, 320), chance.randint(1, 120)
            super(Visit, visit).resize(columns, rows)
            visit.read(0)
        visit.resize(80, 24)
        visit.resize(100, 30)
        assert visit.text == before
        visit.press("\x0c")
        assert visit.text == before
        visit.type("q")
        assert visit.end() == 0


def test_window_may_become_too_small_and_grow_back():
    with Visit(100, 30) as visit:
        visit.started()
        visit.press("3j")
        before = visit.text
        visit.resize(10, 3)
        assert "loratone" not in visit.text
        visit.resize(100, 30)
        assert visit.text == before
