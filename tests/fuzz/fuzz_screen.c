/* A whole visit without a terminal: bytes become keys, keys change the app,
 * the app is drawn. The bytes F8 to FB, which UTF-8 never has, stand for what
 * else happens: a frame, a window of another size (two bytes follow), time
 * that passes, a pause that ends a lone ESC. */

#include "fuzz.h"

#include <locale.h>
#include <stdlib.h>

#include "app.h"
#include "check.h"
#include "dispatch.h"
#include "error.h"
#include "input.h"
#include "screen.h"

#define FRAME   0xf8
#define RESIZE  0xf9
#define SECONDS 0xfa
#define PAUSE   0xfb

static struct resume *resume;

struct visit {
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
    assert(view->focus >= 0);
    assert(view->item_count == 0 || view->focus < view->item_count);
    assert(view->scroll >= 0);
    assert(app->search.count == 0 || app->search.current < app->search.count);
}

static void
resize(struct visit *visit, int columns, int rows)
{
    assert(canvas_resize(&visit->canvas, columns, rows) == 0);
    app_resize(&visit->app, visit->canvas.columns, visit->canvas.rows);
}

static void
draw(struct visit *visit)
{
    check_app(&visit->app);
    screen_draw(&visit->app, &visit->canvas);
    check_canvas(&visit->canvas);
}

static void
type(struct visit *visit, unsigned char byte)
{
    struct key_event event;

    if (input_byte(&visit->input, byte, &event))
        dispatch(&visit->app, &visit->pointer, &visit->canvas, &event);
    check_app(&visit->app);
}

static void
pause_typing(struct visit *visit)
{
    struct key_event event;

    if (input_timeout(&visit->input, &event))
        dispatch(&visit->app, &visit->pointer, &visit->canvas, &event);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct app_settings settings = {
        .theme = theme_find("neutral"),
        .today = {2026, 1, 31},
        .idle_seconds = 600,
    };
    struct visit visit = {0};

    assert(app_init(&visit.app, resume, &settings) == 0);
    resize(&visit, 80, 24);
    draw(&visit);
    for (size_t i = 0; i < size && !visit.app.done; i++) {
        if (data[i] == RESIZE && i + 2 < size) {
            resize(&visit, data[i + 1], data[i + 2]);
            i += 2;
        } else if (data[i] == SECONDS) {
            app_tick(&visit.app, visit.app.now + 1000);
        } else if (data[i] == FRAME) {
            draw(&visit);
        } else if (data[i] == PAUSE) {
            pause_typing(&visit);
        } else {
            type(&visit, data[i]);
        }
    }
    draw(&visit);
    app_fini(&visit.app);
    canvas_fini(&visit.canvas);
    return 0;
}
