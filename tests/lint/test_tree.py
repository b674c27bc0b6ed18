"""Which files the repository has."""

import re

from project import TOP, tracked

BYTES_MAX = 512 * 1024
FOLDERS = {"content", "keys", "sshd", "systemd", "tests", "ui"}
FILES = {"CMakeLists.txt", "CMakePresets.json", "LICENSE"}
SECRET = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY|PuTTY-User-Key-File-\d")


def contents():
    files = [file for file in tracked() if (TOP / file).is_file()]
    assert files, "git tracks nothing?"
    return {str(file): (TOP / file).read_bytes() for file in files}


def test_no_private_key_is_committed():
    assert [file for file, data in contents().items()
            if SECRET.search(data) or file.endswith("_key")] == []


def test_files_are_small():
    assert [file for file, data in contents().items()
            if len(data) > BYTES_MAX] == []


def test_top_of_the_tree_has_nothing_else():
    """The output of a search was committed there by mistake."""
    assert {name for name in (file.parts[0] for file in tracked())
            if not name.startswith(".") and not name.endswith(".md")
            } == FOLDERS | FILES
