"""Many visits at once, and the death of processes among them."""

import os
import signal
import subprocess

import pytest

from fixtures import starter
from processes import eventually

# What each section shows, and the Overview does not.
PLACES = ["Northwind Payments", "end of Skills", "tinyclock",
          "end of Education"]


@pytest.fixture(scope="module")
def large_server(tmp_path_factory, keys):
    with starter(tmp_path_factory.mktemp("server"), keys) as start:
        yield start("--per-source", "16")


@pytest.fixture
def large(large_server):
    """A shared server that admits many visits from one address."""
    yield large_server
    large_server.rest()


def crowd(server, count):
    """COUNT visitors, each on a section of its own choice."""
    terminals = [server.visit(columns=80 + i, rows=24) for i in range(count)]
    for i, terminal in enumerate(terminals):
        terminal.shows("Principal engineer")
        terminal.type(str(i % 4 + 1))
    for i, terminal in enumerate(terminals):
        terminal.shows(PLACES[i % 4])
    return terminals


def assert_undisturbed(terminals):
    for i, terminal in terminals:
        terminal.settle(0.05)
        assert PLACES[i % 4] in terminal.text
        terminal.type("?")
        terminal.shows("quit")
        terminal.type("Q")
        assert terminal.end() == 0
        assert terminal.was_restored()


def test_ten_visits_have_their_own_state(large):
    terminals = crowd(large, 10)
    assert eventually(lambda: len(large.processes("resume-ui")) == 10)
    assert_undisturbed(enumerate(terminals))
    assert eventually(lambda: not large.processes("resume-ui"))


def kill_and_find_victim(server, terminals, pid):
    """The one visitor whose session ended when PID was killed."""
    os.kill(pid, signal.SIGKILL)
    ended = {}

    def one_has_ended():
        for i, terminal in enumerate(terminals):
            if i not in ended and not terminal.read():
                ended[i] = terminal
        return ended

    assert eventually(one_has_ended)
    (victim,) = ended.items()
    return victim


def test_killed_renderer_ends_one_session(large):
    terminals = crowd(large, 5)
    i, victim = kill_and_find_victim(large, terminals,
                                     large.processes("resume-ui")[2])
    assert victim.reap() != 0
    assert victim.was_restored(), "the server must do it for the renderer"
    assert_undisturbed([(j, terminal) for j, terminal in enumerate(terminals)
                        if j != i])


def test_killed_worker_ends_one_session(large):
    at_rest = large.processes("resume-sshd")
    terminals = crowd(large, 5)
    workers = [pid for pid in large.processes("resume-sshd")
               if pid not in at_rest]
    i, victim = kill_and_find_victim(large, terminals, workers[0])
    assert victim.reap() != 0
    assert eventually(lambda: len(large.processes("resume-ui")) == 4)
    assert_undisturbed([(j, terminal) for j, terminal in enumerate(terminals)
                        if j != i])


def assert_rejected(server, sentence):
    refused = server.ask("text")
    assert refused.returncode == 255
    assert refused.stdout == b""
    assert sentence in refused.stderr


def test_full_server_rejects_with_a_sentence(serve):
    server = serve("--max-sessions", "2")
    inside = [server.visit() for _ in range(2)]
    for terminal in inside:
        terminal.shows("Principal engineer")
    assert_rejected(server, b"Too many visitors")
    inside[0].type("q")
    assert inside[0].end() == 0
    assert eventually(lambda: server.ask("text").returncode == 0)


def test_one_source_cannot_take_every_session(serve):
    server = serve("--per-source", "3")
    inside = [server.visit() for _ in range(3)]
    for terminal in inside:
        terminal.shows("Principal engineer")
    assert_rejected(server, b"from your address")
    for terminal in inside:
        terminal.type("2")
        terminal.shows("io_uring")


def test_ps_shows_what_each_process_is(serve, tmp_path):
    """ps -eo args: a title of its own for each kind of process."""
    server = serve("--proxy-listen", tmp_path / "proxy")
    for _ in range(3):
        server.visit().shows("Principal engineer")
    def shown():
        pids = [server.process.pid, *server.processes()]
        return sorted(subprocess.run(
            ["ps", "-o", "args", "--no-headers", "-p",
             ",".join(map(str, pids))],
            capture_output=True, text=True).stdout.splitlines())

    assert eventually(lambda: shown() == sorted([
        "resume-sshd: listener", "resume-sshd: launcher",
        "resume-sshd: proxy", *3 * ["resume-sshd: worker"],
        "resume-ui: zygote", *3 * ["resume-ui"]])), shown()
