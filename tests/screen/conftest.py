import pathlib
import sys

# terminal.py, a pseudo-terminal drawn by pyte.
sys.path.append(str(pathlib.Path(__file__).parents[1] / "e2e"))
