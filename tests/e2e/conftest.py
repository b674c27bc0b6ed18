"""Every test here gets these."""

from fixtures import file_server, keys, serve, server  # noqa: F401
