"""A screen as an SVG picture, the same bytes for the same screen."""

import itertools
from html import escape

CELL_WIDTH, CELL_HEIGHT = 8.4, 18
BASELINE = 13.5
PADDING = 16
TITLE_HEIGHT = 34

BACKGROUND, FOREGROUND = "0c0c0c", "d0d0d0"
FRAME, TITLE = "2a2a2a", "a0a0a0"
FONT = ("'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, 'Noto Sans "
        "Mono CJK JP', monospace")

# Drawn as rectangles, which meet without gaps in any font: the parts of a
# cell from the left, from the top, and their width and height.
BLOCKS = {
    "█": [(0, 0, 1, 1)], "▀": [(0, 0, 1, .5)], "▄": [(0, .5, 1, .5)],
    "▌": [(0, 0, .5, 1)], "▐": [(.5, 0, .5, 1)],
    "─": [(0, .47, 1, .06)], "│": [(.45, 0, .12, 1)],
    "═": [(0, .4, 1, .06), (0, .54, 1, .06)],
    "┌": [(.45, .47, .55, .06), (.45, .47, .12, .53)],
    "┐": [(0, .47, .57, .06), (.45, .47, .12, .53)],
    "└": [(.45, .47, .55, .06), (.45, 0, .12, .53)],
    "┘": [(0, .47, .57, .06), (.45, 0, .12, .53)],
    "├": [(.45, .47, .55, .06), (.45, 0, .12, 1)],
    "┤": [(0, .47, .57, .06), (.45, 0, .12, 1)],
}


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rectangle(x, y, width, height, colour, more=""):
    return (f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}" fill="#{colour}"{more}/>')


def look(cell):
    """(foreground, background, bold, underlined) of CELL."""
    front = FOREGROUND if cell.fg == "default" else cell.fg
    back = BACKGROUND if cell.bg == "default" else cell.bg
    if cell.reverse:
        front, back = back, front
    return front, back, cell.bold, cell.underscore


def runs(row):
    """(column, cells) of neighbours in ROW that look the same; a character
    that is drawn as rectangles or is two columns wide is alone."""
    def key(pair):
        column, cell = pair
        wide = column + 1 < len(row) and not row[column + 1].data
        alone = column if cell.data in BLOCKS or wide else None
        return look(cell), alone

    cells = [(column, cell) for column, cell in enumerate(row) if cell.data]
    for _, group in itertools.groupby(cells, key=key):
        group = list(group)
        yield group[0][0], [cell for _, cell in group]


def draw_run(x, y, width, cells):
    """The elements of CELLS, which look the same, WIDTH wide at X, Y."""
    front, back, bold, underlined = look(cells[0])
    if back != BACKGROUND:
        yield rectangle(x, y, width, CELL_HEIGHT, back)
    text = "".join(cell.data for cell in cells)
    if text in BLOCKS:
        for left, top, wide, high in BLOCKS[text]:
            yield rectangle(x + left * CELL_WIDTH, y + top * CELL_HEIGHT,
                            wide * CELL_WIDTH, high * CELL_HEIGHT, front)
        return
    width -= (len(text) - len(text.rstrip())) * CELL_WIDTH
    text = text.rstrip()
    if not text:
        return
    yield (f'<text x="{number(x)}" y="{number(y + BASELINE)}" '
           f'textLength="{number(width)}" fill="#{front}"'
           + (' font-weight="bold"' if bold else "")
           + (' text-decoration="underline"' if underlined else "")
           + f">{escape(text)}</text>")


def draw(screen, title):
    """SCREEN in a window that is called TITLE."""
    width = screen.columns * CELL_WIDTH + 2 * PADDING
    height = screen.lines * CELL_HEIGHT + 2 * PADDING + TITLE_HEIGHT
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{number(width)}" '
        f'height="{number(height)}" font-family="{FONT}" font-size="14" '
        'xml:space="preserve">',
        f"<title>{escape(title)}</title>",
        rectangle(0, 0, width, height, BACKGROUND, ' rx="8"'),
        f'<path d="M0 {TITLE_HEIGHT}V8a8 8 0 0 1 8-8H{number(width - 8)}'
        f'a8 8 0 0 1 8 8V{TITLE_HEIGHT}z" fill="#{FRAME}"/>',
        f'<text x="{number(width / 2)}" y="22" text-anchor="middle" '
        f'fill="#{TITLE}">{escape(title)}</text>',
        '<g shape-rendering="crispEdges">']
    for y in range(screen.lines):
        row = [screen.buffer[y][x] for x in range(screen.columns)]
        starts = list(runs(row))
        ends = [column for column, _ in starts[1:]] + [screen.columns]
        for (column, cells), end in zip(starts, ends):
            lines += draw_run(PADDING + column * CELL_WIDTH,
                              TITLE_HEIGHT + PADDING + y * CELL_HEIGHT,
                              (end - column) * CELL_WIDTH, cells)
    return "\n".join([*lines, "</g>", "</svg>"]) + "\n"
