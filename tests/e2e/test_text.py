"""Visits without a terminal: text, data, exit statuses."""

import json
import re

from fixtures import shared_server as server  # noqa: F401

SECTIONS = ["Experience", "Skills", "Projects", "Education"]
ESCAPE = re.compile(rb"[\x00-\x09\x0b-\x1f\x7f]")


def assert_is_the_whole_text(output):
    text = output.decode()
    assert "Ada Mercer" in text
    for section in SECTIONS:
        assert section in text
    assert text.endswith("\n") and "End of résumé" in text
    assert not ESCAPE.search(output), "control characters in plain text"
    assert max(map(len, text.splitlines())) <= 72


def test_pipe_gets_the_text(server):
    result = server.ask()
    assert (result.returncode, result.stderr) == (0, b"")
    assert_is_the_whole_text(result.stdout)


def test_no_terminal_wanted_gets_the_text(server):
    terminal = server.visit("-T")
    assert terminal.end() == 0
    assert_is_the_whole_text(terminal.output.replace(b"\r\n", b"\n"))


def test_dumb_terminal_gets_the_text(server):
    terminal = server.visit(term="dumb")
    assert terminal.end() == 0
    assert_is_the_whole_text(terminal.output.replace(b"\r\n", b"\n"))


def test_text(server):
    result = server.ask("text")
    assert result.returncode == 0
    assert_is_the_whole_text(result.stdout)


def test_text_of_one_section(server):
    result = server.ask("text", "skills")
    assert result.returncode == 0
    text = result.stdout.decode()
    assert "io_uring" in text
    assert "Northwind" not in text


def test_text_of_an_unknown_section(server):
    result = server.ask("text", "shoe-size")
    assert result.returncode != 0
    assert result.stdout == b""
    assert result.stderr.count(b"\n") == 1


def test_text_is_ascii_without_a_utf8_locale(server):
    ascii_only = server.ask("text", LANG="C")
    assert ascii_only.stdout.isascii()
    assert b"End of resume" in ascii_only.stdout
    assert b"text of the resume" in server.ask("help", LANG="C").stdout


def test_json_is_json(server):
    result = server.ask("json")
    assert result.returncode == 0
    assert json.loads(result.stdout)["basics"]["name"] == "Ada Mercer"


def test_help_names_the_commands(server):
    result = server.ask("help")
    assert result.returncode == 0
    for word in b"text", b"scp", b"search", b"match", b"help":
        assert word in result.stdout


def test_unknown_command_fails_with_a_sentence(server):
    for command in ["rm -rf /", "text; id", "$(id)", "/bin/sh",
                    "uname -a", "\x1b[31m"]:
        result = server.ask(command)
        assert result.returncode == 127, command
        assert result.stdout == b""
        assert result.stderr.count(b"\n") == 1, result.stderr
        assert not ESCAPE.search(result.stderr)


def test_words_of_a_shell(server):
    """Shell commands that people type, sent to a real server."""
    rows = [("skills", 0, "io_uring"), ("contact", 0, "@"),
            ("whoami", 0, "Ada Mercer"), ("cv", 0, "End of résumé."),
            ("ls", 0, "resume.pdf"), ("cat resume.txt", 0, "Ada Mercer"),
            ("help", 0, "resume.pdf ."), ("skils", 127, '"ssh '),
            ("text | less", 127, "No shell runs here"),
            ("search io_uring", 0, "Skills >"),
            ("search kafkaesque", 1, 'Nothing here says "kafkaesque".')]
    for command, status, text in rows:
        result = server.ask(command)
        assert result.returncode == status, command
        assert text in (result.stdout + result.stderr).decode(), command


def test_utf8_unless_another_charset_is_named(server):
    assert "résumé" in server.ask("text", LANG="").stdout.decode()
    assert server.ask("text", LANG="de_DE.ISO-8859-1").stdout.isascii()


def test_places_open_on_a_terminal(server):
    """A section is opened as the command or as the login name."""
    for arguments, shown in [
            (["skills"], "io_uring"), (["search io_uring"], "/io_uring")]:
        terminal = server.terminal(server.ssh("-t") + arguments)
        terminal.shows(shown)
        terminal.type("\x03")
        assert terminal.end() == 0
    terminal = server.visit("-l", "skills")
    terminal.shows("io_uring")
    terminal.type("q")
    assert terminal.end() == 0


def test_a_long_command_without_a_terminal_gets_a_sentence(server):
    result = server.ask("x" * 60000)
    assert (result.returncode, result.stdout) == (127, b"")
    assert result.stderr.count(b"\n") == 1


def test_command_on_a_terminal(server):
    terminal = server.terminal(server.ssh("-t") + ["text"])
    assert terminal.end() == 0
    assert_is_the_whole_text(terminal.output.replace(b"\r\n", b"\n"))


def test_control_master_runs_several_sessions(server, tmp_path):
    """One connection has one session after the other."""
    control = ["-o", f"ControlPath={tmp_path}/master"]
    opened = server.ask("text", options=[
        *control, "-o", "ControlMaster=auto", "-o", "ControlPersist=yes"])
    assert opened.returncode == 0
    workers = server.processes("resume-sshd")
    for _ in range(3):
        result = server.ask("text", options=control)
        assert result.returncode == 0
        assert_is_the_whole_text(result.stdout)
    assert server.processes("resume-sshd") == workers
    terminal = server.visit(*control)
    terminal.shows("Experience")
    terminal.type("q")
    assert terminal.end() == 0
    assert server.ask(options=[*control, "-O", "exit"]).returncode == 0
