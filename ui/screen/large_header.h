#pragma once

/*
 * The large header: the name in block letters, the headline and what the
 * person says of themselves; at the right how to reach them.
 */

#include "terminal/canvas.h"
#include "language/date.h"
#include "app/layout.h"
#include "resume/resume.h"

/* How many rows it takes in FRAME, whose columns are set. */
int large_header_rows(const struct resume *resume, struct date today,
                      const struct layout *layout);

void large_header_draw(const struct resume *resume, struct date today,
                       const struct layout *layout, struct canvas *canvas);
