"""resume-publish, as the content tests run it."""

import functools
import os
import pathlib
import subprocess
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RESUME_BUILD", TOP / "build/asan"))
PUBLISH = BUILD / "bin/resume-publish"


def publish(*arguments, **options):
    """Run it with ARGUMENTS; the result's texts are UTF-8."""
    return subprocess.run([PUBLISH, *arguments], capture_output=True,
                          encoding="utf-8", timeout=60, check=False,
                          **options)


FOLDER = tempfile.TemporaryDirectory()


@functools.cache
def published(source):
    """The result of publishing SOURCE, and the folder of its documents: made
    once for all tests, which only read it."""
    out = pathlib.Path(tempfile.mkdtemp(dir=FOLDER.name)) / "out"
    return publish(source, out), out
