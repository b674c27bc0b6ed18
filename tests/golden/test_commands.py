"""Golden output: what commands print for one résumé, compared with the files in
commands/ that somebody has read and approved. After an intended change:

    RESUME_BUILD=build/asan /usr/bin/python3 -m pytest tests/golden --update
    git diff tests/golden/commands
"""

import json
import pathlib
import subprocess

import pytest

from resume_ui import PROGRAM

HERE = pathlib.Path(__file__).parent

# The words of a command; each reads job.txt, too. "nurse-..." are those of
# nurse.json, and read nurse-job.txt.
COMMANDS = {
    "match": ["match"],
    "help": ["help"],
    "contact": ["contact"],
    "about": ["about"],
    "qr": ["qr"],
    "search-tram": ["search", "tram"],
    "search-words": ["search", "can", "bus"],
    "search-inside": ["search", "edal"],
    "skills": ["skills"],
    "work": ["work"],
    "nonsense": ["wrok"],
    "nonsense-letter": ["C"],
    "nonsense-two-letters": ["qx"],
    "shell-command": ["contact", "&&", "id"],
    "shell-section": ["work", "|", "less"],
    "shell-nonsense": ["uname", "|", "less"],
    "search-no-word": ["search"],
    "search-nothing": ["search", "kafkaesque"],
    "nurse-match": ["match"],
    "nurse-qr": ["qr"],
    "nurse-search": ["search", "ventilator"],
    "nurse-help": ["help"],
    "nurse-languages": ["languages"],
    "nurse-volunteer": ["volunteer"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_commands(name, request):
    nurse = name.startswith("nurse-")
    with (HERE / ("nurse-job.txt" if nurse else "job.txt")).open("rb") as job:
        result = subprocess.run(
            [PROGRAM, "--command", " ".join(COMMANDS[name]),
             HERE / ("nurse.json" if nurse else "resume.json")], stdin=job, capture_output=True,
            timeout=60, env={"LANG": "C.UTF-8"})
    text = (result.stdout.decode() + result.stderr.decode()
            + f"exit status {result.returncode}\n")
    path = HERE / "commands" / f"{name}.txt"
    if request.config.getoption("--update"):
        path.write_text(text)
    assert text == path.read_text()


def test_long_summary_is_printed_whole(tmp_path):
    """It once was cut off after 1023 bytes."""
    words = [f"wörd{i}" for i in range(400)]
    resume = tmp_path / "resume.json"
    resume.write_text(json.dumps(
        {"basics": {"name": "Ada", "summary": " ".join(words)}}))
    printed = subprocess.run(
        [PROGRAM, "--command", "about", resume], capture_output=True,
        encoding="utf-8", env={"LANG": "C.UTF-8"}, check=True).stdout
    assert printed.split() == ["Ada", *words]
