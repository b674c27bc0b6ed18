#include "terminal/probe.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

/* ñ is one column wide in every UTF-8 terminal and two in one that shows
 * bytes; é is wide where characters of ambiguous width are. */
#define LETTERS "\0337\r\303\261\033[6n\r\303\251\033[6n\r\033[K"
#define ENOUGH  "\033[c\0338"

/* Perceived brightness of a colour, 0-255 (ITU-R BT.601). */
#define BRIGHT_FROM 128

const char *
probe_question(bool background)
{
    return background ? LETTERS "\033]11;?\033\\" ENOUGH : LETTERS ENOUGH;
}

static void
conclude(struct probe *probe)
{
    if (probe->answers < 2)
        return;
    if (probe->columns[0] == 2)
        probe->text = PROBE_EIGHT_BIT;
    else if (probe->columns[1] == 2)
        probe->text = PROBE_WIDE;
}

void
probe_take(struct probe *probe, const struct key_event *event)
{
    const int *rgb = event->parameters;

    switch (event->key) {
    case KEY_CURSOR:
        if (probe->answers < 2)
            probe->columns[probe->answers++] = event->parameters[1] - 1;
        break;
    case KEY_BACKGROUND:
        probe->background =
            (299 * rgb[0] + 587 * rgb[1] + 114 * rgb[2]) / 1000 >= BRIGHT_FROM
                ? PROBE_LIGHT
                : PROBE_DARK;
        break;
    case KEY_ATTRIBUTES:
        probe->done = true;
        conclude(probe);
        break;
    default:
        if (probe->early_count < PROBE_EARLY_MAX)
            probe->early[probe->early_count++] = *event;
        break;
    }
}

static int
milliseconds_left(const struct timespec *start)
{
    struct timespec now;
    long passed;

    clock_gettime(CLOCK_MONOTONIC, &now);
    passed = (now.tv_sec - start->tv_sec) * 1000 +
             (now.tv_nsec - start->tv_nsec) / 1000000;
    return passed >= PROBE_TIMEOUT_MS ? 0 : (int)(PROBE_TIMEOUT_MS - passed);
}

void
probe_ask(struct probe *probe, int out, bool background)
{
    const char *question = probe_question(background);

    *probe = (struct probe){0};
    clock_gettime(CLOCK_MONOTONIC, &probe->asked);
    if (write(out, question, strlen(question)) < 0)
        probe->done = true;
}

void
probe_listen(struct probe *probe, struct input *input, int in)
{
    struct pollfd source = {.fd = in, .events = POLLIN};

    while (!probe->done &&
           poll(&source, 1, milliseconds_left(&probe->asked)) > 0) {
        unsigned char bytes[256];
        struct key_event event;
        ssize_t count = read(in, bytes, sizeof(bytes));

        if (count <= 0)
            return;
        for (ssize_t i = 0; i < count; i++)
            if (input_byte(input, bytes[i], &event))
                probe_take(probe, &event);
    }
}
