#pragma once

/*
 * The state of one session. This module does not draw (see screen.h), does not
 * know keys (see keymap.h) and does not read a clock: times are milliseconds of
 * a monotonic clock that the caller passes in. actions.c changes the state.
 * View 0 is the Overview, which has no section; the other views are the
 * résumé's sections. A letter to an audience is view 1, but page 0.
 */

#include <stdbool.h>
#include <stddef.h>

#include "app/action.h"
#include "app/evidence.h"
#include "app/layout.h"
#include "app/links.h"
#include "app/status_line.h"
#include "app/view.h"
#include "language/date.h"
#include "language/language.h"
#include "published/people.h"
#include "published/resumes.h"
#include "published/source.h"
#include "resume/resume.h"
#include "screen/ticker.h"
#include "search/search.h"
#include "search/search_scope.h"
#include "terminal/charset.h"
#include "terminal/theme.h"

#define COPY_MAX 320 /* bytes for the clipboard, with NUL */

enum overlay { OVERLAY_NONE, OVERLAY_HELP, OVERLAY_LINK, OVERLAY_CONTACT };

/* The state of the page of contact and files while it is open. */
struct contact_state {
    bool at_end; /* opened at the end of the résumé, which the page shows */
    int scroll;  /* rows of the page above the window */
    size_t code; /* the index of the QR code that is shown */
};

/* Settings that are known before the first frame. */
struct app_settings {
    struct resumes *resumes; /* the published ones; NULL: only one */
    const struct published_edition *edition; /* the one that is shown; NULL:
                                                the list of people */
    const struct people *people; /* NULL: somebody's résumé is for everybody */
    const struct theme *theme;
    enum charset charset;
    struct date today;
    bool still;                       /* no animation */
    const struct source_files *files; /* the published files; may be NULL */
    int idle_seconds;                 /* idle timeout; 0: none */
    long long ends_at;                /* when the session ends; 0: never */
};

struct app {
    const struct resume *resume;
    struct resumes *resumes; /* the published ones; NULL: only `resume` */
    const struct published_edition *edition; /* of `resume`; NULL: none */
    const struct people *people; /* the list that Esc returns to, or NULL */
    const struct published_edition *first_edition;
    const struct language *language;
    const struct theme *theme, *first_theme;
    enum charset charset;
    struct date today;
    long long now;

    struct view views[1 + SECTION_KINDS];
    size_t view_count;
    size_t current; /* the index of the view on the screen */
    bool measured;  /* each view's total_rows is valid for this window */
    int came_from;  /* the view that Esc returns to, or -1 */
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

    bool theme_chosen, charset_chosen; /* the visitor chose them: keep them */

    bool mouse;        /* report clicks */
    const char *copy;  /* text for the clipboard until it is sent, or NULL */
    bool redraw;       /* send every cell again */
    bool done;         /* the session ends */
    bool idle;         /* the session ends because of the idle timeout */
    bool expired;      /* the session ends because of the session timeout */
    long long idle_at; /* when the idle timeout expires; 0: never */
    long long ends_at; /* when the session ends; 0: never */
    int idle_seconds;

    /* Few sessions use the following members, so they come last. */
    struct evidence evidence[EVIDENCE_MAX]; /* for the focused tag */
    struct link links[LINKS_MAX];
    char copied[COPY_MAX]; /* holds the text of `copy` if the résumé does not */
};

/* RESUME must outlive APP. Returns -1 without memory. */
int app_init(struct app *app, const struct resume *resume,
             const struct app_settings *settings);
void app_fini(struct app *app);

/* Create the views of APP's résumé. The caller frees those that APP has.
 * Returns -1 without memory. */
int app_init_views(struct app *app);

/* Lay out all of RESUMES once, before sessions are forked: counting the
 * passages for each skill takes 20 % of a renderer's time. */
void app_prepare(struct resumes *resumes);

/* Show EDITION instead of the current one, or the list of people if it is NULL.
 * In another language of the same person the position is kept as far as
 * possible. Returns false, with nothing changed, if it cannot be shown. */
bool app_show_edition(struct app *app, const struct published_edition *edition);

/* Write the folder of the shown edition's files, as scp finds it: "fr/", or ""
 * if they are where the visitor's own choice of language leads. */
void app_remote_folder(const struct app *app, char *folder, size_t size);

/* Set the size of the window. */
void app_resize(struct app *app, int columns, int rows);

/* Advance the time to NOW. Returns whether that changed the screen. */
bool app_tick(struct app *app, long long now);

/* Returns when app_tick() must be called next, or -1 if no timer runs. */
long long app_next_tick(const struct app *app);

/* Show WORD in the footer for STATUS_LINE_MS milliseconds. */
void app_set_status(struct app *app, enum word word);

/* Show WORD in the footer until the next key. */
void app_keep_status(struct app *app, enum word word);

/* Restart the idle timer after a key or a click. */
void app_note_activity(struct app *app);

void app_act(struct app *app, enum action action, int argument);

/* Whether the screen shows the list of people, and nobody's résumé. */
bool app_lists_people(const struct app *app);

/* Whether files are published, but no PDF among them. */
bool app_lacks_pdf(const struct app *app);

/* Open the page of contact and files; for the list of people, which has none,
 * set the status line instead. The second function opens it as the last page,
 * which shows that the visitor reached the end of the résumé. */
void app_open_contact(struct app *app);
void app_open_contact_at_end(struct app *app);

/* Whether the page of contact and files is open as the last page. */
bool app_is_at_end(const struct app *app);

/* Add a typed character, or as much of the pasted TEXT as fits, to the search
 * line while app->search.typing is set. app_search() then runs the search. */
void app_type(struct app *app, char32_t c);
void app_paste(struct app *app, const char *text);

/* Run the search if the query has changed. Call it before each frame. */
void app_search(struct app *app);

/* Returns what the search and the evidence look through. */
struct search_scope app_scope(const struct app *app);

/* Use another theme or character set, detected after the first frame, unless
 * the visitor has chosen one. */
void app_set_theme(struct app *app, const struct theme *theme);
void app_set_charset(struct app *app, enum charset charset);

/* Returns the view that is page NUMBER; likewise, the page that view NUMBER
 * is. They are the same but for a letter, which comes before the Overview. */
size_t app_page(const struct app *app, size_t number);

/* Returns the view on the screen. */
struct view *app_view(struct app *app);

/* For actions: lay out the current view; scroll to the focus, or to the current
 * match of a search. */
void app_lay_out(struct app *app);
void app_show_focus(struct app *app);

/* Free the laid-out texts until the next app_lay_out(). */
void app_release_buffers(struct app *app);
