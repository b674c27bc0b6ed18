#include "visit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "app.h"
#include "goodbye.h"
#include "input.h"
#include "keymap.h"
#include "probe.h"
#include "screen.h"
#include "terminal.h"

#define WHEEL_LINES 3

struct visit {
    struct app app;
    struct canvas canvas;
    struct input input;
    int signals; /* signalfd: window size, termination */
    bool resized;
    bool hung_up; /* nobody is there any more: draw nothing */
};

/* SIGHUP stays at its default: the terminal is gone then. */
static int
open_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGWINCH);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTSTP);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
take_signals(struct visit *visit)
{
    struct signalfd_siginfo info;

    while (read(visit->signals, &info, sizeof(info)) == sizeof(info)) {
        if (info.ssi_signo == SIGWINCH)
            visit->resized = true;
        else if (info.ssi_signo != SIGTSTP)
            visit->app.done = true;
    }
}

static void
take_mouse(struct visit *visit, const struct key_event *event)
{
    const struct spot *spot;

    if (event->mouse.release)
        return;
    spot = canvas_spot(&visit->canvas, event->mouse.row, event->mouse.column);
    if (event->mouse.button == MOUSE_WHEEL_UP ||
        event->mouse.button == MOUSE_WHEEL_DOWN)
        for (int i = 0; i < WHEEL_LINES; i++)
            app_act(&visit->app,
                    event->mouse.button == MOUSE_WHEEL_UP ? ACTION_LINE_UP
                                                          : ACTION_LINE_DOWN,
                    0);
    else if (event->mouse.button == MOUSE_LEFT && spot != NULL)
        app_act(&visit->app, (enum action)spot->action, spot->argument);
}

static void
take_key(struct visit *visit, const struct key_event *event)
{
    struct app *app = &visit->app;
    enum key_mode mode = app->search.typing ? MODE_TYPING : MODE_BROWSE;
    const struct binding *binding = keymap_find(mode, event);

    if (event->key == KEY_MOUSE)
        take_mouse(visit, event);
    else if (event->key >= KEY_FOCUS_IN)
        return;
    else if (binding != NULL)
        app_act(app, binding->action, binding->argument);
    else if (app->help)
        app_act(app, ACTION_BACK, 0);
    else if (mode == MODE_TYPING && event->key == KEY_CHAR)
        app_type(app, event->character);
}

static void
take_input(struct visit *visit)
{
    unsigned char bytes[1024];
    struct key_event event;
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));

    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count <= 0) {
        visit->hung_up = true;
        return;
    }
    for (ssize_t i = 0; i < count && !visit->app.done; i++)
        if (input_byte(&visit->input, bytes[i], &event))
            take_key(visit, &event);
}

static int
show(struct visit *visit)
{
    struct app *app = &visit->app;
    int columns, rows;

    if (visit->resized) {
        terminal_size(&columns, &rows);
        if (canvas_resize(&visit->canvas, columns, rows) < 0)
            return -1;
        app_resize(app, columns, rows);
        visit->resized = false;
    }
    screen_draw(app, &visit->canvas);
    terminal_show(&visit->canvas, app->theme, app->redraw);
    app->redraw = false;
    return 0;
}

/* Wait for a key, a signal or the end. Everything that is there is taken
 * before the next frame, so that a storm of keys costs one frame. */
static void
wait_for_something(struct visit *visit)
{
    struct pollfd sources[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = visit->signals, .events = POLLIN},
    };
    bool waiting = input_is_waiting(&visit->input);
    int ready = poll(sources, 2, waiting ? INPUT_ESCAPE_MS : -1);
    struct key_event event;

    if (ready == 0 && input_timeout(&visit->input, &event))
        take_key(visit, &event);
    if (ready <= 0)
        return;
    if (sources[1].revents != 0)
        take_signals(visit);
    if (sources[0].revents & POLLIN)
        take_input(visit);
    else if (sources[0].revents != 0)
        visit->hung_up = true;
}

/* What the visitor's terminal allows comes first, then what is known of its
 * background, then what the résumé asks for. */
static const struct theme *
choose_theme(const struct resume *resume, enum probe_background background)
{
    const char *no_color = getenv("NO_COLOR");
    const struct theme *theme = theme_find(resume->theme);

    if ((no_color != NULL && *no_color != '\0') || !terminal_has_palette())
        return theme_find("mono");
    if (background == PROBE_UNKNOWN)
        return theme != NULL ? theme : theme_find("neutral");
    return theme_find(background == PROBE_LIGHT ? "light" : "dark");
}

static enum charset
choose_charset(enum probe_text text)
{
    return text == PROBE_EIGHT_BIT ? CHARSET_ASCII
           : text == PROBE_WIDE    ? CHARSET_NARROW
                                   : CHARSET_UNICODE;
}

static int
start(struct visit *visit, const struct resume *resume, const char *name)
{
    struct probe probe;

    if (terminal_raw() < 0)
        return -1;
    probe_run(&probe, &visit->input, STDIN_FILENO, STDOUT_FILENO,
              probe_may_ask_background(name));
    if (terminal_open(name, resume->name) < 0)
        return -1;
    if (app_init(&visit->app, resume, choose_theme(resume, probe.background),
                 choose_charset(probe.text), date_today()) < 0)
        return -1;
    if (show(visit) < 0)
        return -1;
    for (size_t i = 0; i < probe.early_count; i++)
        take_key(visit, &probe.early[i]);
    return 0;
}

int
visit_run(const struct resume *resume, const char *name)
{
    struct visit visit = {.resized = true};
    int status = -1;

    visit.signals = open_signals();
    if (visit.signals < 0)
        return -1;
    if (start(&visit, resume, name) < 0)
        goto done;
    status = 0;
    while (!visit.app.done && !visit.hung_up && status == 0) {
        status = show(&visit);
        if (status == 0)
            wait_for_something(&visit);
    }
done:
    app_fini(&visit.app);
    canvas_fini(&visit.canvas);
    terminal_close();
    close(visit.signals);
    if (status == 0 && !visit.hung_up)
        goodbye_print(resume, NULL, stdout);
    return status;
}
