"""Several languages and people on one host: which visitor sees which résumé.
"""

import json
import signal
import subprocess

import pytest

from processes import eventually
from server import BIN, SSH_OPTIONS, Server
from fixtures import keys  # noqa: F401


def resume(name, label, point, language="en", **meta):
    return {"basics": {"name": name, "label": label},
            "work": [{"name": "Kestrel", "position": "One",
                      "startDate": "2019", "highlights": [point]},
                     {"name": "Osprey", "position": "Two",
                      "startDate": "2015", "endDate": "2018"}],
            "skills": [{"name": "Tools", "keywords": ["Kafka", "C"]}],
            "meta": {"language": language, "ssh": meta}}


FILES = {
    "alice.json": resume("Alice Moreau", {"en": "Engineer",
                                          "de": "Entwicklerin"},
                         "Ran it", host="cv.example.com", accent="red",
                         availability={"status": "open",
                                       "label": "Free in March"}),
    "alice.fr.json": {"basics": {"label": "Ingénieure"}},
    "bob.json": resume("Bob Lang", "Setzer", "Wrote COBOL", "de"),
    "bob.en.json": {"basics": {"label": "Typesetter"}},
    "skills.json": resume("Carol Ito", "Designer", "Drew it"),
}


class Many(Server):
    """A server of a folder."""

    def start(self, command, **popen):
        folder = self.content.with_name("content")
        folder.mkdir()
        self.content = folder
        for name in FILES:
            self.write(name)
        at = command.index("--content")
        return super().start(
            [*command[:at], "--content", folder, *command[at + 2:]], **popen)

    def write(self, name, **basics):
        content = json.loads(json.dumps(FILES[name]))
        content["basics"].update(basics)
        (self.content / name).write_text(json.dumps(content))

    def text(self, user, *words, **env):
        return self.ask(*words, options=["-l", user], **env).stdout.decode()


@pytest.fixture(scope="module")
def many(tmp_path_factory, keys):  # noqa: F811
    server = Many(tmp_path_factory.mktemp("many"), keys)
    yield server
    server.stop()


@pytest.mark.parametrize("user, env, label", [
    ("alice", {}, "Engineer"),
    ("alice", {"LANG": "fr_FR.UTF-8"}, "Ingénieure"),
    ("alice", {"LC_ALL": "de_AT.UTF-8", "LANG": "fr_FR.UTF-8"},
     "Entwicklerin"),
    ("alice", {"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "Engineer"),
    ("bob", {"LANG": "fr_FR.UTF-8"}, "Setzer"),
    ("bob", {"LC_MESSAGES": "en_GB.UTF-8"}, "Typesetter"),
    ("skills", {}, "Designer"),  # a person comes before a section
])
def test_the_login_name_and_the_locale_choose(many, user, env, label):
    assert many.text(user, "text", **env).splitlines()[1] == label


def test_without_a_person_the_people_are_listed(many):
    assert many.text("fr") == (
        "ssh alice@cv.example.com\n  Alice Moreau\n  Ingénieure\n"
        "  Free in March\n\n"
        "ssh bob@cv.example.com\n  Bob Lang\n  Setzer\n\n"
        "ssh skills@cv.example.com\n  Carol Ito\n  Designer\n")
    answer = many.ask("pdf", options=["-l", "nobody"])
    assert answer.returncode == 1 and answer.stdout == b""
    assert b"ssh alice@cv.example.com pdf" in answer.stderr


def test_files_are_those_of_the_person_and_the_language(many, tmp_path):
    listed = many.text("alice", "ls", LANG="fr_FR.UTF-8").split()[1::2]
    assert {"resume.pdf", "en/resume.pdf", "de/resume.pdf"} <= set(listed)
    assert "fr/resume.pdf" not in listed
    assert many.text("alice", "cat", "fr/resume.txt").split("\n")[1] == (
        "Ingénieure")

    def fetch(program, user, *paths, **env):
        into = tmp_path / program / user
        into.mkdir(parents=True)
        subprocess.run(
            ["scp", *(["-O"] if program == "old" else []), "-r", *SSH_OPTIONS,
             "-P", str(many.port),
             *(f"{user}@127.0.0.1:{path}" for path in paths), into],
            check=True, env={"PATH": "/usr/bin:/bin", **env})
        return {str(file.relative_to(into)): file.read_text()
                for file in into.rglob("*.txt")}

    for program in "new", "old":
        got = fetch(program, "alice", "resume.txt", "fr", LANG="de_DE")
        assert sorted(got) == ["fr/resume.txt", "resume.txt"]
        assert "Ingénieure" in got["fr/resume.txt"]
        assert "Entwicklerin" in got["resume.txt"]
    assert "Setzer" in fetch("new", "bob", "resume.txt")["resume.txt"]
    assert sorted(fetch("old", "nobody", "alice", "bob")) == [
        "alice/resume.txt", "bob/resume.txt"]


def test_a_page_lists_the_people_and_l_changes_the_language(many):
    visit = many.visit("-l", "nobody")
    visit.shows("Free in March")
    for accent in b"38;5;210", b"38;5;124", b"38;5;167":
        assert accent not in visit.output  # the list has nobody's accent
    for key in "sL":  # nobody's contact page, and no résumé in one language
        visit.type("k")
        visit.shows("Enter go there")
        visit.type(key)
        visit.shows("Enter opens a résumé, / searches all of them.")
    visit.type("/cobol")
    visit.shows("Bob Lang")
    visit.type("\r")
    visit.shows("Berufserfahrung")
    visit.type("\x1b")
    visit.until(lambda: "/cobol" not in visit.text)
    visit.type("\x1b")
    visit.shows("Carol Ito")
    visit.type("k\r")
    visit.shows("Experience")
    visit.type("1j")
    visit.until(lambda: "▌ Osprey" in visit.text and "Space more" in visit.text)

    def row():
        return next((i for i, line in enumerate(visit.screen.display)
                     if "▌ Osprey" in line), None)

    before = row()
    visit.type("L")
    visit.shows("Deutsch")
    visit.until(lambda: row() == before)
    visit.type("L")
    visit.shows("Français")
    visit.type("s")
    visit.shows("scp alice@cv.example.com:fr/resume.pdf .")
    visit.type("Q")
    visit.shows("scp alice@cv.example.com:fr/resume.pdf .")


def test_a_broken_file_keeps_its_own_last_good_version(many):
    (many.content / "bob.json").write_text("{")
    many.write("alice.json", label={"en": "Director", "de": "Leiterin"})
    (many.content / "alice.fr.json").write_text("[")
    many.signal(signal.SIGHUP)
    assert eventually(lambda: "Director" in many.text("alice", "text"))
    many.logs(r"bob\.json: .*its last good version")
    assert "Ingénieure" in many.text("alice", "text", LANG="fr_FR.UTF-8")
    assert "Setzer" in many.text("bob", "text")
    assert "Typesetter" in many.text("bob", "text", LANG="en_US.UTF-8")
    assert "Setzer" in many.text("bob", "txt")

    check = subprocess.run([BIN / "resume-publish", "--check", many.content],
                           capture_output=True, text=True, check=False)
    assert check.returncode == 1
    assert "bob.json: line 1" in check.stderr
    assert ('skills.json: the file name: "skills" is also a section; '
            "as a user name it is a person" in check.stdout)
