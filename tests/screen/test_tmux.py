"""The same screens through tmux."""

import os
import shlex
import shutil
import subprocess
import time
import unicodedata

import pytest

from resume_ui import PROGRAM, RESUME, SANITIZERS, TODAY, Visit
from processes import PATIENCE

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None,
                                reason="tmux is not installed")

class Tmux:
    def __init__(self, folder, columns, rows):
        self.socket = folder / "tmux"
        env = {**SANITIZERS, **TODAY, "NO_MOTION": "1"}
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
    session.size = request.param
    yield session
    session.close()


KEYS = {"Enter": "\r", "BTab": "\x1b[Z", "Tab": "\t"}


def test_tmux_shows_what_the_emulator_shows(tmux):
    """An emulator that does not report its background either."""
    with Visit(*tmux.size, background=None) as visit:
        visit.started()
        tmux.shows([line.rstrip() for line in visit.rows()])
        for keys in ("1", "G", "2", "l", "Enter", "3", "8", "BTab", "Tab",
                     "9"):
            tmux.tmux("send-keys", keys)
            visit.press(KEYS.get(keys, keys))
            tmux.shows([line.rstrip() for line in visit.rows()])
    tmux.tmux("send-keys", "Escape")
    tmux.tmux("send-keys", "q")
