#include "visit.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

#include "app.h"
#include "dispatch.h"
#include "goodbye.h"
#include "hints.h"
#include "input.h"
#include "memory.h"
#include "osc.h"
#include "probe.h"
#include "screen.h"
#include "terminal.h"
#include "terminal_entry.h"

/* Without a key for so long a visitor reads. */
#define SETTLED_MS 500

/* A function that has a frame of its own on the stack, whatever the compiler
 * would like: what it took is below memory_slim()'s when it has returned. */
#define APART __attribute__((noinline))

struct visit {
    struct input input;
    struct pointer pointer;
    int signals;  /* signalfd: window size, termination */
    bool settled; /* what only drawing needs was given back */
    bool resized;
    bool terminated; /* whoever runs us asks to end it */
    bool hung_up;    /* nobody is there any more: draw nothing */
    struct canvas canvas;
    struct app app;
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
    sigaddset(&set, SIGUSR1);
    if (sigprocmask(SIG_BLOCK, &set, NULL) < 0)
        return -1;
    signal(SIGUSR1, SIG_DFL); /* main() ignores it: it was too early */
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
take_signals(struct visit *visit)
{
    struct signalfd_siginfo info;

    while (read(visit->signals, &info, sizeof(info)) == sizeof(info)) {
        if (info.ssi_signo == SIGWINCH)
            visit->resized = true;
        else if (info.ssi_signo == SIGTERM)
            visit->terminated = true;
        else if (info.ssi_signo == SIGUSR1)
            app_announce(&visit->app, WORD_UPDATED);
    }
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
            dispatch(&visit->app, &visit->pointer, &visit->canvas, &event);
}

/* Draw what the visitor is to see, into a canvas that may have rested. */
static int
draw(struct visit *visit)
{
    if (visit->canvas.cells == NULL &&
        canvas_resize(&visit->canvas, visit->canvas.columns,
                      visit->canvas.rows) < 0)
        return -1;
    screen_draw(&visit->app, &visit->canvas);
    return 0;
}

static APART int
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
    if (draw(visit) < 0)
        return -1;
    terminal_set_mouse(app->mouse);
    if (app->copy != NULL)
        osc_copy(app->copy);
    app->copy = NULL;
    terminal_show(&visit->canvas, app->theme, app->redraw);
    app->redraw = false;
    return 0;
}

static long long
clock_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

/* How long poll() may sleep: for ever, unless something is due. */
static int
sleep_time(const struct visit *visit)
{
    long long next = app_next_tick(&visit->app);
    long long left = next - visit->app.now;

    if (input_is_waiting(&visit->input))
        return INPUT_ESCAPE_MS;
    if (!visit->settled && (next < 0 || left > SETTLED_MS))
        return SETTLED_MS;
    if (next < 0)
        return -1;
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Whether the terminal would take a frame now. A timer's frame is not worth
 * waiting for. */
static bool
output_is_free(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&out, 1, 0) > 0 && (out.revents & POLLOUT);
}

/* Give back what only drawing needs: a visitor may look at one screen for
 * minutes. */
static void
settle(struct visit *visit)
{
    app_rest(&visit->app);
    canvas_rest(&visit->canvas);
    terminal_rest();
    memory_slim();
    visit->settled = true;
}

/* Draw once more what the visitor sees, before anything changes it: what comes
 * next is compared with it. Without memory show() is going to say so. */
static void
wake(struct visit *visit)
{
    visit->settled = false;
    app_lay_out(&visit->app);
    if (draw(visit) == 0)
        terminal_wake(&visit->canvas, visit->app.theme);
}

/* Wait for a key, a signal or a due time. Everything that is there is taken
 * before the next frame, so that a storm of keys costs one frame. Returns
 * whether there is anything new to show. */
static bool
wait_for_something(struct visit *visit)
{
    struct pollfd sources[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = visit->signals, .events = POLLIN},
    };
    int ready = poll(sources, 2, sleep_time(visit));
    bool escape = ready == 0 && input_is_waiting(&visit->input);
    bool quiet = ready == 0 && !escape;
    struct key_event event;
    bool changed;

    if (visit->settled)
        wake(visit);
    changed = app_tick(&visit->app, clock_now());
    if (escape && input_timeout(&visit->input, &event))
        dispatch(&visit->app, &visit->pointer, &visit->canvas, &event);
    if (quiet && !changed)
        settle(visit);
    if (ready <= 0)
        return escape || (changed && output_is_free());
    if (sources[1].revents != 0)
        take_signals(visit);
    if (sources[0].revents & POLLIN)
        take_input(visit);
    else if (sources[0].revents != 0)
        visit->hung_up = true;
    return true;
}

/* What the visitor's terminal allows comes first, then what is known of its
 * background, then what the résumé asks for. */
static const struct theme *
choose_theme(const struct resume *resume, enum probe_background background)
{
    const struct theme *theme = theme_find(resume->theme);

    if (hints_no_colour() || !terminal_has_palette())
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

static APART int
start(struct visit *visit, const struct resume *resume,
      const struct source *source, const char *name)
{
    struct source_files files;
    struct app_settings settings = {.files = &files};
    struct probe probe;
    int opened;

    if (terminal_raw() < 0)
        return -1;
    /* Everything that can be is done while the answer is on its way. */
    probe_ask(&probe, STDOUT_FILENO, terminal_is_modern(name));
    source_list(source, &files);
    settings.today = date_today();
    opened = terminal_open(name, resume->name); /* which shows nothing yet */
    probe_listen(&probe, &visit->input, STDIN_FILENO);
    if (opened < 0)
        return -1;
    settings.theme = choose_theme(resume, probe.background);
    settings.charset = choose_charset(probe.text);
    settings.still = hints_still();
    settings.idle_seconds = hints_idle_seconds();
    if (app_init(&visit->app, resume, &settings) < 0)
        return -1;
    app_tick(&visit->app, clock_now());
    app_wake(&visit->app);
    if (show(visit) < 0)
        return -1;
    for (size_t i = 0; i < probe.early_count; i++)
        dispatch(&visit->app, &visit->pointer, &visit->canvas, &probe.early[i]);
    return probe.early_count > 0 ? show(visit) : 0;
}

/* What the farewell begins with, where it was not the visitor who left. */
static const char *
reason_of_end(const struct visit *visit)
{
    const struct language *language = visit->app.language;

    if (visit->terminated)
        return language_word(language, WORD_SERVER_CLOSED);
    return visit->app.idle ? language_word(language, WORD_IDLE_CLOSED) : NULL;
}

int
visit_run(const struct resume *resume, const struct source *source,
          const char *name)
{
    static struct visit visit; /* of its tables no page that is not used */
    struct source_files files;
    const char *reason = NULL;
    int status = -1;

    setvbuf(stdout, NULL, _IOFBF, BUFSIZ); /* the farewell in one piece */
    visit.resized = true;
    visit.signals = open_signals();
    if (visit.signals < 0)
        return -1;
    if (start(&visit, resume, source, name) < 0)
        goto done;
    status = 0;
    while (!visit.app.done && !visit.terminated && !visit.hung_up &&
           status == 0)
        if (wait_for_something(&visit))
            status = show(&visit);
    reason = reason_of_end(&visit);
    files = visit.app.files;
done:
    app_fini(&visit.app);
    canvas_fini(&visit.canvas);
    terminal_close();
    close(visit.signals);
    if (status == 0 && !visit.hung_up)
        goodbye_print(resume, &files, reason, stdout);
    return status;
}
