"""Terminals by their names, and by their answers to the query."""

import time

import pytest

from resume_ui import Visit

MODERN = ["xterm", "xterm-256color", "xterm-ghostty", "xterm-kitty",
          "xterm-direct", "foot", "wezterm", "alacritty", "no-such-terminal",
          "tmux-256color", "screen.xterm-256color", "rxvt-unicode"]
OLD = ["linux", "vt100", "vt220", "ansi", "cygwin", "xterm-mono"]
CONSOLES = ["linux", "cygwin"]
NONE = ["dumb", "", "xterm\nq", "x" * 65, "../../etc/passwd"]

# Everything of our own that a CJK set-up would show two columns wide.
SIGNS = "─│┌┐└┘├┤┬┴┼═▀▄█▌▐░▒▓●○•·►▼◄▲←↑→↓–—…‘’“”«»›"


def colours(visit):
    return {cell.fg for row in visit.screen.buffer.values()
            for cell in row.values()}


@pytest.mark.parametrize("term", MODERN)
def test_modern_terminals_get_every_feature(term):
    with Visit(term=term) as visit:
        visit.started()
        visit.press("1")
        assert "Helvetia Tramways" in visit.text
        assert "d0d0d0" in colours(visit)  # 252, the dark theme's text
        visit.press("2")
        assert "Rust" in visit.text
        visit.type("q")
        assert visit.end() == 0


@pytest.mark.parametrize("term", OLD)
def test_old_terminals_get_no_questions(term):
    """They get no query, which they would print, and only the eight colours of
    a console."""
    with Visit(term=term) as visit:
        visit.started()
        visit.press("1")
        assert "Helvetia Tramways" in visit.text
        assert "[Rust]" in visit.text
        if term in CONSOLES:
            assert {"default", "cyan", "brown"} <= colours(visit)
        else:
            assert colours(visit) == {"default"}
        if term != "xterm-mono":
            assert b"\x1b]" not in visit.output
        visit.type("q")
        assert visit.end() == 0


@pytest.mark.parametrize("term", NONE)
def test_insufficient_terminal_gets_the_plain_text(term):
    """The plain text, and not one escape."""
    with Visit(term=term) as visit:
        assert visit.end() == 0
        assert b"\x1b" not in visit.output
        assert "Zoë Marchetti" in visit.output.decode()
        assert visit.output.decode().rstrip().endswith("End of résumé.")


@pytest.mark.parametrize("name, value", [("ACCESSIBLE", "1"),
                                         ("USER", "plain")])
def test_plain_text_when_asked_for(name, value):
    with Visit(**{name: value}) as visit:
        assert visit.end() == 0
        assert b"\x1b" not in visit.output
        assert "Helvetia Tramways" in visit.output.decode()


def test_background_query_is_sent_once_and_erased():
    with Visit() as visit:
        visit.started()
        asked, _, rest = visit.output.partition(b"\x1b[?1049h")
        assert asked.count(b"\x1b[6n") == 2
        assert asked.count(b"\x1b[c") == 1
        assert asked.count(b"\x1b]11;?\x1b\\") == 1
        for question in b"\x1b[6n", b"\x1b[c", b"\x1b]11;?":
            assert question not in rest
        visit.type("q")
        assert visit.end() == 0
        assert "ñ" not in visit.text.split("Zoë")[0]


@pytest.mark.parametrize("background, text", [
    ("dark", "d0d0d0"), ("light", "303030"), (None, "default")])
def test_theme_follows_the_background(background, text):
    with Visit(background=background) as visit:
        visit.started()
        visit.press("1")
        row, line = next((row, line) for row, line in enumerate(visit.rows())
                         if "Every tram" in line)
        assert visit.screen.buffer[row][line.index("Every")].fg == text


def test_no_color_is_respected():
    with Visit(NO_COLOR="1") as visit:
        visit.started()
        assert colours(visit) == {"default"}


@pytest.mark.parametrize("background, count", [(None, 4), ("dark", 3),
                                               ("light", 3)])
def test_colour_key_cycles_themes(background, count):
    """The key selects each theme that is readable on that background."""
    with Visit(background=background) as visit:
        visit.started()
        first, seen = colours(visit), []
        while first not in seen:
            visit.press("c")
            seen.append(colours(visit))
        assert len(seen) == count


def test_terminal_that_never_answers_costs_half_a_second():
    """A terminal that answers nothing is taken for a modern one."""
    began = time.monotonic()
    with Visit(mute=True) as visit:
        visit.started()
        assert 0.5 < time.monotonic() - began
        visit.press("1")
        assert "Helvetia Tramways" in visit.text
        assert "─" in visit.text


def test_longest_answers_are_understood():
    """xterm sends the longest list of attributes."""
    with Visit(mute=True) as visit:
        visit.until(lambda: b"\x1b[c" in visit.output, "question")
        visit.type("\x1b[1;2R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\"
                   "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c")
        visit.started()
        assert "303030" in colours(visit)


def seconds_of_a_start(**options):
    began = time.monotonic()
    with Visit(**options) as visit:
        visit.started()
        return time.monotonic() - began


def test_answers_cost_less_time_than_silence():
    """An answer saves most of the half second, however long the rest of a
    start takes."""
    assert any(seconds_of_a_start() + 0.3 < seconds_of_a_start(mute=True)
               for _ in range(10))


ANSWERS = "\x1b[1;2R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62;22c"


@pytest.mark.parametrize("size", [len(ANSWERS), 7, 1])
def test_late_answers_are_no_keys(size):
    """Late answers come whole, in pieces, or byte by byte."""
    with Visit(mute=True, NO_COLOR="1") as visit:
        visit.started()
        before = visit.text
        for at in range(0, len(ANSWERS), size):
            visit.type(ANSWERS[at:at + size])
        visit.settle()
        assert visit.text == before
        visit.press("2")
        assert "Rust" in visit.text


@pytest.mark.parametrize("keys, shows", [
    ("2", "Buses and radio"), ("8", "Journal of Small Machines"),
    ("/quiet", "/quiet"), ("?", "Keys"), ("\x1b[B2", "Buses and radio")])
@pytest.mark.parametrize("mute", [False, True])
def test_typing_before_the_first_frame(mute, keys, shows):
    with Visit(mute=mute) as visit:
        visit.type(keys)
        visit.started()
        assert shows in visit.text


class EightBit(Visit):
    """A terminal in which each byte is a character."""

    widths = [3, 3]

    def reply(self, data):
        if data.endswith("R") and self.widths:
            data = f"\x1b[1;{self.widths[0]}R"
            self.widths = self.widths[1:]
        super().reply(data)


class Wide(EightBit):
    """A terminal in which symbols and accented letters are two columns wide.
    """

    widths = [2, 3]


def test_client_without_utf8_gets_ascii():
    with EightBit() as visit:
        visit.started()
        for key in "2", "3", "?", "q", "/x", "\x1b", "1", "o":
            visit.press(key)
        screens = visit.output.partition(b"\x1b[?2004h")[2]
        title = screens.partition(b"\x1b]2;")[2].partition(b"\x1b\\")[0]
        assert screens.replace(title, b"").isascii()
        assert "Zurich" in visit.text
        visit.press("~")
        visit.type("\x03")
        assert visit.end() == 0


def test_client_with_ambiguous_wide_characters_gets_no_such_signs():
    with Wide() as visit:
        visit.started()
        for key in "1", "G", "2", "3", "?", "q", "/x", "\x1b", "4", "5":
            visit.press(key)
        drawn = visit.output.decode().partition("\x1b[?2026h")[2]
        assert not set(drawn) & set(SIGNS)
        assert "東京" in drawn


@pytest.mark.parametrize("key", ["a", "~"])
def test_ascii_lines_on_demand(key):
    with Visit() as visit:
        visit.started()
        visit.press(key)
        assert not set(visit.text) & set("─═▌•►▼")
        assert "Zoe Marchetti" in visit.text or "Grüezi" in visit.text
        visit.press(key)
        assert "─" in visit.text


def test_title_holds_the_name():
    with Visit() as visit:
        visit.started()
        assert "Zoë Marchetti" in visit.screen.title


@pytest.mark.parametrize("term", ["tmux-256color", "screen", "linux", "vt220"])
def test_no_title_where_it_cannot_be_restored(term):
    with Visit(term=term) as visit:
        visit.started()
        assert b"\x1b]2;" not in visit.output
