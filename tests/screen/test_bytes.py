"""What a terminal may send, through a real session: each way to encode a
key, sequences that never end, pastes, answers that come late or in pieces.
"""

import os
import time

import pytest

from processes import PATIENCE
from resume_ui import Visit

ESCAPE_PRESSES = {
    "plain": "\x1b", "kitty": "\x1b[27u", "kitty-events": "\x1b[27;1:1u",
    "modifyOtherKeys": "\x1b[27;1;27~", "win32": "\x1b[27;1;27;1;0;1_"}

CTRL_C_PRESSES = {
    "plain": "\x03", "kitty": "\x1b[99;5u", "kitty-events": "\x1b[99;5:1u",
    "kitty-cyrillic": "\x1b[1089::99;5u", "modifyOtherKeys": "\x1b[27;5;99~",
    "win32": "\x1b[67;46;3;1;8;1_"}

# A key and its coming up again.
DOWN_AND_UP = {
    "kitty": "\x1b[106;1:1u\x1b[106;1:3u",
    "kitty-arrow": "\x1b[1;1:1B\x1b[1;1:3B",
    "win32": "\x1b[74;36;106;1;0;1_\x1b[74;36;106;0;0;1_",
    "win32-arrow": "\x1b[40;80;0;1;256;1_\x1b[40;80;0;0;256;1_"}

# Alt with a key that begins a string or a sequence; an answer cut off.
ENDLESS = ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[", "\x1bO",
           "\x1b]11;rgb:1e1e/1e", "\x1b[?62;4"]

DROPPED_SECONDS = 1.05

LIGHT_TEXT, DARK_TEXT = "303030", "d0d0d0"

MEGABYTES = 4_000_000


def colours(visit):
    return {cell.fg for row in visit.screen.buffer.values()
            for cell in row.values()}


def marked(visit):
    """The screen, and the rows with the mark of what has the focus."""
    return visit.text, [row for row in visit.rows() if "▌" in row]


def leaves(visit):
    """Wait for its end; how long that took."""
    began = time.monotonic()
    assert visit.end() == 0
    return time.monotonic() - began


@pytest.mark.parametrize("name", CTRL_C_PRESSES)
def test_ctrl_c_in_each_encoding(name):
    with Visit() as visit:
        visit.started()
        visit.type(CTRL_C_PRESSES[name])
        leaves(visit)


@pytest.mark.parametrize("name", ESCAPE_PRESSES)
def test_escape_in_each_encoding(name):
    with Visit() as visit:
        visit.started()
        visit.press("?")
        assert "half page" in visit.text
        visit.press(ESCAPE_PRESSES[name])
        assert "half page" not in visit.text


@pytest.mark.parametrize("name", DOWN_AND_UP)
def test_a_release_is_no_second_press(name):
    with Visit() as visit, Visit() as plain:
        plain.started()
        plain.press("j")
        visit.started()
        assert marked(visit) != marked(plain)
        visit.press(DOWN_AND_UP[name])
        assert marked(visit) == marked(plain)


@pytest.mark.parametrize("keys", ["\x1bOr", "\x1b[50u", "\x1b[57401u",
                                  "\x1b[50;3;50;1;0;1_", "\x1b[27;1;50~"])
def test_digits_in_each_encoding(keys):
    with Visit() as visit:
        visit.started()
        visit.press(keys)
        assert "Buses and radio" in visit.text


@pytest.mark.parametrize("bytes_", ENDLESS)
def test_what_does_not_end_is_dropped(bytes_):
    with Visit() as visit:
        visit.started()
        visit.type(bytes_)
        time.sleep(DROPPED_SECONDS)
        visit.press("2")
        assert "Buses and radio" in visit.text


@pytest.mark.parametrize("bytes_", ENDLESS + ["\x1b[200~quit\r"])
def test_ctrl_c_leaves_at_any_moment(bytes_):
    with Visit() as visit:
        visit.started()
        visit.type(bytes_ + "\x03")
        leaves(visit)


PASTE = "\x1b[200~quiet\rq\x03\x04\x1b]\x1b[B\x1b[201~"


@pytest.mark.parametrize("cut", [0, 1, 2, 5, 6, 9, 20, len(PASTE) - 6,
                                 len(PASTE) - 1])
def test_a_paste_does_nothing(cut):
    """However it is cut: not a key of it is taken."""
    with Visit() as visit:
        visit.started()
        before = visit.rows()
        visit.type(PASTE[:cut])
        time.sleep(0.1)
        visit.type(PASTE[cut:])
        visit.settle()
        # An Esc alone is a key of its own, and has a word in the last row.
        rows = len(before) - (cut == 1)
        assert visit.rows()[:rows] == before[:rows]
        visit.press("2")
        assert "Buses and radio" in visit.text


def test_a_paste_goes_into_the_search_line():
    with Visit() as visit:
        visit.started()
        visit.press("/")
        visit.press("\x1b[200~stop\r\x1b[201~")
        assert "/stop" in visit.text
        assert visit.screen.shown == "alternate"


class Typist(Visit):
    """Types more than a pseudo-terminal holds at once."""

    def type_all(self, data):
        deadline = time.monotonic() + PATIENCE
        os.set_blocking(self.fd, False)
        while data:
            assert time.monotonic() < deadline
            try:
                data = data[os.write(self.fd, data):]
            except BlockingIOError:
                time.sleep(0.001)
            try:
                self.take(os.read(self.fd, 65536))
            except BlockingIOError:
                pass

    def take(self, data):
        self.output += data
        self.stream.feed(data)


@pytest.mark.parametrize("before, begin, end", [
    ("", b"\x1b[200~", b"\x1b[201~"), ("/", b"\x1b[200~", b"\x1b[201~"),
    ("", b"", b""), ("/", b"", b"")],
    ids=["bracketed", "bracketed-search", "bare", "bare-search"])
def test_ctrl_c_behind_megabytes(before, begin, end):
    with Typist() as visit:
        visit.started()
        if before:
            visit.press(before)
        visit.type_all(begin + b"journey \r" * (MEGABYTES // 9) + end)
        visit.type("\x03")
        assert leaves(visit) < 1


def test_late_answers_change_the_theme_once():
    with Visit(mute=True) as visit:
        visit.started()
        assert "─" in visit.text
        visit.press("\x1b[1;2R\x1b[1;3R\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
                    "\x1b[?62;22c")
        assert LIGHT_TEXT in colours(visit)
        assert "─" not in visit.text


def test_late_answers_do_not_undo_a_choice():
    with Visit(mute=True) as visit:
        visit.started()
        visit.press("c")
        visit.press("a")
        chosen, text = colours(visit), visit.text
        visit.type("\x1b[1;3R\x1b[1;3R\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
                   "\x1b[?62;22c")
        visit.settle()
        assert colours(visit) == chosen
        assert visit.text == text


@pytest.mark.parametrize("cut", [1, 2, 6, 7, 12, 13, 14, 20, 31])
def test_pieces_of_an_answer_are_no_keys(cut):
    """The whole answer minus a pause that is longer than Escape's."""
    answers = "\x1b[1;2R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"
    with Visit(mute=True) as visit:
        visit.started()
        visit.type(answers[:cut])
        time.sleep(0.3)
        visit.press(answers[cut:])
        assert LIGHT_TEXT in colours(visit)
        assert "Grüezi" in visit.text
        assert visit.screen.shown == "alternate"


def test_the_wait_for_answers_can_be_shorter():
    """As the server tells it, from what it knows of the network."""
    began = time.monotonic()
    with Visit(mute=True, RESUME_PROBE_MS="60") as visit:
        visit.until(lambda: b"\x1b[?1049h" in visit.output, "first frame")
        asked = visit.output.index(b"\x1b[c")
        assert asked < visit.output.index(b"\x1b[?1049h")
        short = time.monotonic() - began
    began = time.monotonic()
    with Visit(mute=True, RESUME_PROBE_MS="9999") as visit:
        visit.until(lambda: b"\x1b[?1049h" in visit.output, "first frame")
        assert time.monotonic() - began > 0.5
    assert short < 0.5 or time.monotonic() - began - short > 0.2


def test_the_theme_follows_the_terminal():
    """DECSET 2031, and OSC 11 again when the visitor comes back."""
    with Visit() as visit:
        visit.started()
        assert visit.screen.is_on(2031)
        assert DARK_TEXT in colours(visit)
        visit.press("\x1b[?997;2n")
        assert LIGHT_TEXT in colours(visit)
        visit.press("\x1b[?997;1n")
        assert DARK_TEXT in colours(visit)
        visit.background = "light"
        visit.press("\x1b[O")
        visit.press("\x1b[I")
        visit.until(lambda: LIGHT_TEXT in colours(visit), "light text")
        visit.press("c")
        chosen = colours(visit)
        visit.type("\x1b[?997;1n")
        visit.settle()
        assert colours(visit) == chosen


def test_no_question_for_who_did_not_answer():
    with Visit(background=None) as visit:
        visit.started()
        asked = visit.output.count(b"\x1b]11;?")
        visit.type("\x1b[O\x1b[I")
        visit.settle()
        assert visit.output.count(b"\x1b]11;?") == asked
