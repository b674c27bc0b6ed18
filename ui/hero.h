#pragma once

/*
 * The large header: the name in block letters, the headline and what the
 * person says of themselves; at the right how to reach them.
 */

#include "canvas.h"
#include "date.h"
#include "frame.h"
#include "resume.h"

/* How many rows it takes in FRAME, whose columns are set. */
int hero_rows(const struct resume *resume, struct date today,
              const struct frame *frame);

void hero_draw(const struct resume *resume, struct date today,
               const struct frame *frame, struct canvas *canvas);
