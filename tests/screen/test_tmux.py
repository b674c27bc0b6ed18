"""The same screens with a terminal of another kind between: tmux."""

import os
import pathlib
import shlex
import shutil
import subprocess
import time
import unicodedata

import pytest

from resume_ui import PROGRAM, RESUME, SANITIZERS, TOP
from processes import PATIENCE

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None,
                                reason="tmux is not installed")

SCREENS = TOP / "tests/golden/screens"


class Tmux:
    def __init__(self, folder, columns, rows):
        self.socket = folder / "tmux"
        env = {**SANITIZERS, "NO_MOTION": "1"}
        command = " ".join([f"{name}={value}" for name, value in env.items()]
                           + [shlex.quote(str(PROGRAM)),
                              shlex.quote(str(RESUME))])
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(columns),
                  "-y", str(rows), "exec env " + command)
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def tmux(self, *arguments):
        return subprocess.run(
            ["tmux", "-u", "-S", self.socket, *arguments], check=True,
            capture_output=True, encoding="utf-8", timeout=PATIENCE,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                 "TERM": "xterm-256color"}).stdout

    def text(self):
        text = unicodedata.normalize("NFC", self.tmux("capture-pane", "-p"))
        return [line.rstrip() for line in text.split("\n")]

    def shows(self, lines, seconds=PATIENCE):
        end = time.monotonic() + seconds
        while self.text()[:len(lines)] != lines and time.monotonic() < end:
            time.sleep(0.05)
        assert "\n".join(self.text()[:len(lines)]) == "\n".join(lines)

    def close(self):
        subprocess.run(["tmux", "-S", self.socket, "kill-server"],
                       check=False, capture_output=True, timeout=PATIENCE)


@pytest.fixture(params=[(40, 20), (80, 24), (100, 30)],
                ids=lambda size: "%dx%d" % size)
def tmux(request, tmp_path):
    session = Tmux(tmp_path, *request.param)
    session.size = "%dx%d" % request.param
    yield session
    session.close()


def golden(page, tmux):
    """The text of a golden screen; tmux does not tell its background."""
    lines = pathlib.Path(
        SCREENS / f"{page}-{tmux.size}-neutral.txt").read_text().split("\n")
    return lines[:next(i for i, line in enumerate(lines)
                       if line.startswith("===="))]


def test_tmux_shows_what_the_emulator_shows(tmux):
    tmux.shows(golden("work", tmux))
    for keys, page in [("G", "work-end"), ("2", None), ("l", "skills"),
                       ("Enter", "skills-where-used"), ("3", "projects"),
                       ("8", "publications"), ("BTab", None),
                       ("Tab", "publications"), ("9", "languages")]:
        tmux.tmux("send-keys", keys)
        if page:
            tmux.shows(golden(page, tmux))
    tmux.tmux("send-keys", "Escape")
    tmux.tmux("send-keys", "q")
