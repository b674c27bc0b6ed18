#include "interactive.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "client_env.h"
#include "frame.h"
#include "goodbye.h"
#include "sshd/base/clock.h"
#include "start.h"
#include "terminal/flood.h"
#include "terminal/input.h"
#include "terminal/output.h"
#include "terminal/probe.h"
#include "terminal/terminal.h"
#include "terminal/terminal_entry.h"
#include "terminal/terminal_modes.h"
#include "visit.h"

/* Release the buffers after this time without a key: the visitor is reading. */
#define RELEASE_AFTER_MS 500

/* How long input is read before the next frame. */
#define FRAME_MS 20

#define CTRL_C 0x03

/* Not inlined, so that the function's stack frame is freed before memory_trim()
 * runs. */
#define NOINLINE __attribute__((noinline))

struct interactive {
    struct input input;
    const char *name;   /* the terminfo entry */
    struct probe probe; /* what the terminal has answered so far */
    struct pointer pointer;
    int signals;     /* signalfd: window size, termination */
    bool terminated; /* SIGTERM was received */
    bool hung_up;    /* the terminal is closed: draw nothing */
    struct flood flood;
    struct frame frame;
    struct app app;
};

/* Returns a signalfd, or -1. SIGHUP keeps its default action, because the
 * terminal is closed then. */
static int
interactive_open_signals(void)
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
    signal(SIGUSR1, SIG_DFL); /* main() ignored it until now */
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static void
interactive_read_signals(struct interactive *interactive)
{
    struct signalfd_siginfo info;

    while (read(interactive->signals, &info, sizeof(info)) == sizeof(info)) {
        if (info.ssi_signo == SIGWINCH)
            interactive->frame.resized = true;
        else if (info.ssi_signo == SIGTERM)
            interactive->terminated = true;
        else if (info.ssi_signo == SIGUSR1)
            app_keep_status(&interactive->app, WORD_UPDATED);
    }
}

/* Choose the theme by the terminal's colours, then by its background, then by
 * the résumé's preference. */
static const struct theme *
interactive_choose_theme(const struct resume *resume, const char *name,
                         enum probe_background background)
{
    const struct theme *theme = theme_find(resume->theme);

    if (client_env_no_colour())
        return theme_find("mono");
    if (terminal_colours() < 256)
        return theme_find(terminal_is_console(name) ? "console" : "mono");
    if (background == PROBE_UNKNOWN)
        return theme != NULL && theme->colours != 8 ? theme
                                                    : theme_find("neutral");
    return theme_find(background == PROBE_LIGHT ? "light" : "dark");
}

static enum charset
interactive_choose_charset(enum probe_text text)
{
    return text == PROBE_EIGHT_BIT ? CHARSET_ASCII
           : text == PROBE_WIDE    ? CHARSET_NARROW
                                   : CHARSET_UNICODE;
}

/* Apply the terminal's answers, which may arrive after the first frame. */
static void
interactive_apply_answers(struct interactive *interactive)
{
    struct app *app = &interactive->app;

    app_set_theme(app, interactive_choose_theme(app->resume, interactive->name,
                                                interactive->probe.background));
    app_set_charset(app, interactive_choose_charset(interactive->probe.text));
}

/* Ask for the background again when the window gets the focus, because its
 * colours may have changed; only a terminal that answered the first time is
 * asked. */
static void
interactive_ask_background(struct interactive *interactive)
{
    if (interactive->probe.background == PROBE_UNKNOWN ||
        interactive->app.theme_chosen)
        return;
    output_put(PROBE_BACKGROUND_QUESTION);
    input_expect_answer(&interactive->input);
}

static void
interactive_handle(struct interactive *interactive,
                   const struct key_event *event)
{
    if (probe_take(&interactive->probe, event)) {
        if (interactive->probe.done && event->key != KEY_CURSOR)
            input_answered(&interactive->input);
        interactive_apply_answers(interactive);
        return;
    }
    if (event->key == KEY_FOCUS_IN)
        interactive_ask_background(interactive);
    dispatch(&interactive->app, &interactive->pointer,
             &interactive->frame.canvas, event);
}

/* Whether EVENT is handled during a flood. */
static bool
interactive_is_urgent(const struct key_event *event)
{
    return event->key == KEY_CHAR && event->character == CTRL_C;
}

/* Read and handle available bytes once. Returns whether to continue. */
static bool
interactive_read(struct interactive *interactive)
{
    unsigned char bytes[4096];
    struct key_event event;
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));
    long long now;

    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return false;
    if (count <= 0) {
        interactive->hung_up = true;
        return false;
    }
    now = (long long)clock_now();
    input_set_time(&interactive->input, now);
    flood_add(&interactive->flood, (size_t)count, now);
    for (ssize_t i = 0; i < count && !interactive->app.done; i++)
        if (input_byte(&interactive->input, bytes[i], &event) &&
            (interactive_is_urgent(&event) ||
             !flood_is_dropping(&interactive->flood, (long long)clock_now())))
            interactive_handle(interactive, &event);
    return !interactive->app.done;
}

/* Read and handle all available input, for one frame. */
static NOINLINE void
interactive_read_all(struct interactive *interactive)
{
    struct pollfd source = {.fd = STDIN_FILENO, .events = POLLIN};
    long long now = (long long)clock_now();

    while (interactive_read(interactive) &&
           (long long)clock_now() - now < FRAME_MS && poll(&source, 1, 0) > 0 &&
           (source.revents & POLLIN))
        continue;
}

static NOINLINE int
interactive_show(struct interactive *interactive)
{
    struct app *app = &interactive->app;

    if (frame_draw(&interactive->frame, app) < 0)
        return -1;
    visit_report_screen(app);
    frame_send(&interactive->frame, app);
    return 0;
}

/* Returns the timeout for poll() in ms; -1 if no timer runs. */
static int
interactive_sleep_time(const struct interactive *interactive)
{
    long long next = app_next_tick(&interactive->app);
    long long deadline = input_deadline(&interactive->input);
    long long left;

    if (deadline >= 0 && (next < 0 || deadline < next))
        next = deadline;
    left = next - (long long)clock_now();
    if (!interactive->frame.released && (next < 0 || left > RELEASE_AFTER_MS))
        return RELEASE_AFTER_MS;
    if (next < 0)
        return -1;
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

/* Whether a write to the terminal would not block. A frame of a timer is
 * skipped if it would. */
static bool
interactive_output_is_free(void)
{
    struct pollfd out = {.fd = STDOUT_FILENO, .events = POLLOUT};

    return poll(&out, 1, 0) > 0 && (out.revents & POLLOUT);
}

/* Wait for a key, a signal or a timer. All available input is handled before
 * the next frame, so that many keys cost one frame. Returns whether the screen
 * must be drawn. */
static bool
interactive_wait(struct interactive *interactive)
{
    struct pollfd sources[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = interactive->signals, .events = POLLIN},
    };
    struct key_event event;
    bool changed, expired;
    int ready;

    flood_wait(&interactive->flood, (long long)clock_now());
    ready = poll(sources, 2, interactive_sleep_time(interactive));
    if (interactive->frame.released)
        frame_restore(&interactive->frame, &interactive->app);
    changed = app_tick(&interactive->app, (long long)clock_now());
    input_set_time(&interactive->input, interactive->app.now);
    expired = ready == 0 && input_expire(&interactive->input, &event);
    if (expired)
        interactive_handle(interactive, &event);
    if (ready == 0 && !expired && !changed)
        frame_release(&interactive->frame, &interactive->app);
    if (ready <= 0)
        return expired || (changed && interactive_output_is_free());
    if (sources[1].revents != 0)
        interactive_read_signals(interactive);
    if (sources[0].revents & POLLIN)
        interactive_read_all(interactive);
    else if (sources[0].revents != 0)
        interactive->hung_up = true;
    return true;
}

/* Set the size of the window and open at PLACE, whose scroll position depends
 * on that size. */
static void
interactive_start_at_place(struct interactive *interactive, const char *place)
{
    int columns, rows;

    terminal_modes_size(&columns, &rows);
    app_resize(&interactive->app, columns, rows);
    start_at(&interactive->app, place);
}

/* Ask the terminal what it is. Its answer may come before input_answered(). */
static void
interactive_ask(struct interactive *interactive)
{
    const char *command = getenv("SSH_ORIGINAL_COMMAND");

    input_set_time(&interactive->input, (long long)clock_now());
    input_expect_answer(&interactive->input);
    if (command != NULL && start_is_script(command))
        input_expect_data(&interactive->input);
    probe_ask(&interactive->probe, STDOUT_FILENO,
              terminal_is_modern(interactive->name));
}

/* Add to SETTINGS what depends on the terminal and on the environment. */
static void
interactive_complete_settings(const struct interactive *interactive,
                              const struct resume *resume,
                              struct app_settings *settings)
{
    const struct probe *probe = &interactive->probe;

    settings->today = date_today();
    settings->theme =
        interactive_choose_theme(resume, interactive->name, probe->background);
    settings->charset = interactive_choose_charset(probe->text);
    settings->still = client_env_still();
    settings->idle_seconds = client_env_idle_seconds();
    if (client_env_session_seconds() > 0)
        settings->ends_at =
            (long long)clock_now() + client_env_session_seconds() * 1000LL;
}

/* Handle the keys that came before the first frame. */
static int
interactive_handle_early(struct interactive *interactive,
                         const struct early_keys *early)
{
    for (size_t i = 0; i < early->count; i++)
        dispatch(&interactive->app, &interactive->pointer,
                 &interactive->frame.canvas, &early->events[i]);
    return early->count > 0 ? interactive_show(interactive) : 0;
}

static NOINLINE int
interactive_start(struct interactive *interactive, struct resumes *resumes,
                  const struct source *source, const struct people *people,
                  const char *place)
{
    const struct resume *resume =
        source->edition != NULL ? resumes_show(resumes, source->edition, NULL)
                                : &people->resume;
    struct source_files files;
    struct app_settings settings = {
        .files = &files,
        .resumes = resumes,
        .edition = source->edition,
        .people = people,
    };
    struct early_keys early;
    int opened;

    if (terminal_modes_raw() < 0)
        return -1;
    interactive_ask(interactive);
    /* Prepare as much as possible while the answer is on its way. */
    source_list(source, &files);
    opened = terminal_open(interactive->name, resume->name); /* draws nothing */
    probe_listen(&interactive->probe, &interactive->input, STDIN_FILENO,
                 client_env_probe_ms(), &early);
    if (interactive->probe.done)
        input_answered(&interactive->input);
    if (opened < 0)
        return -1;
    interactive_complete_settings(interactive, resume, &settings);
    if (app_init(&interactive->app, resume, &settings) < 0)
        return -1;
    app_tick(&interactive->app, (long long)clock_now());
    app_note_activity(&interactive->app);
    if (source->edition == NULL)
        app_set_status(&interactive->app, WORD_OPEN_PERSON);
    if (place != NULL)
        interactive_start_at_place(interactive, place);
    if (interactive_show(interactive) < 0)
        return -1;
    return interactive_handle_early(interactive, &early);
}

/* Returns the reason at the top of the goodbye card, or NULL if the visitor
 * quit. */
static const char *
interactive_reason_of_end(const struct interactive *interactive)
{
    const struct language *language = interactive->app.language;

    if (interactive->terminated)
        return language_word(language, WORD_SERVER_CLOSED);
    if (interactive->app.expired)
        return language_word(language, WORD_LENGTH_CLOSED);
    return interactive->app.idle ? language_word(language, WORD_IDLE_CLOSED)
                                 : NULL;
}

int
interactive_run(struct resumes *resumes, const struct source *source,
                const struct people *people, const char *name,
                const char *place)
{
    /* Static, so that unused pages stay unallocated; aligned so that it takes
     * the fewest. */
    static _Alignas(4096) struct interactive interactive;
    struct source_files files;
    char folder[24];
    struct goodbye goodbye = {.folder = folder, .files = &files};
    int status = -1;

    setvbuf(stdout, NULL, _IOFBF,
            BUFSIZ); /* write the goodbye card in one piece */
    interactive.frame.resized = true;
    interactive.name = name;
    interactive.signals = interactive_open_signals();
    if (interactive.signals < 0)
        return -1;
    if (interactive_start(&interactive, resumes, source, people, place) < 0)
        goto done;
    status = 0;
    while (!interactive.app.done && !interactive.terminated &&
           !interactive.hung_up && status == 0)
        if (interactive_wait(&interactive))
            status = interactive_show(&interactive);
    goodbye.reason = interactive_reason_of_end(&interactive);
    goodbye.today = interactive.app.today;
    goodbye.charset = interactive.app.charset;
    goodbye.theme = interactive.app.theme;
    goodbye.columns = interactive.frame.canvas.columns;
    goodbye.rows = interactive.frame.canvas.rows;
    goodbye.resume = interactive.app.resume;
    app_remote_folder(&interactive.app, folder, sizeof(folder));
    files = interactive.app.files;
done:
    app_fini(&interactive.app);
    frame_fini(&interactive.frame);
    terminal_close();
    close(interactive.signals);
    if (status == 0 && !interactive.hung_up)
        goodbye_print(&goodbye, stdout);
    return status;
}
