"""ARCHITECTURE.md and CONTRIBUTING.md describe the tree as it is."""

import re

import pytest

from project import TOP

PAPERS = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md", "SECURITY.md"]
FOLDERS = ["", "sshd/", "content/resume/", "content/documents/",
           "ui/pages/", "content/language/"]
NEW = re.compile(r"WORD|rtf|xx|patents")  # what the reader is to make


def names(paper):
    """The files that PAPER names: with a folder, or with an ending."""
    text = (TOP / paper).read_text()
    return {name for name in re.findall(r"`([\w./*-]+)`", text)
            if re.search(r"/|\.(c|h|md|py)$", name)
            and not re.match(r"/|_|resume\.json$|resume\.pdf$", name)
            and not NEW.search(name)}


@pytest.mark.parametrize("paper", PAPERS)
def test_files_that_are_named_exist(paper):
    missing = [name for name in names(paper)
               if not any(list(TOP.glob(folder + name.rstrip("/")))
                          for folder in FOLDERS)
               and not name.startswith("build/")
               and not list(TOP.glob(f"*/**/{name}"))]
    assert missing == []


def test_papers_name_files():
    assert len(names("ARCHITECTURE.md")) > 40


def test_transitions_are_those_of_the_worker():
    header = (TOP / "sshd/worker/worker_machine.h").read_text()
    rows = re.findall(r"^    X\((\w+), (\w+), (\w+), (\w+)\)", header, re.M)
    paper = (TOP / "ARCHITECTURE.md").read_text()
    documented = re.findall(r"^    (\w+) +(\w+) +(\w+) +-> (\w+)$", paper, re.M)
    assert len(rows) > 20
    assert documented == rows
