/* A whole session without a terminal: bytes become keys, keys change the app,
 * and the app is drawn. The bytes F8 to FB, which UTF-8 never has, stand for
 * other events: a frame, a new size of the window (in two bytes), the passing
 * of time, and a pause that ends a lone ESC. */

#include "fuzz.h"

#include <locale.h>
#include <stdlib.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "check.h"
#include "resume/resume_load.h"
#include "screen/screen.h"
#include "sshd/base/error.h"
#include "terminal/input.h"

#define FRAME   0xf8
#define RESIZE  0xf9
#define SECONDS 0xfa
#define PAUSE   0xfb

static struct resume *resume;

struct interactive {
    struct app app;
    struct canvas canvas;
    struct input input;
    struct pointer pointer;
};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    struct error error;

    (void)argc;
    (void)argv;
    assert(setlocale(LC_ALL, "C.UTF-8") != NULL);
    resume = resume_load(RESUME_FILE, NULL, &error);
    assert(resume != NULL);
    return 0;
}

static void
check_app(struct app *app)
{
    const struct view *view = app_view(app);

    assert(view != NULL && app->current < app->view_count);
    assert(view->focus >= (view->section == NULL ? FLOW_NO_ITEM : 0));
    assert(view->item_count == 0 || view->focus < view->item_count);
    assert(view->scroll >= 0);
    assert(app->search.count == 0 || app->search.current < app->search.count);
}

static void
resize(struct interactive *interactive, int columns, int rows)
{
    assert(canvas_resize(&interactive->canvas, columns, rows) == 0);
    app_resize(&interactive->app, interactive->canvas.columns,
               interactive->canvas.rows);
}

static void
draw(struct interactive *interactive)
{
    app_search(&interactive->app);
    check_app(&interactive->app);
    screen_draw(&interactive->app, &interactive->canvas);
    check_canvas(&interactive->canvas);
}

static void
type(struct interactive *interactive, unsigned char byte)
{
    struct key_event event;

    if (input_byte(&interactive->input, byte, &event))
        dispatch(&interactive->app, &interactive->pointer, &interactive->canvas,
                 &event);
    check_app(&interactive->app);
}

static void
pause_typing(struct interactive *interactive)
{
    struct key_event event;

    interactive->input.now += INPUT_SEQUENCE_MS;
    if (input_expire(&interactive->input, &event))
        dispatch(&interactive->app, &interactive->pointer, &interactive->canvas,
                 &event);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct app_settings settings = {
        .theme = theme_find("neutral"),
        .today = {2026, 1, 31},
        .idle_seconds = 600,
    };
    struct interactive interactive = {0};

    assert(app_init(&interactive.app, resume, &settings) == 0);
    resize(&interactive, 80, 24);
    draw(&interactive);
    for (size_t i = 0; i < size && !interactive.app.done; i++) {
        if (data[i] == RESIZE && i + 2 < size) {
            resize(&interactive, data[i + 1], data[i + 2]);
            i += 2;
        } else if (data[i] == SECONDS) {
            app_tick(&interactive.app, interactive.app.now + 1000);
        } else if (data[i] == FRAME) {
            draw(&interactive);
        } else if (data[i] == PAUSE) {
            pause_typing(&interactive);
        } else {
            type(&interactive, data[i]);
        }
    }
    draw(&interactive);
    app_fini(&interactive.app);
    canvas_fini(&interactive.canvas);
    return 0;
}
