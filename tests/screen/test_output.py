"""What is sent to the terminal: only known sequences, few bytes, and nothing
while idle."""

import contextlib

import pytest

import sequences
from resume_ui import RESUME, TOP, Visit
from processes import eventually

FIRST_FRAME_MAX = 6000
LINE_SCROLL_MAX = 240  # on average; 345 for a row of seven chips
SCROLLED_LINES = 20
# Beside a sidebar a terminal can only scroll whole rows: what the sidebar has in
# them is sent again.
SIDEBAR_FROM = 90
SIDEBAR_SCROLL_MAX = 500
EMPTY_FRAME_MAX = 16  # the marks of a synchronized update
SETTLED_SECONDS = 1.5
IDLE_SECONDS = 3
KEYS_AT_ONCE = 3

RESUMES = {"example": RESUME, "content": TOP / "content/resume.json"}

# Everything there is to do in a visit.
VISIT = ["j", "j", "\r", "e", "G", "g", " ", "\x05", "2", "l", "l", "j", "\r",
         "j", "\r", "\x1b", "/a", "\x1b[B", "\t", "\r", "n", "N", "\x1b",
         "c", "c", "c", "c", "~", "~", "m", "m", "p", "o", "\x1b[C", "\x1b",
         "y", "?", "?", "8", "\x0c", "\x1a", "\x13", "\x1b"]


@pytest.mark.parametrize("term", [
    "xterm-256color", "tmux-256color", "screen", "rxvt-unicode", "linux",
    "vt220", "vt100", "ansi", "cygwin", "xterm-mono"])
def test_output_holds_only_known_sequences(term):
    with Visit(term=term) as visit:
        visit.started()
        for at in range(0, len(VISIT), KEYS_AT_ONCE):
            visit.press("".join(VISIT[at:at + KEYS_AT_ONCE]))
        visit.resize(50, 20)
        visit.resize(130, 50)
        visit.type("Q")
        assert visit.end() == 0
        kinds = {kind for kind, _ in sequences.parse(visit.output)}
        assert {"text", "question"} <= kinds


def test_parser_rejects_other_sequences():
    """The parser that these tests use refuses other sequences."""
    for output in (b"\x1bP+q544e\x1b\\", b"\x1b[?2026$p", b"\x1b(0", b"\x0e",
                   b"\xc2\x9b31m", b"\x1b]11;?\x07 \x00", b"\x1b[?1003h",
                   b"\x1b]52;c;?\x07", b"\x1b[>c", b"\x1bc", b"\x1b[5m\x05"):
        with pytest.raises(AssertionError):
            sequences.parse(output)


@pytest.mark.parametrize("resume", RESUMES)
def test_first_frame_is_small(resume):
    with Visit(100, 30, resume=RESUMES[resume]) as visit:
        visit.started()
        assert 1000 < len(visit.output) < FIRST_FRAME_MAX


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (200, 60)],
                         ids=lambda size: "%dx%d" % size)
def test_scrolling_by_a_line_is_cheap(size):
    """On average, scrolling sends little more than the new line."""
    with Visit(*size, resume=RESUMES["content"]) as visit:
        visit.started()
        visit.press("1")
        before = len(visit.output)
        for _ in range(SCROLLED_LINES):
            text = visit.text
            visit.press("\x05")
            assert visit.text != text
        assert (len(visit.output) - before) / SCROLLED_LINES < (
            SIDEBAR_SCROLL_MAX if size[0] >= SIDEBAR_FROM else LINE_SCROLL_MAX)


def test_idle_screens_send_and_wake_nothing():
    """Several visits at once send no byte and do not wake up. Only the ticker
    moves without a key, for twenty seconds at most: see test_motion."""
    keys = ["p", "1", "?", "/tra", "p/tra\r", "o"]
    with contextlib.ExitStack() as stack:
        visits = [stack.enter_context(Visit(motion=True)) for _ in keys]
        for visit, typed in zip(visits, keys):
            visit.started()
            visit.press(typed)

        def seen():
            for visit in visits:
                visit.watch(IDLE_SECONDS / len(visits))
            return [(len(visit.output), visit.wakes()) for visit in visits]

        # Once, after half a second, it gives memory back.
        assert eventually(lambda: seen() == seen())


@pytest.mark.parametrize("key", ["\x1a", "\x1b[15~", "w", "\x00", "\x1b[I",
                                 "\x1b[2R", "\x1b]0;w\x07"])
def test_a_key_without_effect_sends_nothing(key):
    with Visit() as visit:
        visit.started()
        visit.press(key)  # which may say, once, that "?" lists the keys;
        visit.press(key)  # the next key takes that away
        before = len(visit.output)
        visit.press(key)
        assert len(visit.output) - before <= EMPTY_FRAME_MAX


def test_frames_are_not_queued():
    """A key that is held down draws the last frame, not each one."""
    with Visit(resume=RESUMES["content"]) as visit:
        visit.started()
        visit.press("e")
        before = len(visit.output)
        visit.press("\x05" * 200)
        assert len(visit.output) - before < 2 * FIRST_FRAME_MAX


def test_after_buffers_are_released_a_key_sends_as_little():
    """Releasing the buffers of an idle session does not cost output later."""
    keys = ["j", "\x05", "2", "?", "\x1b", "/tra"]
    with (Visit(resume=RESUMES["content"]) as hasty,
          Visit(resume=RESUMES["content"]) as rested):
        hasty.started()
        rested.started()
        for key in keys:
            rested.watch(SETTLED_SECONDS / 2)
            before = len(hasty.output), len(rested.output)
            hasty.press(key)
            rested.press(key)
            assert rested.text == hasty.text
            assert len(rested.output) - before[1] == \
                len(hasty.output) - before[0], key


@pytest.mark.parametrize("keys", ["?", "o", "s"], ids=["help", "link", "take"])
def test_redraw_leaves_the_box_open(keys):
    with Visit() as visit:
        visit.started()
        visit.press(keys)
        text, before = visit.text, len(visit.output)
        visit.press("\x0c")
        assert visit.text == text
        assert len(visit.output) - before > EMPTY_FRAME_MAX
