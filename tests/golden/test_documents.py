"""Golden documents: what two résumés are published as, compared with the files
in documents/ that somebody has read and approved. After an intended change:

    RESUME_BUILD=build/asan /usr/bin/python3 -m pytest tests/golden --update
    git diff tests/golden/documents

Of a PDF, only what every version of its libraries and every font gives."""

import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unicodedata
import zipfile
from xml.etree import ElementTree

import pytest

from resume_ui import BUILD, TODAY

HERE = pathlib.Path(__file__).parent
PUBLISH = BUILD / "bin/resume-publish"
FOLDER = tempfile.TemporaryDirectory()
PARTS = ["word/document.xml", "word/_rels/document.xml.rels",
         "word/styles.xml", "word/numbering.xml"]

FILES = {
    "resume": ["check", "resume.txt", "resume.md", "resume.html",
               "resume.vcf", "resume.json", "resume.docx", "resume.pdf"],
    # As much as one résumé can have, and what is hard to write.
    "everything": ["check", "resume.txt", "resume.md", "resume.html",
                   "resume.vcf", "resume.json", "resume.docx", "resume.pdf",
                   "index", "audiences", "letter.acme.txt",
                   "letter.acme.pdf"],
}


def read(*command, **options):
    return subprocess.run(
        command, stdout=subprocess.PIPE, encoding="utf-8", check=True,
        timeout=600, env=os.environ | {"TZ": "UTC"} | TODAY, **options).stdout


@functools.cache
def published(name):
    """The folder of NAME's documents, and the problems that were reported."""
    source = HERE / f"{name}.json"
    out = pathlib.Path(FOLDER.name) / name
    problems = "".join(read(PUBLISH, *arguments, stderr=subprocess.STDOUT)
                       for arguments in [(source, out), ("--check", source)])
    (out / "check").write_text(problems.replace(f"{HERE}/", ""))
    return out


def styles(path):
    """The words that are coloured, bold or italic."""
    pages = ElementTree.fromstring(unicodedata.normalize("NFKC", read(
        "pdftohtml", "-xml", "-i", "-stdout", path)))
    colours = {font.get("id"): font.get("color")
               for font in pages.iter("fontspec")}
    accent = list(dict.fromkeys(colours.values()))[1]  # below the name
    words = {accent: [], "b": [], "i": []}
    for line in pages.iter("text"):
        if colours[line.get("font")] == accent:
            words[accent] += line.itertext()
        for tag in "bi":
            words[tag] += ["".join(part.itertext())
                           for part in line.iter(tag)]
    # Not every font of other scripts is bold or italic.
    return [f"{name}: " + re.sub("[^!-\u058f]+", " ", " ".join(parts))
            for name, parts in words.items()]


def pdf(path):
    facts = re.findall(r"(?m)^((?:Title|Subject|Author|Tagged): .*"
                       r"|Page size: .*)$", read("pdfinfo", path))
    facts = [re.sub(r"[\d.]+ x [\d.]+ pts ", "", " ".join(fact.split()))
             for fact in facts]
    links = re.findall(r"(?m)^ *\d+ +\w+ +(\S.*)$", read("pdfinfo", "-url",
                                                         path))
    # Emoji need a font, and programs order right-to-left text differently.
    text = [line for line in read("pdftotext", "-raw", path, "-")
            .replace("\f", "\n").splitlines()
            if not re.search("[\u0590-\u08ff]| \\d+ / \\d+$", line)]
    return "\n".join(facts + list(dict.fromkeys(links)) + styles(path)
                     + text) + "\n"


def docx(path):
    with zipfile.ZipFile(path) as package:
        return "".join(package.read(part).decode() for part in PARTS)


READERS = {".pdf": pdf, ".docx": docx}


def comparable(file, text):
    """Where lines of a PDF break depends on its fonts."""
    if file.endswith(".pdf"):
        return re.sub("[\\s\U0001f000-\U0001faff]", "", text)
    return text


@pytest.mark.parametrize("name, file", [
    (name, file) for name in FILES for file in FILES[name]])
def test_documents(name, file, request):
    path = published(name) / file
    read_file = READERS.get(path.suffix)
    text = read_file(path) if read_file else path.read_bytes().decode()
    golden = HERE / "documents" / name / file
    if read_file:
        golden = golden.with_suffix(f"{golden.suffix}.txt")
    if request.config.getoption("--update"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_bytes(text.encode())
    assert comparable(file, text) == comparable(
        file, golden.read_bytes().decode())


@pytest.mark.parametrize("name", FILES)
def test_nothing_else_is_published(name):
    assert sorted(path.name for path in published(name).iterdir()) == sorted(
        FILES[name])


def test_the_only_contact_is_in_every_text(tmp_path):
    """Markdown asks for each contact before it begins its list."""
    contacts = {"email": "ada@example.org", "phone": "+353 00 000",
                "url": "https://ada.example.org",
                "profiles": [{"network": "Forge", "username": "ada-forge"}]}
    source = tmp_path / "source"
    source.mkdir()
    for key, value in contacts.items():
        (source / f"only-{key}.json").write_text(json.dumps(
            {"basics": {"name": "Ada Mercer", key: value}}))
    read(PUBLISH, source, tmp_path / "out", stderr=subprocess.DEVNULL)
    for key, value in contacts.items():
        shown = value if isinstance(value, str) else value[0]["username"]
        for file in "resume.txt", "resume.md", "resume.html":
            path = tmp_path / f"out/people/only-{key}" / file
            assert shown in path.read_text(), path
