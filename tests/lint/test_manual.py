"""The manual pages: well formed, and with the options that --help has. The
manual explains each in sentences of its own."""

import re

import pytest

from project import BUILD, PROGRAMS, SOURCES, TOP, find, run

# An option at the beginning of a line, perhaps after a short one.
OPTION = re.compile(r"^\s+(?:-\w,? +)?(--[a-z][a-z-]*)", re.M)


def page(program):
    pages = [file for file in find("*.[18]") if file.stem == program]
    assert len(pages) == 1
    return TOP / pages[0]


def test_pages_are_well_formed():
    pages = find("*.[158]", folders=[*SOURCES, "keys"])
    assert len(pages) == len(PROGRAMS) + 3
    run("mandoc", "-Tlint", "-Wwarning", *pages)


def test_pages_have_no_stray_quotes():
    """groff closes the quotes of two words on one line in the wrong place,
    as in ('Go, 'C'')."""
    wrong = [(page, line) for page in find("*.[158]",
                                           folders=[*SOURCES, "keys"])
             for line in (TOP / page).read_text().splitlines()
             if len(re.findall(r"\bQl\b", line)) > 1]
    assert wrong == []


@pytest.mark.parametrize("program", PROGRAMS)
def test_page_has_the_options_of_help(program):
    text = run("mandoc", "-Tutf8", "-Owidth=200", page(program)).stdout
    plain = re.sub(r".\x08", "", text)
    documented = set(OPTION.findall(plain))
    offered = set(OPTION.findall(run(BUILD / "bin" / program, "--help").stdout))
    assert offered, f"{program} --help names no option"
    assert documented == offered
