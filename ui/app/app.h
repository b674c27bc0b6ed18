#pragma once

/*
 * The state of one session. It draws nothing (that is screen.h), knows no key
 * (that is keymap.h) and no clock: times are milliseconds of a monotonic clock
 * that the caller passes in. What actions do to it is in actions.c. View 0 is
 * the Overview, which has no section; the others are the résumé's sections.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/action.h"
#include "terminal/charset.h"
#include "language/date.h"
#include "app/layout.h"
#include "language/language.h"
#include "app/links.h"
#include "app/status_line.h"
#include "resume/resume.h"
#include "search/search.h"
#include "search/source.h"
#include "terminal/theme.h"
#include "screen/ticker.h"
#include "app/evidence.h"
#include "app/view.h"

#define COPY_MAX 320 /* bytes that a terminal's clipboard is sent, with NUL */

enum overlay { OVERLAY_NONE, OVERLAY_HELP, OVERLAY_LINK, OVERLAY_CONTACT };

/* The page of contact and files, while it is shown. */
struct contact_state {
    bool at_end; /* the visitor has read everything: it says so */
    int scroll;  /* rows of it above the window */
    size_t code; /* the QR code that is shown */
};

/* What is known before the first frame. */
struct app_settings {
    const struct theme *theme;
    enum charset charset;
    struct date today;
    bool still;                       /* no animation */
    const struct source_files *files; /* to take away; may be NULL */
    int idle_seconds; /* the session ends after so long without a key; 0 never
                       */
};

struct app {
    const struct resume *resume;
    const struct language *language;
    const struct theme *theme, *first_theme;
    enum charset charset;
    struct date today;
    long long now;

    struct view views[1 + SECTION_KINDS];
    size_t view_count;
    size_t current; /* the view on the screen */
    bool measured;  /* each view's total_rows is that of this window */
    int came_from;  /* the view that Esc leads back to, -1 none */
    struct layout layout;
    enum overlay overlay;
    struct contact_state contact; /* for OVERLAY_CONTACT */
    int help_scroll;              /* rows of help above the window */

    struct search search;
    struct ticker ticker;
    struct status_line status;
    size_t evidence_count;
    size_t link_count, link_current; /* while OVERLAY_LINK is shown */

    struct source_files files;

    bool theme_chosen, charset_chosen; /* by the visitor: they stay */

    bool mouse;        /* report clicks */
    const char *copy;  /* text for the clipboard, until it is sent */
    bool redraw;       /* send every cell again */
    bool done;         /* the visitor leaves */
    bool idle;         /* ... because no key came for idle_seconds */
    long long idle_at; /* when that happens, 0 never */
    int idle_seconds;

    /* Last, because few visits need them. */
    struct evidence evidence[EVIDENCE_MAX]; /* of the tag that has the focus */
    struct link links[LINKS_MAX];
    char copied[COPY_MAX]; /* what app->copy points to, if it is no text of
                              the résumé */
};

/* RESUME is borrowed for as long as the app lives. -1 without memory. */
int app_init(struct app *app, const struct resume *resume,
             const struct app_settings *settings);
void app_fini(struct app *app);

/* The window has that many COLUMNS and ROWS now. */
void app_resize(struct app *app, int columns, int rows);

/* It is NOW. Returns whether the screen has changed by that. */
bool app_tick(struct app *app, long long now);

/* When app_tick() is wanted next; -1: there is nothing to wait for. */
long long app_next_tick(const struct app *app);

/* Show WORD in the footer for STATUS_LINE_MS. */
void app_tell(struct app *app, enum word word);

/* The same, until the next key. */
void app_announce(struct app *app, enum word word);

/* A key or a click came: restart the idle timer. */
void app_note_activity(struct app *app);

void app_act(struct app *app, enum action action, int argument);

/* Open the page of contact and files. AT_END: the visitor came to the end of
 * the résumé, and the page says that this was all. */
void app_open_contact(struct app *app, bool at_end);

/* Text for the search line, while app->search.typing: a character that was
 * typed, or TEXT that was pasted, of which as much as fits is taken. Nothing
 * is searched before app_search(). */
void app_type(struct app *app, char32_t c);
void app_paste(struct app *app, const char *text);

/* Search for what was typed since the last time: wanted before each frame. */
void app_search(struct app *app);

/* What the search and the evidence look at. */
struct search_scope app_scope(const struct app *app);

/* The terminal's colours or characters turned out to be other ones: use them,
 * unless the visitor has chosen. */
void app_set_theme(struct app *app, const struct theme *theme);
void app_set_charset(struct app *app, enum charset charset);

/* The view on the screen. */
struct view *app_view(struct app *app);

/* For actions: lay out what is on the screen; and scroll to the focus, or to
 * the current match of a search. */
void app_lay_out(struct app *app);
void app_show_focus(struct app *app);

/* Free the laid-out texts, until app_lay_out(). */
void app_release_buffers(struct app *app);
