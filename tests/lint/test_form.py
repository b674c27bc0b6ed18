"""The form of the sources."""

import re
import warnings

import pytest

from project import TOP, find, run

LINES_MANY = 500
CLANG_FORMAT = "14"  # of Debian 12: each version breaks some lines elsewhere
EVERYTHING = [".ci", "content", "keys", "sshd", "systemd", "tests", "ui"]


def test_clang_format_has_nothing_to_change():
    version = re.search(r"version (\d+)", run("clang-format",
                                              "--version").stdout)
    if version[1] != CLANG_FORMAT:
        pytest.skip(f"clang-format is {version[1]}, not {CLANG_FORMAT}")
    run("clang-format", "--dry-run", "-Werror",
        *find("*.c", "*.h", folders=EVERYTHING))


def test_headers_are_guarded_by_pragma_once():
    wrong = [file for file in find("*.h")
             if (TOP / file).read_text().count("#pragma once\n") != 1]
    assert wrong == []


def test_own_header_is_the_first_include():
    wrong = []
    for file in find("*.c"):
        own = file.with_suffix(".h")
        if (TOP / own).exists():
            first = re.search(r"^#include (.+)$", (TOP / file).read_text(),
                              re.M)
            if not first or first[1] not in (
                    f'"{own.relative_to(own.parts[0])}"', f'"{own}"'):
                wrong.append(file)
    assert wrong == []


def test_long_files_are_named():
    """Only a warning, because a long file may have one subject."""
    for file in find("*.c", "*.h"):
        lines = len((TOP / file).read_text().splitlines())
        if lines > LINES_MANY:
            warnings.warn(f"{file} has {lines} lines, more than {LINES_MANY}")


def test_cmake_names_every_source():
    lists = find("CMakeLists.txt", folders=EVERYTHING)
    wrong = [file for file in ["CMakeLists.txt", *lists]
             if re.search(r"\bGLOB(_RECURSE)?\b", (TOP / file).read_text())]
    assert wrong == []


def test_shell_scripts_are_sound():
    scripts = [file for file in find("*", folders=EVERYTHING)
               if file.suffix == ".sh"
               or (TOP / file).read_bytes().startswith(b"#!/bin/sh")]
    assert len(scripts) >= 5
    for script in scripts:
        run("sh", "-n", script)
    run("shellcheck", "--external-sources", *scripts)
