"""Ordinary sessions that must not be disturbed by hostile ones."""

import contextlib


def polite_visit(server):
    """A client of another address gets the text at its first attempt."""
    result = server.ask("text", options=("-b", "127.0.0.2"))
    assert result.returncode == 0, result.stderr
    assert b"Ada Mercer" in result.stdout


@contextlib.contextmanager
def polite_visitor(server):
    """A session on a terminal for as long as this lasts; then another one."""
    visitor = server.visit("-b", "127.0.0.2")
    visitor.shows("Principal engineer")
    yield
    visitor.type("2")
    visitor.shows("io_uring")
    visitor.type("q")
    assert visitor.end() == 0
    polite_visit(server)
