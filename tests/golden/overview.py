#!/usr/bin/python3
"""Write overview.svg, the picture of the first screen in the README:

    RESUME_BUILD=build/asan tests/golden/overview.py

The person is invented, and no date depends on today. golden_screens tests
that the picture is up to date, and its --update writes it, too."""

import json
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "screen"), str(HERE.parent / "e2e")]

import svg  # noqa: E402
from resume_ui import TOP, Visit  # noqa: E402

FILE = HERE / "overview.svg"
SOURCE = TOP / "tests/content/valid/standard/resume.json"
SIZE = 100, 30
TITLE = "ssh resume.example.com"


def make():
    """The picture, as text."""
    resume = json.loads(SOURCE.read_text())
    for job in resume["work"]:
        job.setdefault("endDate", "2025-09")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(resume, file)
        file.flush()
        with Visit(*SIZE, resume=file.name) as visit:
            visit.started()
            return svg.draw(visit.screen, TITLE)


if __name__ == "__main__":
    FILE.write_text(make())
