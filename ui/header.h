#pragma once

/*
 * The top of the screen: who this is. Large on the first page, one line
 * elsewhere.
 */

#include "canvas.h"
#include "date.h"
#include "frame.h"
#include "resume.h"

/* The header that suits FRAME (whose columns are set), large if HERO. */
enum frame_header header_choose(const struct frame *frame, bool hero);

/* How many rows that header takes there. */
int header_rows(const struct resume *resume, struct date today,
                const struct frame *frame, enum frame_header header);

void header_draw(const struct resume *resume, struct date today,
                 const struct frame *frame, struct canvas *canvas);
