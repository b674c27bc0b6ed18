"""Golden output: what commands print for one résumé, compared with the files in
commands/ that somebody has read and approved. After an intended change:

    RESUME_BUILD=build/asan /usr/bin/python3 -m pytest tests/golden --update
    git diff tests/golden/commands
"""

import pathlib
import subprocess

import pytest

from resume_ui import PROGRAM

HERE = pathlib.Path(__file__).parent

# The words of a command; each reads job.txt, too.
COMMANDS = {
    "match": ["match"],
    "help": ["help"],
    "contact": ["contact"],
    "about": ["about"],
    "search-tram": ["search", "tram"],
    "search-words": ["search", "can", "bus"],
    "search-inside": ["search", "edal"],
    "skills": ["skills"],
    "work": ["work"],
    "nonsense": ["wrok"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands(name, request):
    with (HERE / "job.txt").open("rb") as job:
        result = subprocess.run(
            [PROGRAM, "--command", " ".join(COMMANDS[name]),
             HERE / "resume.json"], stdin=job, capture_output=True,
            timeout=60, env={"LANG": "C.UTF-8"})
    text = (result.stdout.decode() + result.stderr.decode()
            + f"exit status {result.returncode}\n")
    path = HERE / "commands" / f"{name}.txt"
    if request.config.getoption("--update"):
        path.write_text(text)
    assert text == path.read_text()
