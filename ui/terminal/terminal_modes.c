#include "terminal/terminal_modes.h"

#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "terminal/canvas.h"
#include "terminal/output.h"

#define COLUMNS_DEFAULT 80
#define ROWS_DEFAULT    24

/* Private modes: 2004 brackets pastes, 1004 reports the focus, 2031 reports a
 * change between dark and light, 1000 and 1006 report clicks. MODES_OFF undoes
 * all of them, which is harmless if they were not set. */
#define MODES_ON   "\033[?2004h\033[?1004h"
#define SCHEME_ON  "\033[?2031h"
#define MOUSE_ON   "\033[?1000h\033[?1006h"
#define MOUSE_OFF  "\033[?1006l\033[?1000l"
#define MODES_OFF  "\033[?1006l\033[?1004l\033[?1000l\033[?2004l\033[?2031l"
#define SCREEN_OFF "\033[0m\033[?25h\033[?1049l\r\n"

static struct {
    bool raw, modern, mouse;
    struct termios before; /* set if raw */
} modes;

void
terminal_modes_size(int *columns, int *rows)
{
    struct winsize size = {0};

    ioctl(STDOUT_FILENO, TIOCGWINSZ, &size);
    *columns = clamp_size(size.ws_col, COLUMNS_DEFAULT, CANVAS_COLUMNS_MAX);
    *rows = clamp_size(size.ws_row, ROWS_DEFAULT, CANVAS_ROWS_MAX);
}

int
terminal_modes_raw(void)
{
    struct termios raw;

    if (tcgetattr(STDIN_FILENO, &modes.before) < 0)
        return -1;
    raw = modes.before;
    cfmakeraw(&raw);
    modes.raw = tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0;
    return modes.raw ? 0 : -1;
}

/* A crash must not leave the visitor's terminal raw and on the wrong
 * screen. Only functions that signal-safety(7) allows. */
static void
modes_crash(int signal)
{
    output_write_unbuffered(MODES_OFF SCREEN_OFF);
    tcsetattr(STDIN_FILENO, TCSANOW, &modes.before);
    raise(signal); /* SA_RESETHAND: the default now */
}

static void
modes_catch_crashes(void)
{
    static const int signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction action = {.sa_handler = modes_crash,
                               .sa_flags = (int)SA_RESETHAND | SA_NODEFER};

    for (size_t i = 0; i < COUNT(signals); i++)
        sigaction(signals[i], &action, NULL);
}

void
terminal_modes_set(bool modern)
{
    modes_catch_crashes();
    modes.modern = modern;
    output_put(MODES_ON);
    if (modern)
        output_put(SCHEME_ON);
}

void
terminal_modes_set_mouse(bool on)
{
    if (!modes.modern || on == modes.mouse)
        return;
    modes.mouse = on;
    output_put(on ? MOUSE_ON : MOUSE_OFF);
}

void
terminal_modes_reset(void)
{
    output_put(MODES_OFF);
}

void
terminal_modes_restore(void)
{
    if (modes.raw)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &modes.before);
    modes.raw = false;
}
