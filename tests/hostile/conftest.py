"""The server of the end-to-end tests, for tests that attack it."""

import contextlib
import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from fixtures import file_server, keys, serve, server  # noqa: E402,F401
from polite import polite_visitor  # noqa: E402


@pytest.fixture
def host(serve):  # noqa: F811
    """host(OPTION...) starts a server, and a polite session beside what the
    test does to it."""
    with contextlib.ExitStack() as visitors:
        def start(*options):
            server = serve(*options)  # noqa: F811
            visitors.enter_context(polite_visitor(server))
            return server
        yield start
