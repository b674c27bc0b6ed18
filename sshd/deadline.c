#include "deadline.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <sys/random.h>

#include "attendant.h"
#include "clock.h"
#include "limit.h"
#include "parting.h"

/* Milliseconds. */
#define IDLE_SLACK 2000 /* for a renderer that says goodbye by itself */

/* Not the same for everybody, so that a crowd is not cut off, and back, at
 * once. */
static uint64_t
draw_jitter(unsigned long seconds)
{
    uint32_t dice = 0;

    if (getrandom(&dice, sizeof(dice), 0) < 0 || seconds == 0)
        return 0;
    return dice % (seconds * 1000);
}

void
deadline_init(struct attendant *attendant, uint64_t now)
{
    const struct limits *limits = attendant->plan->limits;
    uint64_t *deadlines = attendant->deadlines;

    for (int i = 0; i < DEADLINES; i++)
        deadlines[i] = CLOCK_NEVER;
    deadlines[DEADLINE_GRACE] =
        now + limits->grace_time * 1000 + draw_jitter(limits->grace_jitter);
    deadlines[DEADLINE_TOTAL] = now + limits->session_timeout * 1000;
    deadline_key(attendant, now);
}

void
deadline_key(struct attendant *attendant, uint64_t now)
{
    attendant->deadlines[DEADLINE_IDLE] =
        now + attendant->plan->limits->idle_timeout * 1000 + IDLE_SLACK;
}

void
deadline_resize(struct attendant *attendant, uint64_t now)
{
    const struct visit *visit = &attendant->session.visit;
    const struct winsize size = {.ws_col = visit->columns,
                                 .ws_row = visit->rows};
    uint64_t next =
        attendant->resized + 1000 / attendant->plan->limits->max_resizes;

    if (now < next) {
        attendant->deadlines[DEADLINE_RESIZE] = next;
        return;
    }
    if (attendant->relay.out >= 0)
        ioctl(attendant->relay.out, TIOCSWINSZ, &size);
    attendant->session.resized = false;
    attendant->resized = now;
    attendant->deadlines[DEADLINE_RESIZE] = CLOCK_NEVER;
}

static void
kill_renderer(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    (void)now;
    seat_signal(&attendant->seat, SIGKILL);
}

static void
hang_up(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    (void)now;
    relay_close(&attendant->relay);
}

static void
say_stop(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    parting_stop(attendant, SIGTERM, now);
}

static void
resize_at_last(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)ending;
    deadline_resize(attendant, now);
}

/* Going on is all there is to do. */
static void
wake_up(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)attendant;
    (void)ending;
    (void)now;
}

static const struct {
    void (*act)(struct attendant *attendant, enum ending ending, uint64_t now);
    enum ending ending;
} duties[DEADLINES] = {
    [DEADLINE_GRACE] = {parting_cut, ENDING_GRACE},
    [DEADLINE_IDLE] = {parting_end, ENDING_IDLE},
    [DEADLINE_TOTAL] = {parting_end, ENDING_TOTAL},
    [DEADLINE_STALL] = {parting_cut, ENDING_STALLED},
    [DEADLINE_RESIZE] = {resize_at_last, ENDING_NONE},
    [DEADLINE_STOP] = {say_stop, ENDING_NONE},
    [DEADLINE_KILL] = {kill_renderer, ENDING_NONE},
    [DEADLINE_DRAIN] = {hang_up, ENDING_NONE},
    [DEADLINE_GIVE_UP] = {parting_cut, ENDING_FAILED},
    [DEADLINE_REST] = {wake_up, ENDING_NONE},
};

void
deadline_meet(struct attendant *attendant, uint64_t now)
{
    for (int i = 0; i < DEADLINES; i++)
        if (now >= attendant->deadlines[i]) {
            attendant->deadlines[i] = CLOCK_NEVER;
            duties[i].act(attendant, duties[i].ending, now);
        }
}

uint64_t
deadline_next(const struct attendant *attendant)
{
    uint64_t next = CLOCK_NEVER;

    for (int i = 0; i < DEADLINES; i++)
        next = clock_earlier(next, attendant->deadlines[i]);
    return next;
}
