#include "worker/worker_machine.h"

#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>

#include "base/array.h"
#include "base/clock.h"
#include "process/limits.h"

/* Milliseconds. */
#define OWN_END 2000 /* for a renderer that ends by itself */
#define GIVE_UP 2000 /* from a kill until the worker gives up */
#define DRAIN   2000 /* for output after its renderer has ended */
#define LEAVE   1000 /* for the client to disconnect by itself */

static const enum disconnect_reason reasons[WORKER_EVENTS] = {
    [ON_GRACE] = DISCONNECT_GRACE,
    [ON_IDLE] = DISCONNECT_IDLE,
    [ON_TOTAL] = DISCONNECT_TOTAL,
    [ON_STALL] = DISCONNECT_STALLED,
    [ON_GIVE_UP] = DISCONNECT_FAILED,
    [ON_LEFT] = DISCONNECT_LEFT,
    [ON_REFUSALS] = DISCONNECT_REFUSALS,
    [ON_FLOOD] = DISCONNECT_FLOOD,
    [ON_MISUSE] = DISCONNECT_MISUSED,
    [ON_UNSENT] = DISCONNECT_FAILED,
    [ON_LAUNCHER_GONE] = DISCONNECT_FAILED,
    [ON_DISPLACED] = DISCONNECT_DISPLACED,
    [ON_SHUTDOWN] = DISCONNECT_SHUTDOWN,
};

/* An event, as an action receives it. */
struct trigger {
    enum worker_event event;
    int value;
    uint64_t now;
};

static uint64_t
machine_goodbye(const struct worker_machine *machine)
{
    return machine->limits->goodbye_time * 1000;
}

/* Set a timer that is not running. */
static void
machine_arm(struct worker_machine *machine, enum worker_event timer,
            uint64_t at)
{
    if (machine->timers[timer] == CLOCK_NEVER)
        machine->timers[timer] = at;
}

static void
machine_ignore(struct worker_machine *machine, const struct trigger *trigger)
{
    (void)machine;
    (void)trigger;
}

/* Keep the first reason. */
static void
machine_set_reason(struct worker_machine *machine,
                   const struct trigger *trigger)
{
    if (machine->reason == DISCONNECT_NONE)
        machine->reason = reasons[trigger->event];
}

static void
machine_restart_idle(struct worker_machine *machine,
                     const struct trigger *trigger)
{
    machine->timers[ON_IDLE] =
        trigger->now + machine->limits->idle_timeout * 1000 + OWN_END;
}

static void
machine_leave_launcher(struct worker_machine *machine,
                       const struct trigger *trigger)
{
    (void)trigger;
    machine->ops->leave_launcher(machine->context);
}

static void
machine_hang_up(struct worker_machine *machine, const struct trigger *trigger)
{
    (void)trigger;
    machine->ops->hang_up(machine->context);
}

/* A renderer runs, or a file transfer: stop the handshake's timer. */
static void
machine_begin_service(struct worker_machine *machine,
                      const struct trigger *trigger)
{
    (void)trigger;
    machine->timers[ON_GRACE] = CLOCK_NEVER;
}

static void
machine_start_renderer(struct worker_machine *machine,
                       const struct trigger *trigger)
{
    machine->last[0] = '\0';
    if (machine->ops->start_renderer(machine->context) < 0)
        worker_machine_handle(machine, ON_LAUNCHER_GONE, 0, trigger->now);
}

/* Send the renderer the signal NUMBER, and kill it soon after that. */
static void
machine_send_stop(struct worker_machine *machine, int number, uint64_t now)
{
    machine->stopping = true;
    machine->ops->signal_renderer(machine->context, number);
    machine_arm(machine, ON_KILL_DUE, now + machine_goodbye(machine));
}

static void
machine_stop_renderer(struct worker_machine *machine,
                      const struct trigger *trigger)
{
    machine_send_stop(machine, SIGTERM, trigger->now);
}

static void
machine_kill_renderer(struct worker_machine *machine,
                      const struct trigger *trigger)
{
    machine->ops->signal_renderer(machine->context, SIGKILL);
    machine_arm(machine, ON_GIVE_UP, trigger->now + GIVE_UP);
}

static void
machine_abandon_renderer(struct worker_machine *machine,
                         const struct trigger *trigger)
{
    machine->ops->hang_up(machine->context);
    machine_send_stop(machine, SIGHUP, trigger->now);
}

/* Close the terminal or pipes of a renderer that started too late. */
static void
machine_discard_renderer(struct worker_machine *machine,
                         const struct trigger *trigger)
{
    machine_begin_service(machine, trigger);
    machine_hang_up(machine, trigger);
}

/* A terminal whose input has ended, or any renderer whose output has: it
 * has been notified, and may still end by itself. */
static void
machine_expect_end(struct worker_machine *machine,
                   const struct trigger *trigger)
{
    bool expected = trigger->event == ON_OUTPUT_END || machine->terminal;

    if (expected && !machine->stopping)
        machine_arm(machine, ON_STOP_DUE,
                    trigger->now + machine_goodbye(machine));
}

static void
machine_resize(struct worker_machine *machine, const struct trigger *trigger)
{
    uint64_t next = machine->resized + 1000 / machine->limits->max_resizes;

    if (trigger->now < next) {
        machine->timers[ON_RESIZE_DUE] = next;
        return;
    }
    machine->timers[ON_RESIZE_DUE] = CLOCK_NEVER;
    machine->resized = trigger->now;
    machine->ops->resize(machine->context);
}

static void
machine_announce(struct worker_machine *machine, const struct trigger *trigger)
{
    (void)trigger;
    if (machine->terminal && !machine->stopping)
        machine->ops->signal_renderer(machine->context, SIGUSR1);
}

static void
machine_end_session(struct worker_machine *machine,
                    const struct trigger *trigger)
{
    machine_set_reason(machine, trigger);
    machine_send_stop(machine, SIGTERM, trigger->now);
}

/* The renderer has ended, so the session ends: limit the time for output. */
static void
machine_end_output(struct worker_machine *machine,
                   const struct trigger *trigger)
{
    machine_set_reason(machine, trigger);
    machine_arm(machine, ON_GIVE_UP, trigger->now + DRAIN);
}

/* Stop the timers of a renderer. */
static void
machine_disarm(struct worker_machine *machine)
{
    static const enum worker_event its[] = {
        ON_STALL, ON_RESIZE_DUE, ON_STOP_DUE, ON_KILL_DUE,
        ON_STUCK, ON_GIVE_UP,    ON_DRAIN_DUE};

    for (size_t i = 0; i < COUNT(its); i++)
        machine->timers[its[i]] = CLOCK_NEVER;
}

/* The renderer has ended: send the rest of its output. */
static void
machine_drain(struct worker_machine *machine, uint64_t now)
{
    machine_disarm(machine);
    machine_arm(machine, ON_DRAIN_DUE, now + DRAIN);
    if (machine->reason != DISCONNECT_NONE)
        machine_arm(machine, ON_GIVE_UP, now + 2 * (uint64_t)DRAIN);
}

static void
machine_report_failure(struct worker_machine *machine,
                       const struct trigger *trigger)
{
    /* The launcher was late, not the client. */
    const struct trigger late = {ON_GIVE_UP, 0, trigger->now};

    if (trigger->event != ON_FAILED) {
        machine_set_reason(machine,
                           trigger->event == ON_GRACE ? &late : trigger);
        machine->ops->leave_launcher(machine->context);
    }
    machine->status = 1;
    terminal_reset_sentence(machine->last, machine->terminal,
                            "This cannot be shown right now.");
    machine_drain(machine, trigger->now);
}

static void
machine_report_end(struct worker_machine *machine,
                   const struct trigger *trigger)
{
    const char *sentence = "The program crashed; sorry.";

    if (worker_machine_seconds_left(machine, trigger->now) == 0 &&
        machine->reason == DISCONNECT_NONE)
        machine->reason = DISCONNECT_TOTAL; /* the renderer counted down */
    if (machine->stopping)
        sentence = disconnect_reason_message(machine->reason);
    if (WIFSIGNALED(trigger->value)) {
        machine->status = 128 + WTERMSIG(trigger->value);
        terminal_reset_write(machine->last, machine->terminal, sentence);
    } else {
        machine->status = WEXITSTATUS(trigger->value);
    }
    machine_drain(machine, trigger->now);
}

/* The launcher reported nothing, not even after SIGKILL: the renderer counts
 * as killed, its terminal is closed, and the visitor's is reset. */
static void
machine_give_up(struct worker_machine *machine, const struct trigger *trigger)
{
    const struct trigger killed = {ON_ENDED, SIGKILL, trigger->now};

    if (machine->reason == DISCONNECT_NONE)
        machine->reason = DISCONNECT_FAILED;
    machine->stopping = true;
    machine->ops->leave_launcher(machine->context);
    machine_report_end(machine, &killed);
    machine->ops->hang_up(machine->context);
}

static void
machine_forget(struct worker_machine *machine, const struct trigger *trigger)
{
    machine->ops->hang_up(machine->context);
    machine_disarm(machine);
    machine->stopping = false;
    machine_restart_idle(machine, trigger);
}

static void
machine_send_last(struct worker_machine *machine, const struct trigger *trigger)
{
    if (machine->last[0] != '\0')
        machine->ops->send_text(machine->context, machine->last);
    else
        worker_machine_handle(machine, ON_OUTPUT_END, 0, trigger->now);
}

static void
machine_close_channel(struct worker_machine *machine,
                      const struct trigger *trigger)
{
    if (trigger->event == ON_TRANSFER_END)
        machine->status = trigger->value;
    machine->ops->close_channel(machine->context, machine->status);
    machine_forget(machine, trigger);
}

#define STATE_KEEP STATE_ANY

static const struct transition {
    void (*act)(struct worker_machine *machine, const struct trigger *trigger);
    enum worker_state next;
} transitions[WORKER_STATES][WORKER_EVENTS] = {
#define X(state, event, action, next)                                          \
    [STATE_##state][ON_##event] = {machine_##action, STATE_##next},
    WORKER_TRANSITIONS(X)
#undef X
};

/* The state is the next one when the action runs, which may handle an event
 * itself. */
void
worker_machine_handle(struct worker_machine *machine, enum worker_event event,
                      int value, uint64_t now)
{
    const struct trigger trigger = {event, value, now};
    const struct transition *row = &transitions[machine->state][event];

    if (row->act == NULL)
        row = &transitions[STATE_ANY][event];
    if (row->act == NULL || machine->state == STATE_OVER)
        return;
    if (row->next == STATE_OPEN && machine->reason != DISCONNECT_NONE) {
        machine->state = STATE_LEAVING;
        machine_arm(machine, ON_LEAVE_DUE, now + LEAVE);
    } else if (row->next != STATE_KEEP) {
        machine->state = row->next;
    }
    row->act(machine, &trigger);
}

void
worker_machine_init(struct worker_machine *machine, const struct limits *limits,
                    const struct worker_machine_ops *ops, void *context,
                    uint64_t now, uint64_t jitter)
{
    const struct trigger trigger = {ON_ACTIVITY, 0, now};

    *machine = (struct worker_machine){.limits = limits,
                                       .ops = ops,
                                       .context = context,
                                       .state = STATE_HANDSHAKE};
    for (int i = 0; i < WORKER_TIMERS; i++)
        machine->timers[i] = CLOCK_NEVER;
    machine->timers[ON_GRACE] = now + limits->grace_time * 1000 + jitter;
    machine->timers[ON_TOTAL] = now + limits->session_timeout * 1000 + OWN_END;
    machine_restart_idle(machine, &trigger);
}

void
worker_machine_expire(struct worker_machine *machine, uint64_t now)
{
    for (int i = 0; i < WORKER_TIMERS; i++)
        if (now >= machine->timers[i]) {
            machine->timers[i] = CLOCK_NEVER;
            worker_machine_handle(machine, (enum worker_event)i, 0, now);
        }
}

unsigned long
worker_machine_seconds_left(const struct worker_machine *machine, uint64_t now)
{
    uint64_t end = machine->timers[ON_TOTAL];

    if (end == CLOCK_NEVER || end <= now + OWN_END)
        return 0;
    return (unsigned long)((end - OWN_END - now) / 1000);
}

uint64_t
worker_machine_next(const struct worker_machine *machine)
{
    uint64_t next = CLOCK_NEVER;

    for (int i = 0; i < WORKER_TIMERS; i++)
        next = clock_earlier(next, machine->timers[i]);
    return next;
}

void
worker_machine_stall(struct worker_machine *machine, bool stalled, uint64_t now)
{
    if (!stalled)
        machine->timers[ON_STALL] = CLOCK_NEVER;
    else
        machine_arm(machine, ON_STALL,
                    now + machine->limits->stall_timeout * 1000);
    if (machine->state != STATE_DRAINING)
        return;
    if (stalled) /* then the client is late, not the end of the output */
        machine->timers[ON_DRAIN_DUE] = CLOCK_NEVER;
    else
        machine_arm(machine, ON_DRAIN_DUE, now + DRAIN);
}
