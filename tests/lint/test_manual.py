"""The manual pages: well formed, and in step with --help."""

import re

import pytest

from project import BUILD, PROGRAMS, TOP, find, run

# An option at the beginning of a line, perhaps after a short one.
OPTION = re.compile(r"^\s+(?:-\w,? +)?(--[a-z][a-z-]*)", re.M)


def page(program):
    pages = [file for file in find("*.[18]") if file.stem == program]
    assert len(pages) == 1
    return TOP / pages[0]


@pytest.mark.parametrize("program", PROGRAMS)
def test_page_is_well_formed(program):
    run("mandoc", "-Tlint", "-Wwarning", page(program))


@pytest.mark.parametrize("program", PROGRAMS)
def test_page_has_the_options_of_help(program):
    text = run("mandoc", "-Tutf8", "-Owidth=200", page(program)).stdout
    plain = re.sub(r".\x08", "", text)
    told = set(OPTION.findall(plain))
    has = set(OPTION.findall(run(BUILD / "bin" / program, "--help").stdout))
    assert has, f"{program} --help names no option"
    assert told == has


def words_of_options(text):
    """{"--name": what is said of it} of a list of options, the way --help
    and a rendered page have it: the name, and below it, indented, the rest."""
    blocks = re.split(r"^ +(?=--[a-z])", text, flags=re.M)[1:]
    lines = (block.split("\n\n")[0].split("\n", 1) for block in blocks)
    return {head.split()[0]: " ".join(rest.split()) for head, rest in lines}


def test_page_says_what_help_says():
    page_text = re.sub(r".\x08", "", run(
        "mandoc", "-Tascii", "-Owidth=78", page("resume-sshd")).stdout)
    page_text = page_text.partition("The options are:")[2]
    page_text = re.sub(r"\n\n(?= +--)", "\n", page_text)
    page_text = re.sub(r"^( +--\S+)  +", r"\1\n", page_text, flags=re.M)
    told = words_of_options(page_text.partition("\n   What a visitor")[0])
    has = words_of_options(run(BUILD / "bin/resume-sshd", "--help").stdout)
    assert told == has
