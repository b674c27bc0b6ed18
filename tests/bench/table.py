"""Measurements, and the table of them."""

import statistics
from typing import Callable, NamedTuple


def p99(values):
    return sorted(values)[int(len(values) * 0.99)]


class Row(NamedTuple):
    name: str
    unit: str
    summary: Callable = statistics.median


class Results:
    def __init__(self):
        self.values = {}  # of a row, of a server's name: a list

    def add(self, row, server, value):
        self.values.setdefault(row, {}).setdefault(server.name, []).append(
            value)

    def cells(self, row, names, own):
        """A text for each of NAMES, with OWN's ratio to it."""
        found = {name: row.summary(values)
                 for name, values in self.values.get(row, {}).items()}
        return [cell(found, name, own) for name in names]


def cell(found, name, own):
    if name not in found:
        return "–"
    if name == own or own not in found or found[name] == 0:
        return number(found[name])
    return f"{number(found[name])} ({number(found[own] / found[name])})"


def number(value):
    """Three significant digits."""
    if value >= 100:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def lines(results, rows, names):
    head = ["", *names]
    body = [[f"{row.name}, {row.unit}" if row.unit else row.name,
             *results.cells(row, names, names[0])] for row in rows]
    return [head, *body]


def plain(grid):
    widths = [max(map(len, column)) for column in zip(*grid)]
    return "\n".join("  ".join(
        [cells[0].ljust(widths[0]),
         *(text.rjust(width) for text, width in zip(cells[1:], widths[1:]))])
        .rstrip() for cells in grid)


def markdown(grid):
    rule = ["---", *("--:" for _ in grid[0][1:])]
    return "\n".join(f"| {' | '.join(text.strip() for text in cells)} |"
                     for cells in [grid[0], rule, *grid[1:]])
