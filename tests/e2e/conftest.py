"""Every test here gets these."""

from fixtures import keys, serve, server  # noqa: F401
