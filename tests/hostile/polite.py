"""Ordinary sessions that must not be disturbed by hostile ones."""


def polite_visit(server):
    """Check that a client at another address gets the text at the first
    attempt."""
    result = server.ask("text", options=("-b", "127.0.0.2"))
    assert result.returncode == 0, result.stderr
    assert b"Ada Mercer" in result.stdout
