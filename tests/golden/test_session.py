"""What comes into a visit beside keys: rest, signals, the terminal's focus."""

import os
import signal

from resume_ui import Visit

QUESTION = b"\x1b]11;?\x1b\\"


def test_what_comes_beside_keys():
    with Visit(80, 24) as visit:
        visit.started()
        visit.rest(visit.wakes(), "release of the buffers")
        before = len(visit.output)
        visit.press("1")
        assert "Helvetia Tramways" in visit.text
        assert len(visit.output) - before < 6000  # the page, once
        for number in signal.SIGINT, signal.SIGTSTP:
            text, wakes = visit.text, visit.wakes()
            os.kill(visit.pid, number)
            visit.rest(wakes, "rest after a signal")
            assert visit.text == text
        wakes = visit.wakes()
        os.kill(visit.pid, signal.SIGUSR1)
        visit.rest(wakes, "rest after a new version")
        assert "This résumé was updated" in visit.text
        visit.press("j")  # a key takes the notice away
        assert visit.output.count(QUESTION) == 1
        visit.background = "light"
        visit.press("\x1b[I")  # the window gets the focus
        assert visit.output.count(QUESTION) == 2
        visit.press("c")  # a theme that was chosen stays
        visit.press("\x1b[O\x1b[I")
        assert visit.output.count(QUESTION) == 2
        visit.type("\x03" * 2)
        assert visit.end() == 0
        assert "Nothing about you was kept" in visit.text


def test_a_visit_has_an_end():
    with Visit(80, 24, RESUME_SESSION_SECONDS="1") as visit:
        assert visit.end() == 0
        assert "This visit was as long as one may be." in visit.text


def test_what_is_typed_before_the_first_frame():
    with Visit(80, 24, mute=True, RESUME_PROBE_MS="60") as visit:
        visit.type("8\x1b[O")
        visit.started()
        assert "Voting with three cores" in visit.text
        visit.type("q")
        assert visit.end() == 0
