"""Servers for tests, and their host keys."""

import contextlib
import subprocess

import pytest

from processes import become_subreaper, eventually
from server import TOP, Server, leftovers

become_subreaper()


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """Host keys for all tests of a run."""
    folder = tmp_path_factory.mktemp("keys")
    subprocess.run([TOP / "keys/make-host-keys", folder], check=True,
                   stdout=subprocess.DEVNULL)
    return sorted(folder.glob("*_key"), reverse=True)


@contextlib.contextmanager
def starter(folder, keys):  # noqa: F811
    with contextlib.ExitStack() as servers:
        def start(*options):
            server = Server(folder, keys, *options)
            servers.callback(server.stop)
            return server
        yield start


@pytest.fixture
def serve(tmp_path, keys):
    """Return a function that starts a server with the given options."""
    with starter(tmp_path, keys) as start:
        yield start
    assert eventually(lambda: not leftovers()), leftovers()


@pytest.fixture
def server(serve):
    """A server with the default options."""
    return serve()


@pytest.fixture(scope="session")
def file_server(tmp_path_factory, keys):
    with starter(tmp_path_factory.mktemp("server"), keys) as start:
        yield start()


@pytest.fixture
def shared_server(file_server):
    """A server with the default options for all tests of a run, because
    each start takes a publication and a warm-up; a file whose tests change
    it has a `file_server` of its own. No process of a test may outlive the
    test."""
    yield file_server
    file_server.rest()
