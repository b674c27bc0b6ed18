"""Golden screens: every page at four sizes in the dark theme, and at 80x24 in
the other themes, compared with the files in screens/ that somebody has read
and approved. What each theme's styles look like is tested by
tests/unit/test_ui_theme.c. After an intended change, write the screens anew
and read the difference:

    RESUME_BUILD=build/asan /usr/bin/python3 -m pytest tests/golden --update
    git diff tests/golden/screens
"""

import pathlib

import pytest

import overview
import picture
from resume_ui import BUILD, Visit

SCREENS = pathlib.Path(__file__).parent / "screens"

SIZES = [(40, 20), (80, 24), (100, 30), (200, 60)]

THEMES = {
    "dark": {"background": "dark"},
    "light": {"background": "light"},
    "neutral": {"background": None},
    "mono": {"background": "dark", "NO_COLOR": "1"},
}

# (size, theme) of each walk: a page's layout depends on its size alone.
WALKS = ([(size, "dark") for size in SIZES]
         + [((80, 24), theme) for theme in THEMES if theme != "dark"])

UPDATE = f"""
If this change is intended, write the screens anew and read the difference:
    RESUME_BUILD={BUILD} /usr/bin/python3 -m pytest \\
        {SCREENS.parent} --update
    git diff {SCREENS}"""

# A walk through all pages: the keys that lead to each from the one before.
WALK = [
    ("overview", ""),
    ("work", "1"),
    ("work-end", "G"),
    ("work-outline", "ge"),
    ("skills", "e2l"),
    ("skills-where-used", "\r"),
    ("projects", "/\r3"),
    ("education", "4"),
    ("volunteer", "5"),
    ("awards", "6"),
    ("certificates", "7"),
    ("publications", "8"),
    ("languages", "9"),
    ("interests", "\t"),
    ("references", "\t"),
    ("search-typing", "1/tra"),
    ("search-kept", "\rn"),
    ("search-nothing", "/qqq"),
    ("help", "\x15\x7f\x1b[Z?"),
    ("link", "q8o"),
    ("take", "qs"),
    ("notice", "q1y"),
    ("goodbye", "q"),
]
LAST = WALK[-1][0]


def name(page, size, theme):
    return f"{page}-{size[0]}x{size[1]}-{theme}.txt"


def check(page, lines, update):
    """The differences between PAGE and its file; none if it is as expected."""
    path = SCREENS / page
    if update:
        path.write_text("\n".join(lines) + "\n")
    if not path.exists():
        return [f"{page} is new"]
    expected = path.read_text().split("\n")[:-1]
    return [] if lines == expected else [
        f"{page}\n{picture.compare(expected, lines)}"]


@pytest.mark.parametrize("size,theme", WALKS,
                         ids=["%dx%d-%s" % (*size, theme)
                              for size, theme in WALKS])
def test_screens(size, theme, request):
    wrong = []
    with Visit(*size, **THEMES[theme]) as visit:
        visit.started()
        for page, keys in WALK:
            if page == LAST:
                visit.type(keys)
                assert visit.end() == 0
            elif keys:
                visit.press(keys)
            wrong += check(name(page, size, theme),
                           picture.draw(visit.screen),
                           request.config.getoption("--update"))
    assert not wrong, "\n\n".join([*wrong, UPDATE])


def test_no_screen_is_left_over(request):
    wanted = {name(page, size, theme)
              for page, _ in WALK for size, theme in WALKS}
    if request.config.getoption("--update"):
        for path in SCREENS.iterdir():
            if path.name not in wanted:
                path.unlink()
    assert {path.name for path in SCREENS.iterdir()} == wanted, UPDATE


def test_picture_of_the_readme_is_up_to_date(request):
    made = overview.make()
    if request.config.getoption("--update"):
        overview.FILE.write_text(made)
    assert overview.FILE.read_text() == made, UPDATE
