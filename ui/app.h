#pragma once

/*
 * The state of one visit, and how actions change it. It draws nothing (that
 * is screen.h) and knows no key (that is keymap.h).
 */

#include <stdbool.h>
#include <stddef.h>

#include "action.h"
#include "charset.h"
#include "date.h"
#include "frame.h"
#include "language.h"
#include "resume.h"
#include "search.h"
#include "theme.h"
#include "view.h"

struct app {
    const struct resume *resume;
    const struct language *language;
    const struct theme *theme;
    enum charset charset;
    struct date today;
    struct view views[SECTION_KINDS];
    size_t view_count;
    size_t current; /* the view on the screen */
    struct frame frame;
    struct search search;
    bool hero;   /* the large header is wanted on the first page */
    bool help;   /* the help page lies over everything */
    bool redraw; /* the terminal's content is not what we think */
    bool done;   /* the visitor leaves */
};

/* RESUME is borrowed for as long as the app lives. -1 without memory. */
int app_init(struct app *app, const struct resume *resume,
             const struct theme *theme, enum charset charset,
             struct date today);
void app_fini(struct app *app);

/* The window has that many COLUMNS and ROWS now. */
void app_resize(struct app *app, int columns, int rows);

void app_act(struct app *app, enum action action, int argument);

/* A character for the search prompt, while app->search.typing. */
void app_type(struct app *app, char32_t c);

/* The view on the screen, or NULL where the résumé has no section. */
struct view *app_view(struct app *app);
