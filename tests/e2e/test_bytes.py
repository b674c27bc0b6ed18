"""What a terminal may send, through real sessions: each way to encode a key,
sequences that never end, pastes, answers that come late or in pieces, and what
kitty and Warp send with a script."""

import os
import time
import tty

import pytest

from processes import PATIENCE, eventually
from server import Server
from xterm import Terminal

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

# The keypad in application mode, and the others' ways.
DIGIT_PRESSES = ["\x1bOr", "\x1b[50u", "\x1b[57401u", "\x1b[50;3;50;1;0;1_",
                 "\x1b[27;1;50~"]

# Alt with a key that begins a string or a sequence; an answer cut off.
ENDLESS = ["\x1b]", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[", "\x1bO",
           "\x1b]11;rgb:1e1e/1e", "\x1b[?62;4"]

DROPPED_SECONDS = 1.05

PASTE = "\x1b[200~quiet\rq\x03\x04\x1b]\x1b[B\x1b[201~"

ANSWERS = "\x1b[1;2R\x1b[1;2R\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?62c"
WIDE_ANSWERS = ANSWERS.replace("1;2R\x1b]", "1;3R\x1b]")

LIGHT_TEXT, DARK_TEXT = "303030", "d0d0d0"

MEGABYTES = 4_000_000

HELP = "half page"

# kitty writes the files for a remote shell to the terminal's input, in lines
# that a Mac's input queue takes; the script is sent as the command.
KITTEN_SCRIPT = ("exec sh -c 'eval \"$(echo \"$0\" | tr \\\\\\v\\\\\\f "
                 "\\\\\\047)\"' 'KITTY_SSH=1; " + "get_data; " * 600 + "'")
KITTEN_DATA = ("\nKITTY_DATA_START\nOK\n"
               + ("q/?jGH0+Ab2" * 23 + "\n") * 124 + "KITTY_DATA_END\n")
WARP_SCRIPT = """
export TERM_PROGRAM='WarpTerminal'
hook=$(printf "{\\"hook\\": \\"SSH\\"}" | command -p od -An -v -tx1)
printf '\\x1b\\x50\\x24\\x64%s\\x9c' $hook
test -n '' && exec bash --rcfile <(echo 'command -p stty raw')
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory, keys):
    server = Server(tmp_path_factory.mktemp("server"), keys,
                    "--per-source", "100")
    yield server
    server.stop()


def open_session(server, *words, shows="Principal", **options):
    session = Terminal([*server.ssh("-t"), *words], **options)
    server.terminals.append(session)
    if shows:
        session.shows(shows)
    return session


def colours(session):
    return {cell.fg for row in session.screen.buffer.values()
            for cell in row.values()}


def sync(session):
    """Wait until all keys that were typed before have been handled."""
    session.type("?")
    session.shows(HELP)
    session.type("\x1b")
    session.until(lambda: HELP not in session.text, "the page again")


def state(session):
    """The screen once all that was typed has been acted on, without the last
    row: it may have a word about an unknown key."""
    sync(session)
    return session.text.split("\n")[:-1]


def is_at_skills(session):
    """The second section; the Overview has the skills, too."""
    return "io_uring" in session.text and "University" not in session.text


def shows_skills(session):
    session.until(lambda: is_at_skills(session), "skills")


def leaves(session):
    """Wait for its end; how long that took."""
    began = time.monotonic()
    assert session.end() == 0
    return time.monotonic() - began


def test_keys_in_each_encoding(server):
    session = open_session(server)
    for press in ESCAPE_PRESSES.values():
        session.type("?")
        session.shows(HELP)
        session.type(press)
        session.until(lambda: HELP not in session.text, press)
    for press in DIGIT_PRESSES:
        session.type("0")
        session.shows("University")
        session.type(press)
        shows_skills(session)
    session.type("1g")
    first = state(session)
    session.type("j")
    second = state(session)
    assert first != second
    for presses in DOWN_AND_UP.values():
        session.type("g" + presses)
        assert state(session) == second, presses
    session.type("\x03")
    leaves(session)


def test_ctrl_c_in_each_encoding(server):
    sessions = {press: open_session(server, shows=None)
                for press in CTRL_C_PRESSES.values()}
    for press, session in sessions.items():
        session.shows("Principal")
        session.type(press)
    for session in sessions.values():
        leaves(session)


def takes_keys(session):
    """Whether a key acts: what did not end, and was read at some time before,
    has been dropped."""
    session.type("2")
    end = time.monotonic() + DROPPED_SECONDS
    while not is_at_skills(session) and time.monotonic() < end:
        session.read()
    return is_at_skills(session)


def test_what_does_not_end_is_dropped_and_ctrl_c_leaves(server):
    sessions = {endless: open_session(server, shows=None)
                for endless in [*ENDLESS, "\x1b[200~quit\r"]}
    for endless, session in sessions.items():
        session.shows("Principal")
        if "200~" not in endless:
            session.type(endless)
    time.sleep(DROPPED_SECONDS)
    for endless, session in sessions.items():
        assert eventually(lambda: takes_keys(session)), endless
        session.type(endless + "\x03")
    for session in sessions.values():
        leaves(session)


def test_a_paste_is_text_for_the_search_line_or_nothing(server):
    """However it is cut: not a key of it is taken."""
    session = open_session(server)
    session.type("2")
    shows_skills(session)
    before = state(session)
    for cut in [0, 1, 2, 5, 6, 9, 20, len(PASTE) - 6, len(PASTE) - 1]:
        session.type(PASTE[:cut])
        time.sleep(0.1)
        session.type(PASTE[cut:])
        assert state(session) == before, cut
    session.type("/")
    session.type("\x1b[200~io_ur\r\x1b[201~")
    session.shows("/io_ur")
    session.type("\x03")
    leaves(session)


def type_all(session, data):
    """Type more than a pseudo-terminal holds at once."""
    deadline = time.monotonic() + PATIENCE
    os.set_blocking(session.fd, False)
    while data:
        assert time.monotonic() < deadline
        try:
            data = data[os.write(session.fd, data):]
        except BlockingIOError:
            session.read(0.001)
    os.set_blocking(session.fd, True)


@pytest.mark.parametrize("before, begin, end", [
    ("", b"\x1b[200~", b"\x1b[201~"), ("/", b"", b"")],
    ids=["bracketed", "bare-search"])
def test_ctrl_c_behind_megabytes(server, before, begin, end):
    """It acts within a second, or sooner than it took to send them."""
    session = open_session(server)
    session.type(before)
    began = time.monotonic()
    type_all(session, begin + b"journey \r" * (MEGABYTES // 9) + end)
    took = time.monotonic() - began
    session.type("\x03")
    assert leaves(session) < max(1, took)


def mute_session(server):
    """A session whose terminal was asked, and has not answered."""
    session = open_session(server, shows=None, mute=True)
    session.until(lambda: b"\x1b[c" in session.output, "the question")
    return session


def test_a_terminal_that_does_not_answer_soon_sees_the_screen(server):
    """Where a round trip is short, not after half a second, as once."""
    def waited():
        session = mute_session(server)
        began = time.monotonic()
        session.until(lambda: b"\x1b[?1049h" in session.output, "a frame")
        waits.append(time.monotonic() - began)
        session.type("\x03")
        leaves(session)
        return min(waits) < 0.4

    waits = []
    assert eventually(waited), waits


def test_pieces_of_an_answer_are_no_keys(server):
    """The pieces may come at any interval; the theme follows when the answer
    is complete."""
    for cut in 1, 2, 7, 13, 20:
        session = mute_session(server)
        session.type(ANSWERS[:cut])
        session.shows("Principal")
        assert LIGHT_TEXT not in colours(session) and "─" in session.text
        time.sleep(0.1)
        session.type(ANSWERS[cut:])
        session.until(lambda: LIGHT_TEXT in colours(session), "light text")
        assert session.screen.shown == "alternate"
        session.type("\x03")
        leaves(session)


def test_late_answers_change_lines_but_not_a_choice(server):
    narrow, chosen = (open_session(server, mute=True) for _ in range(2))
    assert "─" in narrow.text
    narrow.type(WIDE_ANSWERS)
    narrow.until(lambda: "─" not in narrow.text, "ASCII lines")
    assert LIGHT_TEXT in colours(narrow)
    chosen.type("c")
    before = state(chosen), colours(chosen)
    chosen.type(ANSWERS)
    assert (state(chosen), colours(chosen)) == before


def test_the_theme_follows_the_terminal(server):
    """DECSET 2031, and OSC 11 again when the visitor comes back, unless the
    terminal did not answer the first time."""
    session = open_session(server)
    silent = open_session(server, background=None)
    assert session.screen.is_on(2031)
    assert DARK_TEXT in colours(session)
    session.type("\x1b[?997;2n")
    session.until(lambda: LIGHT_TEXT in colours(session), "light text")
    session.type("\x1b[?997;1n")
    session.until(lambda: DARK_TEXT in colours(session), "dark text")
    session.background = "light"
    session.type("\x1b[O\x1b[I")
    session.until(lambda: LIGHT_TEXT in colours(session), "light text")
    session.type("c")
    sync(session)
    chosen = colours(session)
    session.type("\x1b[?997;1n")
    sync(session)
    assert colours(session) == chosen
    asked = silent.output.count(b"\x1b]11;?")
    silent.type("\x1b[O\x1b[I")
    sync(silent)
    assert silent.output.count(b"\x1b]11;?") == asked


@pytest.mark.parametrize("script, data", [
    (KITTEN_SCRIPT, KITTEN_DATA), (WARP_SCRIPT, "")], ids=["kitty", "warp"])
def test_a_terminal_that_sends_a_script_gets_the_screens(server, script,
                                                         data):
    """The input of the script is not taken for keys."""
    session = open_session(server, script, shows=None)
    tty.setraw(session.fd)  # as both do, before ssh does
    type_all(session, data.encode())
    session.shows("Principal")
    plain = open_session(server)
    assert state(session) == state(plain)
    assert "KITTY" not in session.output.decode(errors="replace")
    session.type("2")
    shows_skills(session)
    for terminal in session, plain:
        terminal.type("q")
        leaves(terminal)
        assert terminal.was_restored()
