#include "terminal/probe.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "sshd/base/clock.h"

/* ñ is one column wide in every UTF-8 terminal and two in one that shows bytes;
 * é is wide if characters of ambiguous width are. */
#define LETTERS "\0337\r\303\261\033[6n\r\303\251\033[6n\r\033[K"
#define ENOUGH  "\033[c\0338"

/* Perceived brightness of a colour, 0-255 (ITU-R BT.601). */
#define BRIGHT_FROM 128

/* CSI ? 997 */
#define SCHEME_DARK  1
#define SCHEME_LIGHT 2

const char *
probe_question(bool background)
{
    return background ? LETTERS PROBE_BACKGROUND_QUESTION ENOUGH
                      : LETTERS ENOUGH;
}

static void
probe_conclude(struct probe *probe)
{
    if (probe->answers < 2)
        return;
    if (probe->columns[0] == 2)
        probe->text = PROBE_EIGHT_BIT;
    else if (probe->columns[1] == 2)
        probe->text = PROBE_WIDE;
}

bool
probe_take(struct probe *probe, const struct key_event *event)
{
    const int *rgb = event->parameters;

    switch (event->key) {
    case KEY_CURSOR:
        if (probe->answers < 2)
            probe->columns[probe->answers++] = event->parameters[1] - 1;
        return true;
    case KEY_BACKGROUND:
        probe->background =
            (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000 >= BRIGHT_FROM
                ? PROBE_LIGHT
                : PROBE_DARK;
        return true;
    case KEY_SCHEME:
        if (event->parameters[0] == SCHEME_DARK)
            probe->background = PROBE_DARK;
        else if (event->parameters[0] == SCHEME_LIGHT)
            probe->background = PROBE_LIGHT;
        return true;
    case KEY_ATTRIBUTES:
        if (!probe->done)
            probe_conclude(probe);
        probe->done = true;
        return true;
    default:
        return false;
    }
}

static int
probe_time_left(const struct probe *probe, int timeout)
{
    long long passed = (long long)clock_now() - probe->asked_at;

    return passed >= timeout ? 0 : (int)(timeout - passed);
}

void
probe_ask(struct probe *probe, int out, bool background)
{
    const char *question = probe_question(background);

    *probe = (struct probe){0};
    probe->asked_at = (long long)clock_now();
    if (write(out, question, strlen(question)) < 0)
        probe->done = true;
}

void
probe_listen(struct probe *probe, struct input *input, int in, int timeout,
             struct early_keys *early)
{
    struct pollfd source = {.fd = in, .events = POLLIN};

    early->count = 0;
    while (!probe->done &&
           poll(&source, 1, probe_time_left(probe, timeout)) > 0) {
        unsigned char bytes[256];
        struct key_event event;
        ssize_t count = read(in, bytes, sizeof(bytes));

        if (count <= 0)
            return;
        input_set_time(input, (long long)clock_now());
        for (ssize_t i = 0; i < count; i++)
            if (input_byte(input, bytes[i], &event) &&
                !probe_take(probe, &event) && early->count < PROBE_EARLY_MAX)
                early->events[early->count++] = event;
    }
}
