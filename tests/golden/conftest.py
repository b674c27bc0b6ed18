import pathlib
import sys

# resume_ui.py and xterm.py, resume-ui on a terminal; terminal.py below them.
TESTS = pathlib.Path(__file__).parents[1]
sys.path += [str(TESTS / "screen"), str(TESTS / "e2e")]


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true",
                     help="write the screens anew instead of comparing")
