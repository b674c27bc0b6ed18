"""Visits with a terminal: what a person sees."""

import random
import time

import pytest

from fixtures import shared_server as server  # noqa: F401
from terminal import modes_changed

SECTIONS = ["Experience", "Skills", "Projects", "Education"]


def test_screen_without_a_question(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    for section in SECTIONS:
        assert section in terminal.text
    assert "Senior systems engineer" in terminal.text
    assert b"assword" not in terminal.output


@pytest.mark.parametrize("key", ["q", "Q", "\x03", "\x04"],
                         ids=["q", "Q", "Ctrl-C", "Ctrl-D"])
def test_leaving(server, key):
    """The terminal is restored, and the goodbye card names the person."""
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.type(key)
    assert terminal.end() == 0
    assert terminal.was_restored()
    card = terminal.output[terminal.output.rfind(b"\x1b[?1049l"):].decode()
    assert "Ada Mercer" in card
    assert "ada@example.com" in card


def test_sections_by_number_and_tab(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.type("2")
    terminal.shows("end of Skills")
    terminal.type("4")
    terminal.shows("end of Education")
    terminal.type("1")
    terminal.shows("Kestrel Networks")
    terminal.type("\t")
    terminal.shows("end of Skills")
    terminal.type("\x1b[Z")
    terminal.shows("Kestrel Networks")


def test_help(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.type("?")
    terminal.until(lambda: "quit" in terminal.text
                   and "section" in terminal.text, "help")
    terminal.type("?")
    terminal.shows("Principal engineer")


@pytest.mark.parametrize("term", [
    "xterm", "xterm-ghostty", "xterm-kitty", "tmux-256color", "screen",
    "linux", "vt100", "rxvt-unicode", "no-such-terminal"])
def test_terminals(server, term):
    terminal = server.visit(term=term)
    terminal.shows("Principal engineer")
    terminal.type("q")
    assert terminal.end() == 0
    assert terminal.was_restored()


@pytest.mark.parametrize("columns, rows", [
    (20, 6), (40, 20), (60, 24), (80, 24), (100, 30), (300, 100)])
def test_sizes(server, columns, rows):
    terminal = server.visit(columns=columns, rows=rows)
    terminal.shows("Space")
    terminal.type("q")
    assert terminal.end() == 0


@pytest.mark.parametrize("columns, rows", [(1, 1), (10, 3), (2000, 1000)])
def test_odd_window_sizes_do_no_harm(server, columns, rows):
    terminal = server.visit(columns=columns, rows=rows)
    terminal.until(lambda: b"\x1b[?1049h" in terminal.output, "a screen")
    terminal.settle()
    terminal.type("q")
    assert terminal.end() == 0
    assert terminal.was_restored()


def test_no_size_is_80_by_24(server):
    """What `ssh -tt` says that has no terminal itself."""
    terminal = server.visit(columns=0, rows=0)
    terminal.screen.resize(24, 80)
    terminal.shows("Principal engineer")
    terminal.type("q")
    assert terminal.end() == 0


def test_forced_terminal_without_a_local_one_works(server):
    """ssh -tt HOST </dev/null shows a screen and ends."""
    result = server.ask(options=["-tt"], TERM="xterm-256color")
    assert result.returncode == 0
    assert b"Experience" in result.stdout
    assert modes_changed(result.stdout) == set()


def test_resize_redraws_the_whole_screen(server):
    terminal = server.visit(columns=100, rows=30)
    terminal.shows("Principal engineer")
    terminal.resize(50, 20)
    terminal.until(lambda: "\x1b" not in terminal.text
                   and "Senior systems" in terminal.text, "a smaller screen")
    terminal.resize(120, 40)
    terminal.until(lambda: any(line.strip() for line
                               in terminal.screen.display[38:]),
                   "a larger screen")


def test_burst_of_resizes_ends_with_the_right_screen(server):
    terminal = server.visit(columns=100, rows=30)
    terminal.shows("Principal engineer")
    chance = random.Random(1)
    for _ in range(200):
        terminal.resize(chance.randint(1, 320), chance.randint(1, 110))
        terminal.read(0)
        time.sleep(0.005)
    terminal.resize(100, 30)
    terminal.settle(1)
    terminal.type("\x0c")
    terminal.shows("Principal engineer")
    for section in SECTIONS:
        terminal.shows(section)
    terminal.type("q")
    assert terminal.end() == 0
    assert terminal.was_restored()


def test_random_keys_do_no_harm(server):
    terminal = server.visit()
    terminal.shows("Principal engineer")
    chance = random.Random(2)
    keys = ["j", "k", "l", "h", "\t", "1", "2", "3", "4", "5", "e", "d", "u",
            "g", "G", " ", "b", "?", "\r", "\x1b", "\x1b[A", "\x1b[B",
            "\x1bOC", "\x1b[5~", "\x1b[6~", "\x1b[1;5A", "\x1b[200~x\x1b[201~",
            "\x1b]11;rgb:0/0/0\x1b\\", "\xff", "é", "\x00", "\x1a", "\x13"]
    for _ in range(500):
        terminal.type(chance.choice(keys))
        terminal.read(0.002)
    terminal.settle(0.5)
    terminal.type("Q")
    assert terminal.end() == 0
    assert terminal.was_restored()


def test_output_holds_only_known_sequences(server):
    """Never a DCS query, a character set switch or a C1 byte."""
    terminal = server.visit()
    terminal.shows("Principal engineer")
    for key in "2", "3", "4", "1", "?", "j", "e", "G":
        terminal.type(key)
        terminal.settle(0.1)
    terminal.type("Q")
    assert terminal.end() == 0
    for never in b"\x1bP", b"$p", b"\x1b(0", b"\x0e":
        assert never not in terminal.output
    assert not any(0x80 <= ord(c) < 0xa0 for c in terminal.output.decode())
