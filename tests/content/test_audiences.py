"""meta.ssh.audiences: what each audience gets, and the mail that invites it."""

import json
import re
import subprocess

import pytest

from program import publish

RESUME = {
    "basics": {"name": "Ada Mercer", "email": "ada@example.com"},
    "work": [{"name": "Kestrel", "position": "Engineer"}],
    "skills": [{"name": "Languages", "keywords": ["C"]}],
    "meta": {"ssh": {"host": "cv.example.com", "audiences": [
        {"name": "acme", "greeting": "Hello, Zephyrine",
         "letter": ["Dear Zephyrine,", "you build **looms**.", "Ada"],
         "sections": ["skills"], "best": ["Wove zeppelins"]},
        {"name": "beta"}]}},
}
ZEPPELIN = re.compile("zephyrine|looms|zeppelin", re.I)


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "resume.json"
    path.write_text(json.dumps(RESUME))
    return path


def pdf(path):
    return subprocess.run(["pdftotext", path, "-"], capture_output=True,
                          encoding="utf-8", check=True).stdout


def test_letters_are_documents_and_nobody_else_has_a_word(source, tmp_path):
    """Publishing replaces and removes the files of audiences, too."""
    out = tmp_path / "out"
    for _ in range(2):
        assert publish(source, out).returncode == 0
    letter = (out / "letter.acme.txt").read_text()
    assert letter.startswith("Ada Mercer\n")
    assert letter.endswith("\n\nHello, Zephyrine\n\nDear Zephyrine,\n\n"
                           "you build looms.\n\nAda\n")
    printed = pdf(out / "letter.acme.pdf")
    assert "Hello, Zephyrine" in printed and "you build looms." in printed
    assert "audience - acme\n" in (out / "index").read_text()
    assert not (out / "letter.beta.txt").exists()
    for file in out.glob("resume.*"):
        text = pdf(file) if file.suffix == ".pdf" else file.read_text(
            errors="replace")
        assert not ZEPPELIN.search(text), file
    source.write_text(json.dumps({**RESUME, "meta": {}}))
    assert publish(source, out).returncode == 0
    assert not [file for file in out.iterdir()
                if not file.name.startswith("resume.")]


def test_resume_that_is_published_unchanged_has_no_audience(source, tmp_path):
    """A résumé that is published unchanged, because its work is ambiguous (see
    test_portable.py), had its letters in resume.json, for everybody."""
    work = [{"name": "Kestrel", "position": "Lead"},
            {"name": "Kestrel", "position": "Engineer",
             "projects": [{"name": "Broker"}]}]
    source.write_text(json.dumps({**RESUME, "work": work}))
    assert publish(source, tmp_path / "out").returncode == 0
    published = json.loads((tmp_path / "out/resume.json").read_text())
    assert published["work"] == work
    assert published["meta"]["ssh"] == {"host": "cv.example.com"}


def test_check_names_what_is_odd(source):
    bad = [{"name": "no blanks"}, {"name": "skills"}, {"name": "a"},
           {"name": "A"}, {"name": "b", "sections": ["poetry"], "x": 1}]
    source.write_text(json.dumps(
        {**RESUME, "meta": {"ssh": {"audiences": bad}}}))
    output = publish("--check", source).stdout
    at = "resume.json: meta.ssh.audiences"
    assert f'{at}[0].name: "no blanks" cannot be a user name' in output
    assert (f'{at}: "skills" is also a section; as a user name it is an '
            'audience') in output
    assert f'{at}[3].name: "A" is listed twice' in output
    assert f'{at}[4].sections: "poetry" is not a section' in output
    assert f"{at}[4].x: " in output
    assert f"{at}: names are not passwords" in output


def test_check_names_what_comes_before_an_audience(tmp_path):
    resume = {**RESUME, "meta": {"language": "en", "ssh": {
        "audiences": [{"name": "FR"}, {"name": "bob"}, {"name": "acme"}]}}}
    (tmp_path / "resume.json").write_text(json.dumps(resume))
    for other in "resume.fr.json", "bob.json":
        (tmp_path / other).write_text(json.dumps(
            {**resume, "meta": {"language": other[-7:-5]}}))
    output = publish("--check", tmp_path).stdout
    at = "resume.json: meta.ssh.audiences"
    assert f'{at}: "FR" is also a language, which comes first' in output
    assert f'{at}: "bob" is also a person, which comes first' in output
    assert output.count(" is also ") == 2  # once each; "acme" is nothing else


def test_invitation(source, tmp_path):
    """Each line that is to be typed stands alone; the fingerprint and the
    record are those of ssh-keygen."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key],
                   check=True)
    output = publish("--invite", "--host-key", f"{key}.pub", "acme",
                     source).stdout
    lines = output.split("\n")
    assert lines.count("    ssh acme@cv.example.com") == 2
    for word in ("Windows: press Win+R, type cmd", "Mac and Linux", "Phone",
                 'at "login as:" type acme', "answer yes", "Space", "q leaves",
                 "ssh://acme@cv.example.com\n"):
        assert word in output
    assert max(map(len, lines)) <= 76 or "SSHFP" in max(lines, key=len)
    for option in ["-lf"], ["-r", "cv.example.com.", "-f"]:
        shown = subprocess.run(["ssh-keygen", *option, f"{key}.pub"],
                               capture_output=True, encoding="ascii",
                               check=True).stdout
        wanted = re.search(r"SHA256:\S+|.* SSHFP \d 2 \w+", shown)[0]
        assert wanted in output


def test_invitation_for_everybody_at_a_port(source):
    output = publish("--invite", "--host", "cv.example.org:2222", source).stdout
    assert output.split("\n").count("    ssh -p 2222 cv.example.org") == 2
    assert 'port 2222; at "login as:" type any name' in output
    assert "fingerprint" not in output and "SSHFP" not in output


@pytest.mark.parametrize("arguments, complaint", [
    (["gamma"], 'meta.ssh.audiences has no "gamma"'),
    (["--host", "a b", "acme"], '"a b" is not the name of a host'),
    (["--port", "0"], '"0" is not a port'),
    (["--port", "65536"], '"65536" is not a port'),
    (["--host-key", "/dev/null"], "/dev/null: not a public key"),
    (["--host-key", "/nowhere"],
     "cannot open /nowhere: No such file or directory")])
def test_invitation_that_cannot_be(source, arguments, complaint):
    result = publish("--invite", *arguments, source)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == f"{source}: {complaint}\n"
