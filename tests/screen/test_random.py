"""Random keys at random sizes: the program keeps running, and a redraw shows
the same screen. SCREEN_SECONDS is the duration, SCREEN_SEED the seed."""

import os
import random
import time

import xterm
from resume_ui import TOP, Visit

SECONDS = float(os.environ.get("SCREEN_SECONDS", "5"))
SEED = int(os.environ.get("SCREEN_SEED", "1"))

# Keys that leave are left out, Q and Ctrl-C; in a search they are letters.
KEYS = list("jklhgGefbdunNyopcm~?/ 123456789[]") + [
    "\t", "\r", "\n", "\x7f", "\x08", "\x05", "\x19", "\x06", "\x02", "\x15",
    "\x0c", "\x13", "\x1a", "\x00", "\x1b", "\x1b[A", "\x1b[B", "\x1b[C",
    "\x1b[D", "\x1bOA", "\x1bOB", "\x1b[5~", "\x1b[6~", "\x1b[H", "\x1b[F",
    "\x1b[1~", "\x1b[4~", "\x1b[Z", "\x1b[1;5A", "\x1bOP", "\x1b[I", "\x1b[O",
    "\x1b[200~Q\x1b[A\r\x1b[201~", "\x1b]11;rgb:00/ff/00\x1b\\", "\x1b[?62c",
    "\x1b[9;9R", "\x1bP1$r\x1b\\", "é", "漢", "\xff", "/c", "/tra\r", "/\x15"]


def mouse(chance, visit):
    button = chance.choice([0, 0, 0, 1, 2, 64, 65])
    column = chance.randint(1, visit.screen.columns)
    row = chance.randint(1, visit.screen.lines)
    return "".join(f"\x1b[<{button};{column};{row}{end}" for end in "Mm")


def act(chance, visit):
    what = chance.random()
    if what < 0.03:
        xterm.Terminal.resize(visit, chance.randint(1, 220),
                              chance.randint(1, 70))
    elif what < 0.06:
        visit.resize(chance.randint(20, 120), chance.randint(6, 40))
    elif what < 0.15:
        visit.type(mouse(chance, visit))
    else:
        visit.type("".join(chance.choices(KEYS, k=chance.randint(1, 8))))


def test_random_keys_and_sizes_do_no_harm():
    chance = random.Random(SEED)
    end = time.monotonic() + SECONDS
    with Visit(resume=TOP / "content/resume.json", motion=True) as visit:
        visit.started()
        while time.monotonic() < end:
            for _ in range(50):
                act(chance, visit)
                assert visit.read(0), "it has ended"
            # Out of everything, and the screen is what a redraw makes of it.
            visit.resize(100, 30)
            for key in "\x1b", "\x1b", "\x1b", "\x1b", "1", "g":
                visit.press(key)
            before = visit.text
            visit.press("\x0c")
            assert visit.text == before
            assert "Experience" in before
        visit.type("\x03")
        assert visit.end() == 0
