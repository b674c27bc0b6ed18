#pragma once

/*
 * The header at the top of the screen with the person's name: large on the
 * Overview, one row on other pages.
 */

#include "app/layout.h"
#include "language/date.h"
#include "resume/resume.h"
#include "terminal/canvas.h"

/* Returns the header that fits LAYOUT, whose columns are set. */
enum layout_header header_choose(const struct resume *resume, struct date today,
                                 const struct layout *layout);

/* Returns the rows that HEADER needs there. */
int header_rows(const struct resume *resume, struct date today,
                const struct layout *layout, enum layout_header header);

void header_draw(const struct resume *resume, struct date today,
                 const struct layout *layout, struct canvas *canvas);
