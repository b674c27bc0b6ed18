"""Addresses: OSC 8 links over the text, the clipboard, a QR code."""

import base64
import re
import urllib.parse

import pytest

import sequences
from resume_ui import Visit

LINK = re.compile(rb"\x1b\]8;;([^\x1b]*)\x1b\\([^\x1b]*)\x1b\]8;;\x1b\\")
SCHEMES = {"http", "https", "mailto"}
MATCH_CURRENT = "ff8700"  # 208


def find(visit, text):
    """Row and column of TEXT on the screen."""
    for row, line in enumerate(visit.screen.display):
        if text in line:
            return row, line.index(text)
    raise AssertionError(f"no {text!r} on\n{visit.text}")


def test_links_lead_where_they_say():
    with Visit() as visit:
        visit.started()
        for key in "0", "3", "8", "1", "o":
            visit.press(key)
        links = LINK.findall(visit.output)
        assert {text.decode() for _, text in links} >= {
            "zoe@example.org", "zoe.example.org",
            "https://tramways.example.org",
            "https://forge.example.org/zoem/quietd"}
        for url, text in links:
            parts = urllib.parse.urlsplit(url.decode())
            assert parts.scheme in SCHEMES
            shown = text.decode().rstrip("…")
            assert shown in url.decode()
        assert visit.output.count(b"\x1b]8;;") == 2 * len(links)


@pytest.mark.parametrize("term", ["linux", "vt220"])
def test_no_links_where_they_would_be_printed(term):
    with Visit(term=term) as visit:
        visit.started()
        assert b"\x1b]8" not in visit.output
        assert "zoe.example.org" in visit.text


def plain(visit):
    """The text without the brackets that stand for a chip's colour."""
    return [row.replace("[", " ").replace("]", " ").rstrip()
            for row in visit.rows()]


def test_links_do_not_change_the_layout():
    """Links are written past ncurses; the screen is the same as without them.
    """
    with Visit(columns=80, rows=24) as modern, \
            Visit(columns=80, rows=24, term="vt220") as old:
        for visit in modern, old:
            visit.started()
        for keys in "j", "G", "8", "\x05", "3", "1g":
            for visit in modern, old:
                visit.press(keys)
            assert plain(modern) == plain(old)


def test_search_marks_show_in_links():
    with Visit() as visit:
        visit.started()
        visit.press("/tramways.ex")
        visit.press("\r")
        row, column = find(visit, "https://tramways")
        cells = visit.screen.buffer[row]
        assert [cells[column + i].bg for i in (7, 8, 18, 19)] == [
            "default", MATCH_CURRENT, MATCH_CURRENT, "default"]


def test_help_covers_links():
    with Visit() as visit:
        visit.started()
        boxes = []
        for section in "1", "9":
            visit.press(section + "?")
            row, column = find(visit, "┌─ Keys")
            width = visit.screen.display[row].index("┐") + 1 - column
            boxes.append([[visit.screen.buffer[row + y][column + x]
                           for x in range(width)] for y in range(12)])
            links = LINK.findall(visit.output)
            assert not any("│".encode() in text for _, text in links)
            visit.press("?")
        assert boxes[0] == boxes[1]


def test_copy_key_sends_osc_52():
    with Visit() as visit:
        visit.started()
        assert b"\x1b]52" not in visit.output
        visit.press("y")
        copies = [text for kind, text in sequences.parse(visit.output)
                  if kind == "copy"]
        assert len(copies) == 1
        text = re.sub(r"\x1b\]52;c;|\x07|\x1b\\", "", copies[0])
        assert base64.b64decode(text) == b"zoe@example.org"
        assert "Sent to your clipboard: zoe@example.org" in visit.text
        visit.until(lambda: "clipboard" not in visit.text, "end of notice")


def test_every_address_is_under_o():
    with Visit() as visit:
        visit.started()
        visit.press("1")
        visit.press("o")
        for address in ("https://tramways.example.org",
                        "https://zoe.example.org", "zoe@example.org",
                        "https://forge.example.org/zoem"):
            assert address in visit.text
            visit.press("\x1b[C")
        visit.press("\x1b")
        assert "Links" not in visit.text


@pytest.mark.parametrize("size, fits", [((100, 40), True), ((80, 24), True),
                                        ((40, 20), False)])
def test_qr_code_is_shown_only_where_it_fits(size, fits):
    with Visit(*size) as visit:
        visit.started()
        visit.press("o")
        # The corner of a QR code's finder pattern.
        assert ("█▀▀▀▀▀█" in visit.text) == fits
        assert ("Scan" in visit.text) == fits
