#pragma once

/*
 * The top of the screen: who this is. Large on the Overview, one line
 * elsewhere.
 */

#include "app/layout.h"
#include "language/date.h"
#include "resume/resume.h"
#include "terminal/canvas.h"

/* The header that suits LAYOUT, whose columns are set. */
enum layout_header header_choose(const struct resume *resume, struct date today,
                                 const struct layout *layout);

/* How many rows that header takes there. */
int header_rows(const struct resume *resume, struct date today,
                const struct layout *layout, enum layout_header header);

void header_draw(const struct resume *resume, struct date today,
                 const struct layout *layout, struct canvas *canvas);
