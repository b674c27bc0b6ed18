"""Two servers, each behind a balancer of its own, as on two machines."""

import concurrent.futures
import contextlib
import re
import signal
import socket

import pytest

from balancer import HAPROXY, Balancer, Second
from processes import PATIENCE, eventually
from server import Server, free_port

pytestmark = pytest.mark.skipif(HAPROXY is None,
                                reason="haproxy is not installed")

STRICT = ["--per-source", "2"]


class Pair:
    """Two servers, each behind a balancer; `first` is the first balancer."""

    def __init__(self, folder, keys, stack):
        ports = [free_port(), free_port()]
        self.servers, self.balancers = [], []
        for i, kind in enumerate((Server, Second)):
            home = folder / "ab"[i]
            home.mkdir()
            self.servers.append(kind(
                home, keys, *STRICT, "--published", folder / "published",
                "--proxy-listen", home / "proxy.sock"))
            stack.callback(self.servers[-1].stop)
        for i in range(2):
            home = folder / "ab"[i]
            self.balancers.append(Balancer(home, home / "proxy.sock", ports[i],
                                           ports[1 - i]))
            stack.callback(self.balancers[-1].stop)
        for balancer in self.balancers:
            balancer.sees(here="UP", there="UP")
        self.first = self.balancers[0]

    def accepted(self):
        """The visitors in the log of each server."""
        return [re.findall(r" accepted peer=(\S+):\d+ ", server.log)
                for server in self.servers]


    def rest(self):
        """End the clients of a test; the next test begins."""
        for line in self.first.terminals + self.first.links:
            line.close()
        self.first.terminals, self.first.links = [], []
        for server in self.servers:
            server.rest()
        # By their number it chooses the server of the next visitor.
        for balancer in self.balancers:
            assert eventually(lambda: balancer.visitors() == 0)


@pytest.fixture
def ending(tmp_path, keys):
    """A pair in which the test ends a server."""
    with contextlib.ExitStack() as stack:
        yield Pair(tmp_path, keys, stack)


@pytest.fixture(scope="module")
def file_pair(tmp_path_factory, keys):
    with contextlib.ExitStack() as stack:
        yield Pair(tmp_path_factory.mktemp("pair"), keys, stack)


@pytest.fixture
def pair(file_pair):
    """A pair that tests share, and leave as it is."""
    yield file_pair
    file_pair.rest()


def enter(pair, count):
    """Start COUNT sessions from as many addresses, through the first balancer.
    """
    terminals = [pair.first.visit("-b", f"127.0.0.{i + 2}")
                 for i in range(count)]
    for terminal in terminals:
        terminal.shows("Principal engineer")
    return terminals


def leave(terminals):
    for terminal in terminals:
        terminal.type("2")
        terminal.shows("io_uring")
        terminal.type("Q")
        assert terminal.end() == 0
        assert terminal.was_restored()


def test_both_servers_share_keys_content_and_limits(pair):
    """Both have the same keys and résumé; limits and log use the address of the
    visitor, not the one of a balancer."""
    enter(pair, 4)
    first, second = pair.accepted()
    assert sorted(first + second) == [f"127.0.0.{i}" for i in range(2, 6)]
    assert len(first) == len(second) == 2  # as leastconn has it
    keys = set()
    for balancer in pair.balancers * 2:
        result = balancer.ask("text", options=("-b", "127.0.0.9"))
        assert result.returncode == 0, result.stderr
        assert b"Ada Mercer" in result.stdout
        with contextlib.closing(balancer.connect()) as link:
            keys.add(link.get_remote_server_key().get_fingerprint())
    assert len(keys) == 1
    with socket.create_connection(("::1", pair.first.port)) as link:
        assert link.recv(8) == b"SSH-2.0-"
        assert eventually(lambda: "[::1]" in sum(pair.accepted(), []))


def test_limits_apply_to_the_address_of_the_visitor(pair):
    """Two sessions of one address on each server, and no fifth; other addresses
    are not affected."""
    terminals = [pair.first.visit("-b", "127.0.0.2") for _ in range(4)]
    for terminal in terminals:
        terminal.shows("Principal engineer")
    refused = pair.first.ask("text", options=("-b", "127.0.0.2"))
    assert refused.returncode == 255
    assert b"from your address" in refused.stderr
    assert pair.first.ask("text", options=("-b", "127.0.0.3")).returncode == 0


@pytest.mark.parametrize("how", ["signal", "balancer"])
def test_draining_drops_no_session(ending, how):
    """Draining ends neither an open session nor a pending connection."""
    pair = ending
    terminals = enter(pair, 4)
    with concurrent.futures.ThreadPoolExecutor(6) as crowd:
        answers = [crowd.submit(pair.first.ask, "text",
                                options=("-b", f"127.0.0.{i + 10}"))
                   for i in range(24)]
        assert answers[6].result().returncode == 0
        if how == "signal":
            pair.servers[0].signal(signal.SIGUSR2)
            pair.servers[0].logs("draining sessions=")
        else:
            pair.first.admin_command("set server visitors/here state drain")
        for answer in answers:
            assert answer.result().returncode == 0, answer.result().stderr
    before = len(pair.accepted()[0])
    for i in range(4):
        result = pair.first.ask("text", options=("-b", f"127.0.0.{i + 40}"))
        assert result.returncode == 0, result.stderr
    assert len(pair.accepted()[0]) == before
    leave(terminals)
    if how == "balancer":
        pair.servers[0].signal(signal.SIGTERM)
    assert pair.servers[0].process.wait(PATIENCE) == 0
    pair.first.sees(there="UP")
    assert pair.first.ask("text").returncode == 0


def test_balancer_notices_a_dead_server_and_its_return(pair):
    """A health check reaches the process that accepts, not the proxy alone."""
    pair.servers[1].signal(signal.SIGSTOP)
    try:
        pair.first.sees(here="UP", there="DOWN")
        for _ in range(3):
            assert pair.first.ask("text").returncode == 0
    finally:
        pair.servers[1].signal(signal.SIGCONT)
    pair.first.sees(here="UP", there="UP")
    assert "accepted" not in pair.servers[1].log, "a check is no visit"
