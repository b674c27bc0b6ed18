/* ncurses counts its header's features by this. */
#define NCURSES_WIDECHAR 1

#include "terminal/terminal.h"

#include <assert.h>
#include <curses.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/array.h"
#include "terminal/osc.h"
#include "terminal/output.h"
#include "terminal/terminal_entry.h"
#include "terminal/terminal_modes.h"

/* Private mode 2026 holds the picture until a frame is whole. */
#define FRAME_ON   "\033[?2026h"
#define FRAME_OFF  "\033[?2026l"
#define CURSOR_ON  "\033[?25h"
#define CURSOR_OFF "\033[?25l"

static struct {
    bool open;
    SCREEN *screen;
    const char *name; /* the terminfo entry that it is for */
    int themes;       /* theme_changes() when its colours were set */
    bool modern;      /* swallows the control strings that it does not know */

    /* What was sent last. */
    const struct theme *theme;
    uint64_t rows[CANVAS_ROWS_MAX]; /* by their fingerprints */
    bool changed[CANVAS_ROWS_MAX];  /* in this frame */
    int cursor_row, cursor_column;
    bool cursor_shown;
} terminal;

/* ncurses reads these; those of a client or an owner would confuse it. */
static void
terminal_build_environment(void)
{
    static const char *const unwanted[] = {
        "TERMINFO", "TERMINFO_DIRS",          "TERMCAP",
        "ESCDELAY", "NCURSES_ASSUMED_COLORS", "HOME",
        "TERMPATH", "NCURSES_NO_PADDING",     "NCURSES_TRACE",
    };

    for (size_t i = 0; i < COUNT(unwanted); i++)
        unsetenv(unwanted[i]);
    setenv("NCURSES_NO_UTF8_ACS", "1", 1);
    /* The window's size is set later, because ncurses would allocate a window
     * of 65535 columns. With this size ncurses writes in pieces of half a
     * kilobyte. */
    setenv("COLUMNS", "160", 1);
    setenv("LINES", "2", 1);
}

/* resize_term(), unlike resizeterm(), writes nothing to the terminal. The
 * screen stays larger than the standard window, which would otherwise grow
 * with it. */
void
terminal_release_buffers(void)
{
    resize_term(2, 2);
}

/* The number of the pair of colours that ROLE has in THEME, among those of
 * ncurses; 0 is the terminal's own. */
static short
terminal_pair(const struct theme *theme, int role)
{
    const struct style *style = &theme->roles[role];

    if (style->foreground < 0 && style->background < 0)
        return 0;
    return (short)((theme - themes) * ROLE_COUNT + role + 1);
}

static void
terminal_set_colours(void)
{
    start_color();
    use_default_colors();
    terminal.themes = theme_changes();
    for (size_t i = 0; i < theme_count; i++)
        for (int role = 0; role < ROLE_COUNT; role++) {
            const struct style *style = &themes[i].roles[role];
            short pair = terminal_pair(&themes[i], role);

            if (pair != 0 &&
                init_pair(pair, style->foreground, style->background) == ERR)
                init_pair(pair, -1, -1);
        }
}

/* The part that does not depend on the visitor. Sends nothing. */
static int
terminal_open_screen(const char *name)
{
    terminal_build_environment();
    terminal.screen = newterm(name, output_stream(), stdin);
    if (terminal.screen == NULL)
        return -1;
    terminal.name = name;
    raw();
    noecho();
    nonl();
    curs_set(0);
    /* The canvas is copied to newscr directly: a window of ncurses of that
     * size would take a third of the memory of a session. */
    wresize(stdscr, 1, 1);
    leaveok(newscr, FALSE);
    /* Before its first endwin() ncurses sends every movement of the cursor
     * separately. Call it now, and return before colours are started, because
     * it would reset the terminal's. */
    endwin();
    doupdate();
    if (has_colors())
        terminal_set_colours();
    output_drop();
    terminal_release_buffers();
    return 0;
}

/* Send the capability NAME of the terminfo entry. No entry in use has padding
 * in it. */
static void
terminal_put_capability(const char *name)
{
    const char *text = tigetstr(name);

    if (text != NULL && (intptr_t)text != -1)
        output_put(text);
}

void
terminal_prepare(void)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGTSTP, SIGWINCH};

    terminal_open_screen(TERMINAL_COMMON);
    mblen(NULL, 0); /* also looks up the encoding of the locale, once */
    /* ncurses handles these signals, but no terminal is open yet. */
    for (size_t i = 0; i < COUNT(signals); i++)
        signal(signals[i], SIG_DFL);
}

int
terminal_open(const char *name, const char *title)
{
    if ((terminal.screen == NULL || strcmp(name, terminal.name) != 0) &&
        terminal_open_screen(name) < 0)
        return -1;
    if (has_colors() && terminal.themes != theme_changes())
        terminal_set_colours();
    terminal.open = true;
    terminal.theme = NULL;
    terminal_put_capability("smcup"); /* the other screen */
    terminal_put_capability("civis"); /* without a cursor */
    terminal.modern = terminal_is_modern(name);
    terminal_modes_set(terminal.modern);
    if (terminal_takes_title(name))
        osc_title(title);
    return 0;
}

int
terminal_colours(void)
{
    return has_colors() ? COLORS : 0;
}

static attr_t
terminal_attributes(const struct style *style)
{
    return (style->bold ? A_BOLD : 0) | (style->underline ? A_UNDERLINE : 0) |
           (style->reverse ? A_REVERSE : 0);
}

/* CELL in ncurses' terms. */
static void
terminal_convert(const struct cell *cell, const struct style *style, short pair,
                 cchar_t *character)
{
    wchar_t text[4];
    int length = 0;

    while (length < 3 && cell->text[length] != 0) {
        text[length] = (wchar_t)cell->text[length];
        length++;
    }
    text[length] = L'\0';
    setcchar(character, text, terminal_attributes(style), pair, NULL);
}

/* Returns a fingerprint of a row's cells: FNV-1a over words, not bytes. */
static uint64_t
terminal_fingerprint(const struct canvas *canvas, int row)
{
    const struct cell *cells = canvas_cell(canvas, row, 0);
    uint64_t hash = 0xcbf29ce484222325, words[2];

    static_assert(sizeof(words) == sizeof(*cells), "a cell is two words");
    for (int i = 0; i < canvas->columns; i++) {
        memcpy(words, &cells[i], sizeof(words));
        hash = (hash ^ words[0]) * 0x100000001b3;
        hash = (hash ^ hash >> 32 ^ words[1]) * 0x100000001b3;
    }
    return hash ^ hash >> 29;
}

/* Mark the rows that differ from the last frame, or all of them with ALL.
 * Returns whether any row must be sent. */
static bool
terminal_compare_rows(const struct canvas *canvas, bool all)
{
    bool any = all;

    for (int row = 0; row < canvas->rows; row++) {
        uint64_t print = terminal_fingerprint(canvas, row);

        terminal.changed[row] = all || print != terminal.rows[row];
        terminal.rows[row] = print;
        any = any || terminal.changed[row];
    }
    return any || terminal.cursor_row != canvas->cursor_row ||
           terminal.cursor_column != canvas->cursor_column;
}

/* Whether a blank of STYLE looks like any other. */
static bool
terminal_is_plain(const struct style *style)
{
    return style->background < 0 && !style->underline && !style->reverse;
}

static bool
terminal_is_blank(const struct cell *cell, const struct theme *theme)
{
    return cell != NULL && cell->text[0] == U' ' && cell->text[1] == 0 &&
           terminal_is_plain(&theme->roles[cell->role]);
}

/* Returns the role to send CELL with; ROLE is that of the cell before. One
 * blank between words keeps ROLE, and blanks after a background have none
 * (ROLE_COUNT), because a change of colours that is not visible takes ten
 * bytes. */
static int
terminal_choose_role(const struct cell *cell, const struct cell *next, int role,
                     const struct theme *theme)
{
    if (!terminal_is_blank(cell, theme))
        return cell->role;
    if (role == ROLE_COUNT || !terminal_is_plain(&theme->roles[role]))
        return ROLE_COUNT;
    return terminal_is_blank(next, theme) ? cell->role : role;
}

static bool
terminal_is_same(const struct cell *a, const struct cell *b)
{
    return memcmp(a->text, b->text, sizeof(a->text)) == 0 &&
           a->width == b->width;
}

/* Most cells equal the one before, a blank. */
static void
terminal_show_row(const struct canvas *canvas, const struct theme *theme,
                  int row)
{
    static const struct style none = {-1, -1, false, false, false};
    cchar_t characters[CANVAS_COLUMNS_MAX];
    const struct cell *before = NULL;
    int count = 0, role = ROLE_TEXT;

    for (int column = 0; column < canvas->columns; column++) {
        const struct cell *cell = canvas_cell(canvas, row, column);
        int last = role;

        if (cell->width == 0)
            continue;
        role = terminal_choose_role(cell, canvas_cell(canvas, row, column + 1),
                                    role, theme);
        if (before != NULL && role == last && terminal_is_same(cell, before))
            characters[count] = characters[count - 1];
        else
            terminal_convert(
                cell, role == ROLE_COUNT ? &none : &theme->roles[role],
                has_colors() && role != ROLE_COUNT ? terminal_pair(theme, role)
                                                   : 0,
                &characters[count]);
        before = cell;
        count++;
    }
    mvwadd_wchnstr(newscr, row, 0, characters, count);
}

/* ncurses has painted over links in rows that changed: draw them again. */
static void
terminal_show_links(const struct canvas *canvas, const struct theme *theme)
{
    for (int i = 0; terminal.modern && i < canvas->link_count; i++)
        if (terminal.changed[canvas->marks->links[i].row])
            osc_link(canvas, &canvas->marks->links[i], theme);
}

/* Input methods draw at a visible cursor. */
static void
terminal_show_cursor(const struct canvas *canvas)
{
    if (canvas->cursor_shown != terminal.cursor_shown)
        output_put(canvas->cursor_shown ? CURSOR_ON : CURSOR_OFF);
    terminal.cursor_shown = canvas->cursor_shown;
}

void
terminal_show(const struct canvas *canvas, const struct theme *theme,
              bool redraw)
{
    bool resized = LINES != canvas->rows || COLS != canvas->columns;
    bool all = redraw || resized || theme != terminal.theme;

    if (!terminal_compare_rows(canvas, all)) {
        output_flush(); /* of writes outside of frames */
        return;
    }
    terminal.theme = theme;
    if (resized)
        resize_term(canvas->rows, canvas->columns);
    if (redraw || resized)
        clearok(curscr, TRUE);
    for (int row = 0; row < canvas->rows; row++)
        if (terminal.changed[row])
            terminal_show_row(canvas, theme, row);
    terminal.cursor_row = canvas->cursor_row;
    terminal.cursor_column = canvas->cursor_column;
    wmove(newscr, canvas->cursor_row, canvas->cursor_column);
    if (terminal.modern)
        output_put(FRAME_ON);
    doupdate();
    terminal_show_links(canvas, theme);
    terminal_show_cursor(canvas);
    if (terminal.modern)
        output_put(FRAME_OFF);
    output_flush();
}

void
terminal_restore_buffers(const struct canvas *canvas, const struct theme *theme)
{
    resize_term(canvas->rows, canvas->columns);
    for (int row = 0; row < canvas->rows; row++) {
        terminal_show_row(canvas, theme, row);
        if (terminal_fingerprint(canvas, row) == terminal.rows[row])
            continue;
        terminal.rows[row] = 0; /* its content is unknown */
        clearok(curscr, TRUE);
    }
    copywin(newscr, curscr, 0, 0, 0, 0, canvas->rows - 1, canvas->columns - 1,
            FALSE);
    untouchwin(newscr);
}

void
terminal_close(void)
{
    if (terminal.open) {
        terminal_modes_reset();
        endwin();
        output_flush();
    }
    terminal_modes_restore();
    terminal.open = false;
}
