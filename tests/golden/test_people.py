"""Golden publications of a folder of people, in several languages: what the
owner is told, and what visitors read. Compared with documents/people, which
somebody has read and approved; see test_documents.py for how to change it."""

import json
import os
import pathlib
import subprocess

import pytest

from resume_ui import BUILD, TODAY

HERE = pathlib.Path(__file__).parent
PUBLISH = BUILD / "bin/resume-publish"
BROKEN = '{"basics": {"name": "Ada",}}'
ADA = {
    "basics": {
        "name": "Ada Mercer", "email": "ada@example.org",
        "label": {"en": "Weaver", "de": "Weberin"},
        "summary": {"en": "I weave.", "de-AT": "Ich webe."}},
    "work": [
        {"name": "Kestrel", "startDate": "2019", "position": "Lead",
         "highlights": ["Wove it"]},
        {"name": "Osprey", "startDate": "2015", "endDate": "2018",
         "position": {"de": "Zweite", "en": "Second"}}],
    "meta": {"ssh": {"host": "ada@cv.example.org:2222", "audiences": [
        {"name": "acme", "letter": "Dear all,\n\nhello."},
        {"name": "skills"}, {"name": "plain"}, {"name": "DE"}]}},
}
PEOPLE = {
    "resume.json": {"basics": {"name": "All of us"},
                    "skills": [{"name": "Looms"}],
                    "meta": {"ssh": {"host": "cv.example.org:65535"}}},
    "ada.json": ADA,
    "ada.pl.json": {"basics": {"label": "Tkaczka"}, "work": [
        {"name": "Osprey", "position": "Druga"}]},
    "ada.fr.json": [1],
    "BOB.json": {"basics": {"name": "Bob Lang", "email": "bob@"},
                 "meta": {"language": "de",
                          "ssh": {"host": "cv.example.org:1"}}},
    "skills.json": {"basics": {"name": "Sk Ills"},
                    "meta": {"ssh": {"host": "cv.example.net:65536",
                                     "audiences": [{"name": "acme"}]}}},
    # Neither a name, nor new, nor a language, nor a file that is read.
    "bob.json": {}, "b b.json": {}, "cy.zz.json": {
        "basics": {"name": "Cy"},
        "meta": {"ssh": {"host": "cv.example.org:0"}}},
    ".json": {}, ".dot.json": {}, "x.jsn": {}, "fr.json.bak": {},
    "eve.json": {"basics": {}},
}
FILES = {
    "published": "What publishing says.",
    "check": "What --check says.",
    "hosts": "What --print-host prints.",
    "texts": "The index, and every text.",
    "again": "What is left when two files are broken.",
}


def run(folder, *arguments):
    """What it prints, without the folder's path, and its exit status."""
    result = subprocess.run(
        [PUBLISH, *arguments], encoding="utf-8", timeout=600, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=os.environ | {"TZ": "UTC"} | TODAY)
    return (result.stdout.replace(f"{folder}/", "")
            + f"exit status {result.returncode}\n")


def tree(out):
    """The names of all files, but one line for all those of an edition."""
    names = sorted(str(path.relative_to(out)) for path in out.rglob("*")
                   if path.is_file())
    return "".join(f"{name.replace('resume.txt', 'resume.*')}\n"
                   for name in names
                   if not pathlib.Path(name).match("resume.*")
                   or name.endswith(".txt"))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("people")
    source, out = folder / "source", folder / "out"
    source.mkdir()
    for name, content in PEOPLE.items():
        (source / name).write_text(json.dumps(content))
    seen = {"published": run(folder, source, out),
            "check": run(folder, "--check", source),
            "hosts": run(folder, "--print-host", source)}
    seen["texts"] = tree(out) + "".join(
        f"\n==> {path.relative_to(out)} <==\n{path.read_text()}"
        for path in sorted([out / "index", *out.rglob("*.txt")]))
    whole = {path: path.read_bytes() for path in out.rglob("*.*")
             if path.is_file()}
    for name in "ada.json", "BOB.json":
        (source / name).write_text(BROKEN)
    seen["again"] = run(folder, source, out) + tree(out) + (
        out / "index").read_text()
    for path, content in whole.items():  # no document is lost or changed
        assert path.read_bytes() == content, path
    return seen


@pytest.mark.parametrize("name", FILES)
def test_people(seen, name, request):
    golden = HERE / "documents/people" / name
    if request.config.getoption("--update"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(seen[name])
    assert seen[name] == golden.read_text()
