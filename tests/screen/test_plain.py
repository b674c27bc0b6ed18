"""Without a terminal: plain text, commands, sentences for people."""

import json
import re
import subprocess

import pytest

from resume_ui import PROGRAM, RESUME, TOP, Visit, run

HEADINGS = [f"Section {i} of 11: {title}" for i, title in enumerate(
    ["Experience", "Skills", "Projects", "Education", "Volunteering",
     "Awards", "Certificates", "Publications", "Languages", "Interests",
     "References"], 1)]
COLUMNS = 72


def is_plain(text):
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    return True


def test_plain_text():
    result = run()
    text = result.stdout.decode()
    assert result.returncode == 0
    assert result.stderr == b""
    assert is_plain(text)
    lines = text.split("\n")
    for heading in HEADINGS:
        assert heading in lines
    assert lines[-2:] == ["End of résumé.", ""]
    for line in lines:
        assert len(line) <= COLUMNS or "https://" in line, line


def test_text_is_the_same_by_command():
    assert run("--command", "text").stdout == run().stdout
    assert run("--command", " TEXT \t").stdout == run().stdout
    assert run("--command", "").stdout == run().stdout
    assert run(SSH_ORIGINAL_COMMAND="text").stdout == run().stdout


@pytest.mark.parametrize("env, ascii_only", [
    ({"LANG": "C.UTF-8"}, False), ({"LANG": "de_CH.utf8"}, False),
    ({"LANG": ""}, True), ({"LANG": "C"}, True),
    ({"LANG": "C.UTF-8", "LC_ALL": "POSIX"}, True),
    ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, False)])
def test_ascii_without_a_utf8_locale(env, ascii_only):
    text = run(**env).stdout.decode()
    assert text.isascii() == ascii_only
    assert ("Zoe Marchetti" if ascii_only else "Zoë Marchetti") in text


@pytest.mark.parametrize("word, heading", [
    ("work", "Experience"), ("experience", "Experience"),
    ("skills", "Skills"), ("EDUCATION", "Education"), ("hobbies", "Interests")])
def test_one_section(word, heading):
    result = run("--command", f"text {word}")
    assert result.returncode == 0
    assert is_plain(result.stdout.decode())
    lines = result.stdout.decode().split("\n")
    assert lines[0].endswith(heading)
    assert not set(lines) & set(HEADINGS[1:] if heading == "Experience"
                                else HEADINGS[:1])


def test_no_such_section():
    result = run("--command", "text brakes")
    assert result.returncode == 1
    assert result.stdout == b""
    assert b'"brakes"' in result.stderr
    assert b" Experience" in result.stderr and b" References" in result.stderr


def test_json_is_the_file():
    result = run("--command", "json")
    assert result.returncode == 0
    assert result.stdout == RESUME.read_bytes()
    assert json.loads(result.stdout)["basics"]["name"] == "Zoë Marchetti"


def test_help_lists_every_command():
    result = run("--command", "help")
    assert result.returncode == 0
    for word in "ssh cv.example.org text", "ssh cv.example.org json":
        assert word in result.stdout.decode()


@pytest.mark.parametrize("command", ["rm -rf /", "sh", "TEXTS", "x" * 10000,
                                     "$(reboot)", "-h", "scp -t /etc"])
def test_unknown_command_exits_with_127(command):
    result = run("--command", command)
    assert result.returncode == 127
    assert result.stdout == b""
    assert result.stderr.endswith(b".\n")
    assert b"help\"" in result.stderr
    assert len(result.stderr) < 300


def test_odd_bytes_are_not_echoed():
    result = run("--command", b"\x1b[2J\xff\xfe\r\x07'\xc2\x9b")
    assert result.returncode == 127
    assert is_plain(result.stderr.decode())


def test_command_on_a_terminal_needs_no_screen():
    with Visit(arguments=["--command", "text skills"]) as visit:
        assert visit.end() == 0
        assert b"\x1b" not in visit.output
        assert "LoRa" in visit.text


def test_missing_file_is_an_error():
    result = run(resume=TOP / "no-such-file.json")
    assert result.returncode == 1
    assert result.stdout == b""
    assert b"no-such-file.json" in result.stderr


def test_broken_file_is_an_error(tmp_path):
    file = tmp_path / "resume.json"
    file.write_text('{"basics": {"name": "Zoë",}}')
    result = run(resume=file)
    assert result.returncode == 1
    assert b"line 1, column" in result.stderr


def test_published_directory_is_read(tmp_path):
    published = tmp_path / "public"
    subprocess.run([PROGRAM.with_name("resume-publish"), RESUME, published],
                   check=True, capture_output=True, timeout=60)
    assert run(resume=published).stdout == run().stdout
    with Visit(resume=published) as visit:
        visit.started()
        assert "Helvetia Tramways" in visit.text


@pytest.mark.parametrize("arguments", [["--no-such-option"], ["one", "two"],
                                       ["--command"]])
def test_wrong_arguments_print_the_usage(arguments):
    result = run(*arguments)
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr
