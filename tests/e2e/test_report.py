"""resume-sshd --report: who read what, by the log."""

import json
import pathlib
import re
import subprocess

import pytest

from processes import eventually
from server import BIN, SSH_OPTIONS

HERE = pathlib.Path(__file__).resolve().parent
WEEK = HERE / "report/week.log"


def report(*words, **run):
    return subprocess.run([BIN / "resume-sshd", "--report", *words],
                          capture_output=True, check=True, timeout=60,
                          **run).stdout.decode()


def test_week_is_what_was_counted_by_hand():
    """Lines as text, JSON and as journalctl prints them, and others that are
    no lines of a log."""
    assert report(WEEK) == (HERE / "report/week.txt").read_text()
    assert report("--json", WEEK) == (HERE / "report/week.json").read_text()


def test_standard_input_and_an_empty_log():
    assert report(stdin=WEEK.open()) == (HERE / "report/week.txt").read_text()
    assert json.loads(report("--json", stdin=subprocess.DEVNULL)) == {
        "weeks": [], "undated": 0}


def test_names_that_no_log_has_are_left_out():
    """A reason with a quote once ended up in the JSON."""
    line = rb'2026-11-30T04:17:44Z rejected reason="a\"b" connections=5'
    assert json.loads(report("--json", input=line))["weeks"] == []


def test_missing_file():
    run = subprocess.run([BIN / "resume-sshd", "--report", "/nowhere"],
                         capture_output=True)
    assert run.returncode == 1
    assert b"cannot open /nowhere" in run.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_visits_are_in_the_report(serve, form, tmp_path):
    """Pages and documents are named in a session's last line, and in the
    report of the log; what was searched for is not in it."""
    server = serve("--log-format", form)
    terminal = server.visit()
    terminal.shows("Principal engineer")
    terminal.type("2")
    terminal.shows("end of Skills")
    terminal.type("/zeppelin")
    terminal.shows("zeppelin")
    terminal.close()  # the window: nothing ends in good order
    assert server.ask("search", "zeppelin").returncode != 0
    assert server.ask("pdf").returncode == 0
    subprocess.run(["scp", *SSH_OPTIONS, "-P", str(server.port),
                    "127.0.0.1:resume.txt", tmp_path], check=True)
    assert eventually(lambda: server.log.count("disconnected") >= 4)
    assert re.search(r"pages\W+overview:\d+,skills:\d+\W", server.log)
    assert "zeppelin" not in server.log
    week, = json.loads(report("--json", server.log_file))["weeks"]
    everybody, = week["audiences"]
    assert (everybody["people"], everybody["visits"]) == (1, 4)
    assert {row["page"] for row in everybody["pages"]} == {
        "overview", "skills"}
    assert {row["document"] for row in everybody["documents"]} == {
        "resume.pdf", "resume.txt"}
