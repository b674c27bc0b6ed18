#pragma once

/*
 * The top of the screen: who this is. Large on the first page, one line
 * elsewhere.
 */

#include "terminal/canvas.h"
#include "language/date.h"
#include "app/layout.h"
#include "resume/resume.h"

/* The header that suits FRAME (whose columns are set), large if HERO. */
enum layout_header header_choose(const struct layout *layout,
                                 bool large_header);

/* How many rows that header takes there. */
int header_rows(const struct resume *resume, struct date today,
                const struct layout *layout, enum layout_header header);

void header_draw(const struct resume *resume, struct date today,
                 const struct layout *layout, struct canvas *canvas);
