"""ssh NAME@HOST, where the résumé has an audience of that name."""

import json
import re
import subprocess

import pytest

from processes import eventually
from server import SSH_OPTIONS

RESUME = {
    "basics": {"name": "Ada Mercer", "label": "Engineer"},
    "work": [{"name": "Kestrel", "position": "Engineer"}],
    "education": [{"institution": "Lyon", "area": "Physics"}],
    "meta": {"ssh": {"audiences": [
        {"name": "acme", "greeting": "Hello, Zephyrine",
         "letter": ["Dear Zephyrine,", "you build looms."],
         "sections": ["education"]},
        {"name": "beta"}]}},
}


@pytest.fixture
def server(serve, tmp_path):
    content = tmp_path / "audiences.json"
    content.write_text(json.dumps(RESUME))
    return serve("--content", content, "--metrics", tmp_path / "metrics",
                 "--metrics-interval", "1s")


def fetches(server, user, name, folder):
    return subprocess.run(
        ["scp", *SSH_OPTIONS, "-P", str(server.port),
         f"{user}@127.0.0.1:{name}", folder],
        capture_output=True, check=False).returncode == 0


def test_audience_is_greeted_and_nobody_else_is(server, tmp_path):
    """The letter is page 0, the Overview page 1; files, log and metrics have
    the audience, and an unknown name counts as everybody."""
    terminal = server.visit("-l", "acme")
    terminal.shows("Dear Zephyrine,")
    assert re.search(r"0 Cover letter +1 Overview +2 Education +3 Experience",
                     terminal.text)
    terminal.type(" ")
    terminal.until(lambda: "Hello, Zephyrine" in terminal.text
                   and "you build looms" not in terminal.text, "Overview")
    terminal.type("s")
    terminal.shows("scp acme@HOST:letter.pdf .")
    terminal.type("qq")
    assert terminal.end() == 0
    server.logs(r"disconnected .*session=terminal audience=acme "
                r"pages=letter:\d+,overview:\d+,contact:\d+ ")
    out = server.ask("letter", options=["-l", "ACME"]).stdout.decode()
    assert "you build looms." in out

    assert fetches(server, "acme", "letter.txt", tmp_path)
    assert "you build looms." in (tmp_path / "letter.txt").read_text()
    for user in "beta", "zephyrine":
        assert server.ask("letter", options=["-l", user]).returncode == 127
        for name in "letter.txt", "letter.acme.txt", "audiences", "index":
            assert not fetches(server, user, name, tmp_path)
        assert b"phyrine" not in server.ask("json",
                                            options=["-l", user]).stdout
    server.logs(r"disconnected .*audience=beta ")
    assert "audience=zephyrine" not in server.log

    def counted():
        text = (tmp_path / "metrics").read_text()
        return dict(re.findall(r'^resume_sshd_audience_sessions_total'
                               r'\{audience="(\w+)"\} (\d+)', text, re.M))
    assert eventually(lambda: counted().get("acme") == "3")
    assert sorted(counted()) == ["acme", "beta", "everybody"]


def test_letter_of_another_language_is_where_ls_says(serve, tmp_path):
    """`ls` had named fr/letter.txt, which sftp and scp did not have."""
    content = {**RESUME, "meta": {**RESUME["meta"], "language": "en"}}
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "resume.json").write_text(json.dumps(content))
    (folder / "resume.fr.json").write_text(json.dumps(
        {"basics": {"label": "Ingénieure"}}))
    server = serve("--content", folder / "resume.json")
    listed = server.ask("ls", options=["-l", "acme"]).stdout.decode()
    assert "fr/letter.txt" in listed
    assert fetches(server, "acme", "fr/letter.txt", tmp_path)
    assert "you build looms." in (tmp_path / "letter.txt").read_text()
    assert not fetches(server, "beta", "fr/letter.txt", tmp_path)
