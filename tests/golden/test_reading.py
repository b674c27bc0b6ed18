"""Who reads on to the end has seen every word: nothing that the résumé says
is cut off, skipped or hidden for good, at any size."""

import json
import re
import unicodedata

import pytest

from resume_ui import RESUME, TOP, Visit

SIZES = [(40, 20), (80, 24), (100, 30), (200, 60)]

# Said in other words (dates), or elsewhere (addresses stand under `o`).
ELSEWHERE = {"startDate", "endDate", "date", "releaseDate", "expiryDate",
             "url", "roles"}

SECTIONS = ["work", "skills", "projects", "education", "volunteer", "awards",
            "certificates", "publications", "languages", "interests",
            "references"]

# A word that fills a line is broken anywhere.
LONG = 30


def words(text):
    """The words of TEXT; Chinese and Japanese break between characters."""
    return {part for word in re.findall(
        r"[^\W_]+", unicodedata.normalize("NFC", text))
            for part in ([word] if word.isascii() or len(word) == 1 else
                         re.findall(r"[\u3000-\u9fff]|[^\u3000-\u9fff]+",
                                    word))}


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in ELSEWHERE:
                yield from strings(item)


def told(resume):
    """The words of all sections of RESUME."""
    sections = json.loads(resume.read_text())
    return {word for name in SECTIONS
            for text in strings(sections.get(name, []))
            for word in words(text) if len(word) < LONG}


def read_on(visit):
    """All that is seen on the way down through the section on the screen."""
    seen, last, now = set(), None, ""
    while now != last:
        last = now
        seen |= words(visit.text)
        visit.press("j")
        now = visit.text, visit.screen.cursor.y, visit.screen.cursor.x
    return seen


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "%dx%d" % size)
@pytest.mark.parametrize("resume", [RESUME, TOP / "content/resume.json"],
                         ids=["example", "content"])
def test_every_word_is_seen(resume, size):
    sections = [name for name in SECTIONS
                if json.loads(resume.read_text()).get(name)]
    seen = set()
    with Visit(*size, resume=resume) as visit:
        visit.started()
        for _ in sections:
            visit.press("e")
            seen |= read_on(visit)
            visit.press("\t")
    unseen = sorted(told(resume) - seen)
    assert not unseen, " ".join(unseen)
