"""A case is a folder: what a file holds, and what becomes of it.

valid/CASE: resume.json, the expected.txt document, and expected.problems,
what --check says. invalid/CASE: resume.json and expected.error. A new case
is a new folder; with RESUME_UPDATE=1 what is expected is written anew, for
`git diff` to show.
"""

import difflib
import fnmatch
import functools
import json
import os
import pathlib
import shutil

import pytest

from program import (publish, published, published_again, published_cases,
                     temporary)

HERE = pathlib.Path(__file__).parent
UPDATE = "RESUME_UPDATE" in os.environ
STANDARD_KEYS = {
    "$schema", "basics", "work", "volunteer", "education", "awards",
    "certificates", "publications", "skills", "languages", "interests",
    "references", "projects", "meta"}


def found(kind):
    folders = sorted(path.parent
                     for path in HERE.glob(f"{kind}/*/resume.json"))
    assert folders
    return folders


def cases(kind):
    return pytest.mark.parametrize("case", found(kind),
                                   ids=lambda case: case.name)


def expect(file, text):
    """FILE contains exactly TEXT."""
    if UPDATE:
        file.write_text(text, encoding="utf-8")
    expected = file.read_text(encoding="utf-8")
    if text != expected:
        pytest.fail("\n".join(difflib.unified_diff(
            expected.splitlines(), text.splitlines(), str(file), "now",
            lineterm="")), pytrace=False)


@cases("valid")
def test_valid_resumes_give_the_expected_documents(case):
    problems, folders = published_cases()
    expect(case / "expected.problems", problems[case.name])
    text = (folders[case.name] / "resume.txt").read_text(encoding="utf-8")
    expect(case / "expected.txt", text)


def test_a_file_is_published_as_a_person_in_a_folder_is(tmp_path):
    source = HERE / "valid/standard/resume.json"
    check = publish("--check", source)
    assert (check.returncode, check.stderr) == (0, "")
    assert check.stdout == (source.parent / "expected.problems").read_text()
    assert publish(source, tmp_path / "out").returncode == 0
    names = os.listdir(published(source))
    assert "resume.pdf" in names
    for name in names:
        assert ((tmp_path / "out" / name).read_bytes()
                == (published(source) / name).read_bytes()), name


@cases("valid")
def test_text_is_plain(case):
    text = (case / "expected.txt").read_text(encoding="utf-8")
    assert text.endswith("\n") and "\n\n\n" not in text
    assert all(ord(c) >= 32 or c == "\n" for c in text)
    lines = text.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if len(line) > 72 and "://" not in line
            ] == []


@cases("valid")
def test_published_json_reads_back_as_the_same(case):
    once = published(case / "resume.json")
    twice = published_again()[case.name]
    for name in fnmatch.filter(os.listdir(once), "resume.*"):
        assert (once / name).read_bytes() == (twice / name).read_bytes()
    try:
        source = json.loads((case / "resume.json").read_text("utf-8-sig"))
    except ValueError:  # bytes that are not UTF-8, or comments
        return
    portable = json.loads((once / "resume.json").read_text("utf-8"))
    if portable != source:
        assert set(portable) <= STANDARD_KEYS
        portable.pop("projects", None)
        for key, value in portable.items():
            assert (key in ("work", "basics", "meta")
                    or value == source[key])


@functools.cache
def refused():
    """What is said of each invalid case, where all are people of one folder:
    by --check, and by publishing, which writes nothing."""
    here, out = temporary(), temporary() / "out"
    for case in found("invalid"):
        shutil.copy(case / "resume.json", here / f"case-{case.name}.json")
    errors = []
    for arguments in ["--check", here], [here, out]:
        result = publish(*arguments)
        assert (result.returncode, result.stdout) == (1, "")
        errors.append(dict(
            line.removeprefix(f"{here}/case-").split(".json: ", 1)
            for line in result.stderr.splitlines()))
    assert not out.exists()
    return errors


@cases("invalid")
def test_invalid_resumes_give_the_expected_errors(case):
    for errors in refused():
        expect(case / "expected.error",
               f"resume.json: {errors[case.name]}\n")


def test_an_invalid_file_is_refused_as_a_person_in_a_folder_is(tmp_path):
    source = HERE / "invalid/fresh/resume.json"
    for arguments in ["--check", source], [source, tmp_path / "out"]:
        result = publish(*arguments)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.replace(f"{source}: ", "resume.json: ") == (
            source.parent / "expected.error").read_text()
    assert list(tmp_path.iterdir()) == []
