"""resume-publish, as the content tests run it."""

import functools
import json
import os
import pathlib
import shutil
import subprocess
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RESUME_BUILD", TOP / "build/asan"))
PUBLISH = BUILD / "bin/resume-publish"


def publish(*arguments, **options):
    """Run it with ARGUMENTS; the result's texts are UTF-8."""
    return subprocess.run([PUBLISH, *arguments], capture_output=True,
                          encoding="utf-8", timeout=600, check=False,
                          **options)


FOLDER = tempfile.TemporaryDirectory()
CASES = TOP / "tests/content/valid"
PEOPLE_MAX = 60  # in a folder; see published_index.h


def temporary():
    return pathlib.Path(tempfile.mkdtemp(dir=FOLDER.name))


def publish_people(sources):
    """Publish SOURCES, a dictionary of names and files, as people of a few
    folders. A run costs much more than a résumé in it. Returns what
    --check says of each, and the folder of the documents of each."""
    problems, folders, names = {}, {}, sorted(sources)
    while names:
        here, out = temporary(), temporary() / "out"
        for name in names[:PEOPLE_MAX]:
            # No name of a section, of which --check would warn.
            shutil.copy(sources[name], here / f"case-{name}.json")
            problems[name], folders[name] = "", out / "people" / f"case-{name}"
        check = publish("--check", here)
        assert (check.returncode, check.stderr) == (0, "")
        for line in check.stdout.splitlines():
            name, rest = line.removeprefix("case-").split(".json", 1)
            problems[name] += f"resume.json{rest}\n"
        result = publish(here, out)
        assert result.returncode == 0, result.stderr
        names = names[PEOPLE_MAX:]
    return problems, folders


def publish_texts(contents, folder):
    """Publish CONTENTS, a dictionary of names and what their files hold, from
    FOLDER. Returns the folder of the documents of each."""
    sources = {name: folder / f"{name}.json" for name in contents}
    for name, source in sources.items():
        source.write_text(json.dumps(contents[name]))
    return publish_people(sources)[1]


@functools.cache
def published_cases():
    return publish_people({
        file.parent.name: file for file in CASES.glob("*/resume.json")})


@functools.cache
def published_again():
    """The cases, published again from their own resume.json."""
    _, folders = published_cases()
    return publish_people({
        name: folder / "resume.json" for name, folder in folders.items()})[1]


@functools.cache
def published(source):
    """The folder of the documents of SOURCE: made once for all tests, which
    only read it."""
    if source.parent.parent == CASES:
        return published_cases()[1][source.parent.name]
    out = temporary() / "out"
    result = publish(source, out)
    assert result.returncode == 0, result.stderr
    return out
