"""What pyte lacks of xterm: two screens, scrolling by lines, repeating a
character; and the answers to a program that asks what it runs in."""

import collections
import copy

import pyte

import terminal

PRIMARY, ALTERNATE = "primary", "alternate"
ALTERNATE_SCREEN = 1049
MODE_SHIFT = 5  # pyte's mark of a private mode

BACKGROUND_QUESTION = b"\x1b]11;?\x1b\\"
COLOURS = {"dark": "0c0c/0c0c/0c0c", "light": "fdfd/f6f6/e3e3"}


class Screen(terminal.Screen):
    shown = PRIMARY
    last = " "
    title = ""

    def draw(self, data):
        self.last = data[-1]
        super().draw(data)

    def repeat(self, count=1):
        super().draw(self.last * max(count, 1))

    def scroll_up(self, count=1):
        self.scroll(self.index, -1, count)

    def scroll_down(self, count=1):
        self.scroll(self.reverse_index, 0, count)

    def scroll(self, step, edge, count):
        row = self.cursor.y
        margins = self.margins or (0, self.lines - 1)
        self.cursor.y = margins[edge]
        for _ in range(max(count, 1)):
            step()
        self.cursor.y = row

    def back_tab(self, count=1):
        for _ in range(max(count, 1)):
            self.cursor.x = max([0] + [stop for stop in self.tabstops
                                       if stop < self.cursor.x])

    def set_mode(self, *modes, **options):
        super().set_mode(*modes, **options)
        if ALTERNATE_SCREEN in modes and self.shown == PRIMARY:
            self.kept = copy.deepcopy(self.buffer), copy.copy(self.cursor)
            self.shown = ALTERNATE
            self.erase_in_display(2)

    def reset_mode(self, *modes, **options):
        super().reset_mode(*modes, **options)
        if ALTERNATE_SCREEN in modes and self.shown == ALTERNATE:
            hidden = self.cursor.hidden
            self.buffer, self.cursor = self.kept
            self.cursor.hidden = hidden
            self.shown = PRIMARY

    def is_on(self, mode):
        return mode << MODE_SHIFT in self.mode


class Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "b": "repeat", "S": "scroll_up",
           "T": "scroll_down", "Z": "back_tab"}
    events = pyte.ByteStream.events | set(csi.values())

    def __init__(self, screen, answer):
        super().__init__(screen)
        self.answer = answer
        self.held = b""  # the beginning of a question, cut off by a read

    def feed(self, data):
        *before, rest = (self.held + data).split(BACKGROUND_QUESTION)
        for text in before:
            super().feed(text)
            self.answer()
        self.held = next(cut for length in range(
            len(BACKGROUND_QUESTION) - 1, -1, -1) if rest.endswith(
                cut := BACKGROUND_QUESTION[:length]))
        super().feed(rest[:len(rest) - len(self.held)])


class Terminal(terminal.Terminal):
    """A terminal with a BACKGROUND of "dark" or "light", or one that does not
    report it; a MUTE one answers no query."""

    def __init__(self, command, columns=100, rows=30, background="dark",
                 mute=False, **options):
        super().__init__(command, columns, rows, **options)
        self.background, self.mute = background, mute
        self.screen = Screen(max(columns, 1), max(rows, 1))
        self.screen.answer = self.reply
        self.stream = Stream(self.screen, self.reply_background)

    def reply(self, data):
        if not self.mute:
            self.type(data)

    def reply_background(self):
        if self.background:
            self.reply(f"\x1b]11;rgb:{COLOURS[self.background]}\x1b\\")
