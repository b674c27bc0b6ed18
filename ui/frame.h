#pragma once

/*
 * What is on the screen: the canvas that a frame is drawn into, and the buffers
 * for drawing, which are released while the same frame is shown for long.
 */

#include <stdbool.h>

#include "terminal/canvas.h"

struct app;

struct frame {
    struct canvas canvas; /* without cells if `released` */
    bool resized;         /* the window has another size than the canvas */
    bool released;        /* the buffers for drawing were freed */
};

/* Draw APP into the canvas, of the window's size if FRAME is `resized`. Returns
 * -1 if no memory is left. */
int frame_draw(struct frame *frame, struct app *app);

/* Send to the terminal what differs from the last frame, all of it if APP asks
 * for it, and what APP wants copied to the clipboard. */
void frame_send(const struct frame *frame, struct app *app);

/* Free the buffers for drawing, of APP and of the terminal, too. Before APP
 * changes, call frame_restore(), which draws the same frame again, because the
 * next is compared with it. If that finds no memory, the next frame_draw()
 * reports it. */
void frame_release(struct frame *frame, struct app *app);
void frame_restore(struct frame *frame, struct app *app);

void frame_fini(struct frame *frame);
