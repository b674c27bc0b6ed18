"""Visitors who mean no harm, and must not notice those who do."""

import contextlib


def polite_visit(server):
    """Somebody from elsewhere takes the text along, at the first try."""
    result = server.ask("text", options=("-b", "127.0.0.2"))
    assert result.returncode == 0, result.stderr
    assert b"Ada Mercer" in result.stdout


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
