"""A publisher that dies, hangs or does not stop talking."""

import signal

import pytest

from session_processes import (
    CRASH, assert_undisturbed, children, is_served, neighbour)
from processes import eventually
from server import BIN

CRASHES = [f"kill -{number:d} $$" for number in (signal.SIGKILL, CRASH)]
HANGS = ["sleep 600", "sleep 600 & kill -STOP $$", "yes"]
WORDS = "the last good version stays"


@pytest.fixture
def misbehave(serve, tmp_path):
    """misbehave(WHAT, OPTION...): a server whose publisher does WHAT, a line
    of shell, at every run but the first; and a visitor of it."""
    whims = tmp_path / "whims"
    whims.write_text("")
    script = tmp_path / "publisher"
    script.write_text(f'#!/bin/sh\n. {whims}\nexec {BIN}/resume-publish "$@"\n')
    script.chmod(0o755)

    def start(what, *options):
        server = serve("--publisher", str(script), *options)
        visit = neighbour(server)
        text = server.content.read_bytes()
        server.content.write_bytes(text.replace(b"Ada Mercer",
                                                b"Ada Mercer-Merchant"))
        whims.write_text(what + "\n")
        server.signal(signal.SIGHUP)
        return server, visit

    yield start
    whims.write_text("")


def recovers(server, tmp_path):
    """The next publisher that behaves is heard."""
    (tmp_path / "whims").write_text("")
    server.signal(signal.SIGHUP)
    return eventually(lambda: b"Ada Mercer-Merchant" in
                      server.ask("text").stdout)


@pytest.mark.parametrize("what", CRASHES)
def test_crash_keeps_the_last_good_version(misbehave, tmp_path, what):
    server, visit = misbehave(what)
    server.logs(rf"publish-failed message=\"{WORDS}\" exit=1[0-9][0-9]")
    assert_undisturbed(visit, server)
    assert recovers(server, tmp_path)


@pytest.mark.parametrize("what", HANGS)
def test_hanging_publisher_is_killed(misbehave, tmp_path, what):
    server, visit = misbehave(what, "--publish-timeout", "15")
    assert_undisturbed(visit, server)
    server.logs(rf"publish-failed message=\"{WORDS}\" exit=137")
    assert "timed out" in server.log
    assert len(children(server)) == 1
    assert recovers(server, tmp_path)


def test_megabytes_of_output_become_a_few_log_lines(misbehave):
    server, visit = misbehave("yes 'such words' | head -c 4000000 >&2")
    assert_undisturbed(visit, server)
    server.logs("published .*\n(.*\n)*.*published ")
    assert 100 <= server.log.count("such words") <= 101
    assert "too many lines" in server.log
    assert eventually(lambda: b"Ada Mercer-Merchant" in
                      server.ask("text").stdout)


def test_each_line_is_one_event(misbehave):
    server, visit = misbehave(r"printf 'a\033[2Jb\rc\000d\n%0600d\n' 1 >&2")
    server.logs(r"publish message=a\\x1b\[2Jb\\x0dc")
    server.logs(r"publish message=0{500,}$")
    assert_undisturbed(visit, server)
    assert "\x1b" not in server.log and "\r" not in server.log


def test_output_of_leftover_processes_is_ignored(misbehave):
    server, visit = misbehave("yes >&2 &")
    assert eventually(lambda: server.log.count(" published ") == 2)
    assert_undisturbed(visit, server)
    assert eventually(lambda: len(children(server)) == 1)
    assert is_served(server)
