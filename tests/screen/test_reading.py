"""Space alone reads the whole résumé, at any size: the Overview, every
section, and the page of contact and files. Every word of the JSON is on some
screen, and few presses are needed."""

import json
import pathlib
import re
import unicodedata

import pytest

from resume_ui import RESUME, TOP, Visit

RESUMES = pathlib.Path(__file__).parent / "resumes"
OURS = TOP / "content/resume.json"

SIZES = [(40, 20), (60, 20), (80, 24), (100, 30), (132, 43), (200, 60)]

SECTIONS = ["basics", "work", "skills", "projects", "education", "volunteer",
            "awards", "certificates", "publications", "languages",
            "interests", "references"]

# Not shown as written: dates, codes of countries' forms, and a profile's
# network and name, which its address holds.
OTHERWISE = {"startDate", "endDate", "date", "releaseDate", "expiryDate",
             "network", "username", "roles", "image"}

# A word that fills a line is broken anywhere.
LONG = 30

# Columns that hold any address here.
ADDRESS = 80

# More than any résumé here needs at 40x20.
PRESSES_MAX = 200


def words(text):
    """The words of TEXT; Chinese and Japanese break between characters."""
    text = unicodedata.normalize("NFC", text).replace("https://", "")
    return {part for word in re.findall(r"[^\W_]+", text)
            for part in ([word] if word.isascii() or len(word) == 1 else
                         re.findall(r"[\u3000-\u9fff]|[^\u3000-\u9fff]+",
                                    word))}


def strings(value, without):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item, without)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in without:
                yield from strings(item, without)


def displayed_words(resume, columns):
    """The words of all sections of RESUME. In a narrow window an address is
    broken anywhere."""
    document = json.loads(resume.read_text())
    without = OTHERWISE | ({"url", "email"} if columns < ADDRESS else set())
    return {word for name in SECTIONS
            for text in strings(document.get(name, []), without)
            for word in words(text) if len(word) < LONG}


class Reader:
    """Presses Space until the page of contact is shown."""

    def __init__(self, resume, size):
        self.seen, self.presses = set(), 0
        with Visit(*size, resume=resume) as visit:
            visit.started()
            while self.presses < PRESSES_MAX and "┌─" not in visit.text:
                assert "Space" in visit.rows()[-1], visit.text
                self.seen |= words(visit.text)
                visit.press(" ")
                self.presses += 1


@pytest.mark.parametrize("size", SIZES, ids=lambda size: "%dx%d" % size)
@pytest.mark.parametrize(
    "resume", [RESUME, OURS, *sorted(RESUMES.glob("*.json"))],
    ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_space_shows_every_word(resume, size):
    reader = Reader(resume, size)
    unseen = sorted(displayed_words(resume, size[0]) - reader.seen)
    assert not unseen, " ".join(unseen)
    assert reader.presses < PRESSES_MAX


@pytest.mark.parametrize("resume, size, most", [
    (OURS, (80, 24), 18),
    (RESUMES / "academic.json", (100, 30), 20),
], ids=["ours", "academic"])
def test_few_presses_read_it_all(resume, size, most):
    assert Reader(resume, size).presses <= most
