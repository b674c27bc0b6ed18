"""The real server of the end-to-end tests, for those who mean it ill."""

import pathlib
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from fixtures import keys, serve, server  # noqa: E402,F401
