"""Signals at awkward moments, and many at once."""

import os
import random
import signal

import pytest

from processes import PATIENCE, eventually
from session_processes import (assert_undisturbed, children, last_worker,
                               neighbour, visit_with_pids)

ODD = [signal.SIGHUP, signal.SIGUSR1, signal.SIGPIPE, signal.SIGCHLD,
       signal.SIGWINCH, signal.SIGCONT]


def test_burst_of_reloads_of_broken_content_keeps_the_last_good_one(serve):
    server = serve()
    visit = neighbour(server)
    text = server.content.read_bytes()
    dice = random.Random(1)
    for i in range(1000):
        if i % 10 == 0:
            server.content.write_bytes(text[:dice.randrange(len(text))])
        server.signal(signal.SIGHUP)
        if i % 250 == 0:
            assert_undisturbed(visit, server)
    server.content.write_bytes(text.replace(b"Ada Mercer", b"Ada Merchant"))
    server.signal(signal.SIGHUP)
    assert eventually(
        lambda: b"Ada Merchant" in server.ask("text").stdout)
    visit.type("2")
    visit.shows("io_uring")


def test_sighup_to_every_process_is_a_reload(server):
    """An owner may type `pkill -HUP`, which signals every process of that
    name."""
    visit, pids = visit_with_pids(server)
    silent = server.connect()
    before = len(children(server))
    for number in signal.SIGHUP, signal.SIGUSR1:
        for pid in [server.process.pid, *server.processes("resume-sshd")]:
            os.kill(pid, number)
    server.logs("published")
    assert_undisturbed(visit, server)
    assert eventually(lambda: len(children(server)) == before)
    silent.close()


@pytest.mark.parametrize("part", ["supervisor", "worker", "resume-launcher"])
def test_unexpected_signals_disturb_no_session(server, part):
    visit, pids = visit_with_pids(server)
    pid = {**pids, "supervisor": server.process.pid,
           "resume-launcher": server.single("resume-launcher")}[part]
    for number in ODD:
        for _ in range(200):
            os.kill(pid, number)
    assert_undisturbed(visit, server)
    assert " error " not in server.log


def test_terminated_worker_says_goodbye(server):
    visit, pids = visit_with_pids(server)
    other = neighbour(server)
    os.kill(pids["worker"], signal.SIGTERM)
    visit.end()
    assert visit.was_restored()
    assert b"Ada Mercer" in visit.output.rpartition(b"\x1b[?1049l")[2]
    assert_undisturbed(other, server)


@pytest.mark.parametrize("part, number, reason", [
    ("worker", signal.SIGTERM, "shutdown"),
    ("resume-launcher", signal.SIGKILL, "failed")])
def test_process_terminated_before_a_session_ends_the_connection(
        server, part, number, reason):
    """The worker has sent its identification, but no request to the launcher.
    """
    other = neighbour(server)
    link = server.connect()
    os.kill(last_worker(server) if part == "worker"
            else server.single(part), number)
    link.join(PATIENCE)
    assert not link.is_alive()
    server.logs(f"disconnected .*reason={reason}")
    assert_undisturbed(other, server)
