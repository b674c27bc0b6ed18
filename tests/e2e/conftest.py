"""The fixtures of every test here."""

from fixtures import file_server, keys, serve, server  # noqa: F401
