"""A screen as text that can be kept and compared: what is written on it,
then how, row by row.

    12-14: 3 79b 27 252

says that on rows 12 to 14 the text is bold and has colour 79 from column 3
on, and colour 252 from column 27 on: FOREGROUND[bur][/BACKGROUND], "-" for
the terminal's own, b(old), u(nderlined), r(everse). How text would look on a
blank cell does not count."""

import itertools

from pyte.graphics import FG_BG_256

PLAIN = "-"

# The first sixteen colours are the visitor's own: none of ours.
INDEX = {colour: index for index, colour in enumerate(FG_BG_256)
         if index >= 16} | {"default": PLAIN}


def style(cell, now):
    """How CELL looks, after one that looks like NOW."""
    blank = not cell.data.strip()
    ground = "" if cell.bg == "default" else f"/{INDEX[cell.bg]}"
    if blank and not cell.reverse and not cell.underscore:
        return now if now.endswith(ground) and (
            ground or "/" not in now) else PLAIN + ground
    marks = [(cell.bold, "b"), (cell.underscore, "u"), (cell.reverse, "r"),
             (cell.italics, "i"), (cell.strikethrough, "s")]
    return (str(INDEX[cell.fg])
            + "".join(letter for is_on, letter in marks if is_on) + ground)


def row_styles(screen, row):
    now, changes = PLAIN, []
    for column in range(screen.columns):
        cell = screen.buffer[row][column]
        # The right half of a wide character has nothing of its own.
        new = style(cell, now) if cell.data else now
        if new != now:
            changes.append(f"{column} {new}")
            now = new
    return " ".join(changes)


def draw(screen):
    """SCREEN as a list of lines."""
    lines = [row.rstrip() for row in screen.display]
    lines += ["=" * screen.columns]
    styles = [row_styles(screen, row) for row in range(screen.lines)]
    for text, rows in itertools.groupby(range(screen.lines),
                                        key=styles.__getitem__):
        rows = list(rows)
        if text:
            span = f"{rows[0]}-{rows[-1]}" if rows[1:] else f"{rows[0]}"
            lines.append(f"{span}: {text}")
    lines.append(f"cursor {screen.cursor.y},{screen.cursor.x}"
                 + (" hidden" if screen.cursor.hidden else ""))
    return lines


def compare(expected, actual):
    """The lines that differ, side by side."""
    pairs = [(number, *pair) for number, pair in enumerate(
        itertools.zip_longest(expected, actual, fillvalue="")) if
        pair[0] != pair[1]]
    width = max([len("expected")] + [len(was) for _, was, _ in pairs])
    return "\n".join([f"    {'expected':{width}} │ actual"] + [
        f"{number:3} {was:{width}} │ {now}" for number, was, now in pairs])
