"""The commands that list and print published files: what the visitor sees is
what resume-publish wrote."""

import json
import os
import pathlib
import subprocess

import pytest

import xterm
from resume_ui import BUILD, PROGRAM, RESUME

HOST = "cv.example.org"


def resume(name, label):
    return {"basics": {"name": name, "label": label},
            "work": [{"name": "Kestrel", "position": "Weaver"}],
            "skills": [{"name": "Tools", "keywords": ["looms"]}],
            "meta": {"ssh": {"host": HOST, "audiences": [
                {"name": "acme", "letter": ["Dear all,"]}]}}}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Ada in two languages, and Bob, as resume-publish writes them."""
    top = tmp_path_factory.mktemp("files")
    source = top / "source"
    source.mkdir()
    for name, content in {
            "ada": resume("Ada Mercer", {"en": "Weaver", "de": "Weberin"}),
            "bob": resume("Bob Lang", "Typesetter")}.items():
        (source / f"{name}.json").write_text(json.dumps(content))
    subprocess.run([BUILD / "bin/resume-publish", source, top / "out"],
                   check=True, timeout=60)
    return top / "out"


def ask(folder, user, command):
    return subprocess.run(
        [PROGRAM, "--command", command, folder], capture_output=True,
        timeout=60, stdin=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "USER": user})


def documents(folder, *letters):
    """[size, name] of each, as `ls` lists them."""
    return [[str(file.stat().st_size), file.name.replace(".acme", "")]
            for file in sorted(
                [*folder.glob("resume.*"), *map(folder.joinpath, letters)])]


def test_ls(folder):
    ada, bob = folder / "people/ada", folder / "people/bob"
    letters = "letter.acme.pdf", "letter.acme.txt"

    def listed(user, command="ls"):
        result = ask(folder, user, command)
        assert (result.returncode, result.stderr) == (0, b"")
        lines = result.stdout.decode().splitlines()
        assert lines == ["%8s  %s" % tuple(line.split()) for line in lines]
        return [line.split() for line in lines]

    assert {name for _, name in documents(bob)} == {
        f"resume.{word}"
        for word in ("docx", "html", "json", "md", "pdf", "txt", "vcf")}
    assert listed("bob") == documents(bob)
    assert listed("ada") == documents(ada) + [
        [size, f"de/{name}"] for size, name in documents(ada / "de")]
    assert listed("acme", "DIR") == documents(ada, *letters) + [
        [size, f"de/{name}"] for size, name in documents(ada / "de", *letters)]


@pytest.mark.parametrize("user, command, path", [
    ("bob", "cat resume.txt", "bob/resume.txt"),
    ("bob", "cat ./resume.md", "bob/resume.md"),
    ("bob", "cat resume.pdf", "bob/resume.pdf"),
    ("bob", "docx", "bob/resume.docx"),
    ("bob", "cat vCard", "bob/resume.vcf"),
    ("bob", "markdown", "bob/resume.md"),
    ("bob", "word", "bob/resume.docx"),
    ("bob", "html5", "bob/resume.html"),
    ("bob", "head json", "bob/resume.json"),
    ("ada", "cat resume.txt", "ada/resume.txt"),
    ("ada", "cat de/resume.txt", "ada/de/resume.txt"),
    ("ada", "cat ./de/resume.txt", "ada/de/resume.txt"),
    ("ada", "cat DE/markdown", "ada/de/resume.md"),
    ("acme", "cat letter.txt", "ada/letter.acme.txt"),
    ("acme", "cat de/letter.txt", "ada/de/letter.acme.txt"),
])
def test_a_file_is_printed(folder, user, command, path):
    result = ask(folder, user, command)
    assert (result.returncode, result.stderr) == (0, b"")
    assert result.stdout == (folder / "people" / path).read_bytes()


@pytest.mark.parametrize("user, name", [
    ("ada", "nothing"), ("ada", "fr/resume.txt"), ("ada", "letter.txt"),
    ("bob", "de/resume.txt"), ("ada", "../bob/resume.txt"), ("ada", "de/"),
    ("ada", "/"), ("ada", ".."), ("ada", "d/resume.txt"),
    ("ada", "skills/resume.txt"), ("ada", "resume.TXT"),
    ("ada", "resume.t-t"), ("ada", f"{'x' * 60}/resume.txt"),
    ("ada", f"resume.{'x' * 60}"), ("ada", "audiences"), ("acme", "index"),
])
def test_no_other_file(folder, user, name):
    result = ask(folder, user, f"cat {name}")
    person = "ada" if user == "acme" else user
    assert result.stderr.decode() == (
        f'There is no file "{name[:64]}". "ssh {person}@{HOST} ls" lists '
        "them.\n")
    assert (result.returncode, result.stdout) == (1, b"")


def test_cat_of_none_or_many_or_a_section(folder):
    assert ask(folder, "bob", "cat").stdout == (
        folder / "people/bob/resume.txt").read_bytes()
    assert ask(folder, "bob", "cat skills").stdout == (
        b"Section 2 of 2: Skills\n\nTools: looms\n")
    result = ask(folder, "bob", "cat resume.txt resume.md")
    assert (result.returncode, result.stdout, result.stderr) == (
        1, b"", f"cat prints one file: ssh bob@{HOST} cat resume.txt\n"
        .encode())


@pytest.mark.parametrize("command, status, seen", [
    ("cat resume.pdf", 1, "resume.pdf is a binary file. Fetch it: scp "
     f"bob@{HOST}:resume.pdf ."),
    ("docx", 1, "resume.docx is a binary file. Fetch it: scp "
     f"bob@{HOST}:resume.docx ."),
    ("cat resume.txt", 0, "Role: Weaver"),
])
def test_a_terminal_gets_no_binary_file(folder, command, status, seen):
    terminal = xterm.Terminal([PROGRAM, "--command", command, folder], 80, 24,
                              USER="bob")
    terminal.shows(seen)
    assert terminal.end() == status


def test_nobody_gets_the_people(folder):
    """Without a person as the login name, commands print the list of people,
    with their host. The exit status is 1 if the command needs a person."""
    people = (f"ssh ada@{HOST}\n  Ada Mercer\n  Weaver\n\n"
              f"ssh bob@{HOST}\n  Bob Lang\n  Typesetter\n")
    for command in "text", "LS", "people":
        result = ask(folder, "nobody", command)
        assert (result.returncode, result.stdout.decode(), result.stderr) == (
            0, people, b"")
    result = ask(folder, "nobody", "pdf")
    assert (result.returncode, result.stdout, result.stderr.decode()) == (
        1, b"", f"Name a person: ssh ada@{HOST} pdf\n\nThe people are:\n\n"
        + people)


def test_a_single_file_is_all_there_is():
    def of_file(command):
        return subprocess.run(
            [PROGRAM, "--command", command, RESUME], capture_output=True,
            timeout=60, env={"PATH": os.environ["PATH"]})

    result = of_file("ls")
    assert (result.returncode, result.stdout, result.stderr) == (
        1, b"", b"No files are published here.\n")
    assert of_file("cat resume.json").stdout == pathlib.Path(
        RESUME).read_bytes()
    assert of_file("cat resume.txt").returncode == 1
