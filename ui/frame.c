#include "frame.h"

#include <stddef.h>

#include "app/app.h"
#include "screen/screen.h"
#include "sshd/base/memory.h"
#include "terminal/osc.h"
#include "terminal/terminal.h"
#include "terminal/terminal_modes.h"

/* Bytes that a cell takes: in the canvas, and in two screens of ncurses. */
#define CELL_BYTES (sizeof(struct cell) + 2 * (size_t)28)

/* Allocate a canvas of that size, and pages for what ncurses will allocate. */
static int
frame_allocate(struct frame *frame, int columns, int rows)
{
    memory_populate_end((size_t)columns * (size_t)rows * CELL_BYTES);
    return canvas_resize(&frame->canvas, columns, rows);
}

/* Draw the screen into the canvas, allocated again if it was released. */
static int
frame_fill(struct frame *frame, struct app *app)
{
    const struct canvas *canvas = &frame->canvas;

    if (canvas->cells == NULL &&
        frame_allocate(frame, canvas->columns, canvas->rows) < 0)
        return -1;
    app_search(app);
    screen_draw(app, &frame->canvas);
    return 0;
}

int
frame_draw(struct frame *frame, struct app *app)
{
    int columns, rows;

    if (frame->resized) {
        terminal_modes_size(&columns, &rows);
        if (frame_allocate(frame, columns, rows) < 0)
            return -1;
        app_resize(app, columns, rows);
        frame->resized = false;
    }
    return frame_fill(frame, app);
}

void
frame_send(const struct frame *frame, struct app *app)
{
    terminal_modes_set_mouse(app->mouse);
    if (app->copy != NULL)
        osc_copy(app->copy);
    app->copy = NULL;
    terminal_show(&frame->canvas, app->theme, app->redraw);
    app->redraw = false;
}

void
frame_release(struct frame *frame, struct app *app)
{
    app_release_buffers(app);
    canvas_release_buffers(&frame->canvas);
    terminal_release_buffers();
    memory_trim();
    frame->released = true;
}

void
frame_restore(struct frame *frame, struct app *app)
{
    frame->released = false;
    app_lay_out(app);
    if (frame_fill(frame, app) == 0)
        terminal_restore_buffers(&frame->canvas, app->theme);
}

void
frame_fini(struct frame *frame)
{
    canvas_fini(&frame->canvas);
}
