"""Where things are in the checkout, for the lint tests."""

import os
import pathlib
import subprocess

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("RESUME_BUILD", TOP / "build/asan"))
PROGRAMS = ["resume-publish", "resume-sshd", "resume-ui"]
SOURCES = ["content", "sshd", "ui"]


def find(*patterns, folders=SOURCES):
    """The files of FOLDERS that match, as paths relative to the top."""
    found = sorted(path.relative_to(TOP) for folder in folders
                   for pattern in patterns
                   for path in (TOP / folder).rglob(pattern)
                   if path.is_file())
    assert found, f"no {patterns} in {folders}: what would this test?"
    return found


def tracked():
    """The files that a clone has."""
    out = run("git", "-c", f"safe.directory={TOP}", "ls-files", "-z").stdout
    return [pathlib.Path(name) for name in out.split("\0") if name]


def run(*command):
    """The result of COMMAND, run at the top; it must succeed."""
    result = subprocess.run(command, cwd=TOP, text=True, capture_output=True)
    assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
    return result
