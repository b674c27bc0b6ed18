"""Visitors who mean no harm, and must not notice those who do."""

import contextlib
import time


def polite_visit(server, seconds=2):
    """Somebody from elsewhere takes the text along."""
    begin = time.monotonic()
    result = server.ask("text", options=("-b", "127.0.0.2"))
    assert result.returncode == 0, result.stderr
    assert time.monotonic() - begin < seconds


@contextlib.contextmanager
def polite_visitor(server):
    """Somebody at a terminal for as long as this lasts; then another one
    comes."""
    visitor = server.visit("-b", "127.0.0.2")
    visitor.shows("Northwind Payments")
    yield
    visitor.type("2")
    visitor.shows("io_uring")
    visitor.type("q")
    assert visitor.end() == 0
    polite_visit(server)
