"""The server of the end-to-end tests, for tests that attack it."""

import contextlib
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from fixtures import keys, serve  # noqa: E402,F401
from processes import eventually  # noqa: E402
from server import leftovers  # noqa: E402
from shared import Shared  # noqa: E402


@contextlib.contextmanager
def servers_by_options(tmp_path_factory, keys):  # noqa: F811
    """Return a function that starts a server with the given options; tests
    share it. Starting and stopping a server takes three times as long as a
    visit."""
    servers = {}

    def take(options):
        if options in servers and not servers[options].is_sound:
            servers.pop(options).stop()
        if options not in servers:
            servers[options] = Shared(tmp_path_factory.mktemp("shared"), keys,
                                      *options)
        return servers[options]

    yield take
    for server in servers.values():
        server.stop()
    assert eventually(lambda: not leftovers()), leftovers()


@pytest.fixture(scope="session")
def default_servers(tmp_path_factory, keys):  # noqa: F811
    """The server with the default options, for all tests of a run."""
    with servers_by_options(tmp_path_factory, keys) as take:
        yield take


@pytest.fixture(scope="module")
def shared_servers(tmp_path_factory, keys, default_servers):  # noqa: F811
    """Those with other options, for the tests of a file."""
    with servers_by_options(tmp_path_factory, keys) as take:
        yield lambda options: (take if options else default_servers)(options)


@pytest.fixture
def server(shared_servers):
    """A server with the default options, which the test leaves unchanged."""
    server = shared_servers(())
    server.begin()
    yield server
    server.check()


@pytest.fixture
def host(shared_servers):
    """Return a function that starts a server with the given options. The test
    leaves it unchanged; a well-behaved session runs beside all tests."""
    used = []

    def start(*options):
        server = shared_servers(options)
        server.begin(polite=True)
        used.append(server)
        return server

    yield start
    for server in used:
        server.check()
