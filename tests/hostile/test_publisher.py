"""A publisher that crashes, hangs or does not stop printing."""

import itertools
import re
import signal

import pytest

from session_processes import CRASH, children, is_served
from processes import eventually
from server import BIN

CRASHES = [f"kill -{number:d} $$" for number in (signal.SIGKILL, CRASH)]
HANGS = ["sleep 600", "sleep 600 & kill -STOP $$",
         "yes | head -c 20000000; while sleep 1; do echo y; done"]
NUMBERS = itertools.count()
WORDS = "the last good version stays"


def make_publisher(folder):
    """Write a publisher, and beside it the file with its extra behaviour."""
    script = folder / "publisher"
    whims = script.with_name("whims")
    whims.write_text("")
    script.write_text(f'#!/bin/sh\n. {whims}\nexec {BIN}/resume-publish "$@"\n')
    script.chmod(0o755)
    return whims


@pytest.fixture(scope="module")
def whims(tmp_path_factory):
    return make_publisher(tmp_path_factory.mktemp("publisher"))


def misbehaves(server, whims, what):
    """Have SERVER publish a new name, and its publisher do WHAT."""
    server.name = f"Ada Mercer-{next(NUMBERS)}".encode()
    text = server.content.read_bytes()
    server.content.write_bytes(re.sub(b"Ada Mercer[-0-9]*", server.name, text))
    whims.write_text(what + "\n")
    server.signal(signal.SIGHUP)


@pytest.fixture
def misbehave(host, whims):
    """Return a function that starts a server whose publisher runs WHAT, a line
    of shell, at the next publication of `name`."""
    def start(what):
        server = host("--publisher", whims.with_name("publisher"),
                      "--publish-timeout", "15")
        misbehaves(server, whims, what)
        return server

    yield start
    whims.write_text("")


def publishes(server):
    return eventually(lambda: server.name in server.ask("text").stdout)


def recovers(server, whims):
    """Check that the next publisher, which works, has its lines in the log."""
    whims.write_text("")
    server.signal(signal.SIGHUP)
    return publishes(server)


@pytest.mark.parametrize("what", CRASHES)
def test_crash_keeps_the_last_good_version(misbehave, whims, what):
    server = misbehave(what)
    server.logs(rf"publish-failed message=\"{WORDS}\" exit=1[0-9][0-9]")
    assert is_served(server)
    assert recovers(server, whims)


def test_hanging_publisher_is_killed(host, tmp_path):
    """Each publisher hangs in a server of its own, so that the test waits only
    once."""
    hanging = []
    for i, what in enumerate(HANGS):
        (tmp_path / str(i)).mkdir()
        whims = make_publisher(tmp_path / str(i))
        server = host("--publisher", whims.with_name("publisher"),
                      "--publish-timeout", "15")
        misbehaves(server, whims, what)
        hanging.append((server, whims))
    for server, whims in hanging:
        server.polite.type("2")
        server.polite.shows("io_uring")
        assert is_served(server)
    for server, whims in hanging:
        server.logs(rf"publish-failed message=\"{WORDS}\" exit=137")
        assert "timed out" in server.log
        assert eventually(lambda: len(children(server)) == 1)
        assert recovers(server, whims)


def test_megabytes_of_output_become_a_few_log_lines(misbehave):
    server = misbehave("yes 'such words' | head -c 4000000 >&2")
    assert is_served(server)
    server.logs("published ")
    assert 100 <= server.log.count("such words") <= 101
    assert "too many lines" in server.log
    assert publishes(server)


def test_each_line_is_one_event(misbehave):
    server = misbehave(r"printf 'a\033[2Jb\rc\000d\n%0600d\n' 1 >&2")
    server.logs(r"publish message=a\\x1b\[2Jb\\x0dc")
    server.logs(r"publish message=0{500,}$")
    assert is_served(server)
    assert "\x1b" not in server.log and "\r" not in server.log


def test_output_of_leftover_processes_is_ignored(misbehave):
    server = misbehave("yes >&2 &")
    server.logs(" published ")
    assert eventually(lambda: len(children(server)) == 1)
    assert publishes(server)
