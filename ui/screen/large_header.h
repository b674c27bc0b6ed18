#pragma once

/*
 * The large header: the name in block letters, the headline and the summary,
 * and at the right the contacts.
 */

#include "app/layout.h"
#include "language/date.h"
#include "resume/resume.h"
#include "terminal/canvas.h"

/* Returns the rows that it needs in LAYOUT, whose columns are set. */
int large_header_rows(const struct resume *resume, struct date today,
                      const struct layout *layout);

void large_header_draw(const struct resume *resume, struct date today,
                       const struct layout *layout, struct canvas *canvas);
