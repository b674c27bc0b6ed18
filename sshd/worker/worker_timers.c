#include "worker/worker_timers.h"

#include <signal.h>
#include <sys/ioctl.h>
#include <sys/random.h>

#include "worker/worker_loop.h"
#include "base/clock.h"
#include "process/limits.h"
#include "worker/worker_shutdown.h"

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
worker_timers_init(struct worker_loop *loop, uint64_t now)
{
    const struct limits *limits = loop->plan->limits;
    uint64_t *timers = loop->timers;

    for (int i = 0; i < TIMERS; i++)
        timers[i] = CLOCK_NEVER;
    timers[TIMER_GRACE] =
        now + limits->grace_time * 1000 + draw_jitter(limits->grace_jitter);
    timers[TIMER_TOTAL] = now + limits->session_timeout * 1000;
    worker_timers_key(loop, now);
}

void
worker_timers_key(struct worker_loop *loop, uint64_t now)
{
    loop->timers[TIMER_IDLE] =
        now + loop->plan->limits->idle_timeout * 1000 + IDLE_SLACK;
}

void
worker_timers_resize(struct worker_loop *loop, uint64_t now)
{
    const struct session_request *request = &loop->session.request;
    const struct winsize size = {.ws_col = request->columns,
                                 .ws_row = request->rows};
    uint64_t next = loop->resized + 1000 / loop->plan->limits->max_resizes;

    if (now < next) {
        loop->timers[TIMER_RESIZE] = next;
        return;
    }
    if (loop->relay.out >= 0)
        ioctl(loop->relay.out, TIOCSWINSZ, &size);
    loop->session.resized = false;
    loop->resized = now;
    loop->timers[TIMER_RESIZE] = CLOCK_NEVER;
}

static void
kill_renderer(struct worker_loop *loop, enum disconnect_reason reason,
              uint64_t now)
{
    (void)reason;
    (void)now;
    launcher_client_signal(&loop->launcher, SIGKILL);
}

static void
hang_up(struct worker_loop *loop, enum disconnect_reason reason, uint64_t now)
{
    (void)reason;
    (void)now;
    relay_close(&loop->relay);
}

static void
say_stop(struct worker_loop *loop, enum disconnect_reason reason, uint64_t now)
{
    (void)reason;
    worker_shutdown_stop(loop, SIGTERM, now);
}

static void
resize_at_last(struct worker_loop *loop, enum disconnect_reason reason,
               uint64_t now)
{
    (void)reason;
    worker_timers_resize(loop, now);
}

/* Going on is all there is to do. */
static void
wake_up(struct worker_loop *loop, enum disconnect_reason reason, uint64_t now)
{
    (void)loop;
    (void)reason;
    (void)now;
}

static const struct {
    void (*act)(struct worker_loop *loop, enum disconnect_reason reason,
                uint64_t now);
    enum disconnect_reason reason;
} duties[TIMERS] = {
    [TIMER_GRACE] = {worker_shutdown_cut, DISCONNECT_GRACE},
    [TIMER_IDLE] = {worker_shutdown_end, DISCONNECT_IDLE},
    [TIMER_TOTAL] = {worker_shutdown_end, DISCONNECT_TOTAL},
    [TIMER_STALL] = {worker_shutdown_cut, DISCONNECT_STALLED},
    [TIMER_RESIZE] = {resize_at_last, DISCONNECT_NONE},
    [TIMER_STOP] = {say_stop, DISCONNECT_NONE},
    [TIMER_KILL] = {kill_renderer, DISCONNECT_NONE},
    [TIMER_DRAIN] = {hang_up, DISCONNECT_NONE},
    [TIMER_GIVE_UP] = {worker_shutdown_give_up, DISCONNECT_FAILED},
    [TIMER_REST] = {wake_up, DISCONNECT_NONE},
};

void
worker_timers_meet(struct worker_loop *loop, uint64_t now)
{
    for (int i = 0; i < TIMERS; i++)
        if (now >= loop->timers[i]) {
            loop->timers[i] = CLOCK_NEVER;
            duties[i].act(loop, duties[i].reason, now);
        }
}

uint64_t
worker_timers_next(const struct worker_loop *loop)
{
    uint64_t next = CLOCK_NEVER;

    for (int i = 0; i < TIMERS; i++)
        next = clock_earlier(next, loop->timers[i]);
    return next;
}
