#pragma once

/*
 * The state machine of one connection: states, events, and a table that gives
 * for each pair the action and the next state. It knows no descriptor, no
 * libssh and no clock: the session and the launcher are behind `struct
 * worker_machine_ops`, and the time comes in as an argument, in milliseconds
 * as clock_now() counts. worker_loop.c turns what happens into events.
 */

#include <stdbool.h>
#include <stdint.h>

#include "worker/disconnect_reason.h"
#include "worker/terminal_reset.h"

struct limits;

enum worker_state {
    STATE_ANY,       /* in the table: for states without a row of their own */
    STATE_HANDSHAKE, /* no program or file transfer was asked for yet */
    STATE_OPEN,      /* the last one has ended; the next may start */
    STATE_STARTING,  /* the launcher was asked for a renderer */
    STATE_RUNNING,   /* the renderer runs */
    STATE_STOPPING,  /* asked to end, because the session must */
    STATE_ABANDONED, /* the client closed the channel while it ran */
    STATE_DRAINING,  /* it has ended; its output is still being read */
    STATE_FINISHING, /* its output and our own text are being sent */
    STATE_TRANSFERRING, /* files are sent, without a renderer */
    STATE_LEAVING,      /* the channel is closed; the client may disconnect */
    STATE_OVER,         /* nothing is left to do but to disconnect */
    WORKER_STATES
};

/* The timers come first; a timer's event occurs when it expires. */
enum worker_event {
    ON_GRACE,      /* no program or file transfer in time */
    ON_IDLE,       /* no key for a long time */
    ON_TOTAL,      /* the session has lasted as long as it may */
    ON_STALL,      /* the client reads no output */
    ON_RESIZE_DUE, /* the last size may be passed on now */
    ON_STOP_DUE,   /* its input or output has ended, the renderer has not */
    ON_KILL_DUE,   /* the renderer was asked to end and did not */
    ON_STUCK,      /* the renderer was given input and does not run */
    ON_GIVE_UP,    /* the launcher has not reported that it ended */
    ON_DRAIN_DUE,  /* the output of an ended renderer does not end */
    ON_LEAVE_DUE,  /* the client has not disconnected */
    ON_REST_DUE,   /* a client that used too much CPU time is served again */
    WORKER_TIMERS,

    ON_LEFT = WORKER_TIMERS, /* the connection is closed */
    ON_ACTIVITY,             /* a key, or output that a client fetched */
    ON_PROGRAM,              /* a shell or a command is requested */
    ON_FILES,                /* sftp or scp is requested */
    ON_RESIZE,
    ON_SIGNAL,    /* the client asks the program to end */
    ON_INPUT_END, /* the end of the client's input was passed on */
    ON_CHANNEL_CLOSED,
    ON_REFUSALS, /* too many refused requests */
    ON_FLOOD,    /* the client ignores the window */
    ON_MISUSE,   /* the client requests what SSH does not allow */
    ON_UNSENT,   /* libssh could not take output */
    ON_STARTED,  /* the launcher: the renderer has started, */
    ON_FAILED,   /* could not be started, */
    ON_ENDED,    /* has ended */
    ON_LAUNCHER_GONE,
    ON_OUTPUT_END,   /* libssh has all output */
    ON_TRANSFER_END, /* libssh has all files */
    ON_RENEWED,      /* SIGUSR1: there is a new résumé */
    ON_DISPLACED, /* SIGUSR2: other clients wait, and this one has no session */
    ON_SHUTDOWN,  /* SIGTERM */
    WORKER_EVENTS
};

/* X(state, event, action, next state); KEEP: the state stays. An event without
 * a row, for its state or for ANY, is ignored. OPEN becomes LEAVING if the
 * session has to end. OVER has no way out. */
#define WORKER_TRANSITIONS(X)                                                  \
    X(ANY, LEFT, set_reason, OVER)                                             \
    X(ANY, GRACE, set_reason, OVER)                                            \
    X(ANY, STALL, set_reason, OVER)                                            \
    X(ANY, REFUSALS, set_reason, OVER)                                         \
    X(ANY, FLOOD, set_reason, OVER)                                            \
    X(ANY, MISUSE, set_reason, OVER)                                           \
    X(ANY, UNSENT, set_reason, OVER)                                           \
    X(ANY, IDLE, set_reason, OVER)                                             \
    X(ANY, TOTAL, set_reason, OVER)                                            \
    X(ANY, SHUTDOWN, set_reason, OVER)                                         \
    X(ANY, LAUNCHER_GONE, set_reason, OVER)                                    \
    X(ANY, GIVE_UP, set_reason, OVER)                                          \
    X(ANY, ACTIVITY, restart_idle, KEEP)                                       \
    X(HANDSHAKE, DISPLACED, set_reason, OVER)                                  \
    X(HANDSHAKE, PROGRAM, start_renderer, STARTING)                            \
    X(HANDSHAKE, FILES, begin_service, TRANSFERRING)                           \
    X(OPEN, PROGRAM, start_renderer, STARTING)                                 \
    X(OPEN, FILES, begin_service, TRANSFERRING)                                \
    X(STARTING, STARTED, begin_service, RUNNING)                               \
    X(STARTING, FAILED, report_failure, DRAINING)                              \
    X(STARTING, LAUNCHER_GONE, report_failure, DRAINING)                       \
    X(STARTING, GRACE, report_failure, DRAINING)                               \
    X(STARTING, GIVE_UP, report_failure, DRAINING)                             \
    X(STARTING, SIGNAL, stop_renderer, KEEP)                                   \
    X(STARTING, KILL_DUE, kill_renderer, KEEP)                                 \
    X(STARTING, CHANNEL_CLOSED, abandon_renderer, ABANDONED)                   \
    X(STARTING, IDLE, end_session, STOPPING)                                   \
    X(STARTING, TOTAL, end_session, STOPPING)                                  \
    X(STARTING, SHUTDOWN, end_session, STOPPING)                               \
    X(RUNNING, ENDED, report_end, DRAINING)                                    \
    X(RUNNING, LAUNCHER_GONE, leave_launcher, KEEP)                            \
    X(RUNNING, GIVE_UP, give_up, DRAINING)                                     \
    X(RUNNING, UNSENT, give_up, DRAINING)                                      \
    X(RUNNING, SIGNAL, stop_renderer, KEEP)                                    \
    X(RUNNING, STOP_DUE, stop_renderer, KEEP)                                  \
    X(RUNNING, KILL_DUE, kill_renderer, KEEP)                                  \
    X(RUNNING, STUCK, kill_renderer, KEEP)                                     \
    X(RUNNING, INPUT_END, expect_end, KEEP)                                    \
    X(RUNNING, OUTPUT_END, expect_end, KEEP)                                   \
    X(RUNNING, RESIZE, resize, KEEP)                                           \
    X(RUNNING, RESIZE_DUE, resize, KEEP)                                       \
    X(RUNNING, RENEWED, announce, KEEP)                                        \
    X(RUNNING, CHANNEL_CLOSED, abandon_renderer, ABANDONED)                    \
    X(RUNNING, IDLE, end_session, STOPPING)                                    \
    X(RUNNING, TOTAL, end_session, STOPPING)                                   \
    X(RUNNING, SHUTDOWN, end_session, STOPPING)                                \
    X(STOPPING, STARTED, begin_service, KEEP)                                  \
    X(STOPPING, FAILED, report_failure, DRAINING)                              \
    X(STOPPING, ENDED, report_end, DRAINING)                                   \
    X(STOPPING, LAUNCHER_GONE, leave_launcher, KEEP)                           \
    X(STOPPING, KILL_DUE, kill_renderer, KEEP)                                 \
    X(STOPPING, GIVE_UP, give_up, DRAINING)                                    \
    X(STOPPING, UNSENT, give_up, DRAINING)                                     \
    X(STOPPING, SHUTDOWN, give_up, DRAINING)                                   \
    X(STOPPING, IDLE, ignore, KEEP)                                            \
    X(STOPPING, TOTAL, ignore, KEEP)                                           \
    X(STOPPING, CHANNEL_CLOSED, forget, OVER)                                  \
    X(ABANDONED, STARTED, discard_renderer, KEEP)                              \
    X(ABANDONED, FAILED, forget, OPEN)                                         \
    X(ABANDONED, ENDED, forget, OPEN)                                          \
    X(ABANDONED, KILL_DUE, kill_renderer, KEEP)                                \
    X(DRAINING, OUTPUT_END, send_last, FINISHING)                              \
    X(DRAINING, DRAIN_DUE, hang_up, KEEP)                                      \
    X(DRAINING, LAUNCHER_GONE, leave_launcher, KEEP)                           \
    X(DRAINING, CHANNEL_CLOSED, forget, OPEN)                                  \
    X(DRAINING, IDLE, end_output, KEEP)                                        \
    X(DRAINING, TOTAL, end_output, KEEP)                                       \
    X(DRAINING, SHUTDOWN, end_output, KEEP)                                    \
    X(FINISHING, OUTPUT_END, close_channel, OPEN)                              \
    X(FINISHING, LAUNCHER_GONE, leave_launcher, KEEP)                          \
    X(FINISHING, CHANNEL_CLOSED, forget, OPEN)                                 \
    X(FINISHING, IDLE, end_output, KEEP)                                       \
    X(FINISHING, TOTAL, end_output, KEEP)                                      \
    X(FINISHING, SHUTDOWN, end_output, KEEP)                                   \
    X(TRANSFERRING, TRANSFER_END, close_channel, OPEN)                         \
    X(TRANSFERRING, LAUNCHER_GONE, leave_launcher, KEEP)                       \
    X(TRANSFERRING, CHANNEL_CLOSED, forget, OPEN)                              \
    X(LEAVING, LEAVE_DUE, ignore, OVER)

/* What the machine does to the session and to the launcher; each gets
 * `context`. */
struct worker_machine_ops {
    /* Ask for a renderer for what the client requested. Returns -1 if the
     * launcher has exited. */
    int (*start_renderer)(void *context);
    /* Send the renderer SIGNAL, if it lives and the launcher does. */
    void (*signal_renderer)(void *context, int signal);
    void (*leave_launcher)(void *context);
    /* Close the renderer's terminal or pipes, or the files. */
    void (*hang_up)(void *context);
    /* Pass the client's terminal size on. */
    void (*resize)(void *context);
    /* Send TEXT, which is not "", after the renderer's output. */
    void (*send_text)(void *context, const char *text);
    /* Send exit status STATUS, and close the channel. */
    void (*close_channel)(void *context, int status);
};

struct worker_machine {
    const struct limits *limits;          /* borrowed */
    const struct worker_machine_ops *ops; /* borrowed */
    void *context;                        /* of ops */
    enum worker_state state;
    enum disconnect_reason reason; /* why the session has to end, or NONE */
    bool terminal;                 /* the program has one, or is to have */
    bool stopping;                 /* the renderer was asked to end */
    int status; /* exit status of the renderer, as in a shell */
    char last[TERMINAL_RESET_MAX];  /* what we send after its output, or "" */
    uint64_t resized;               /* when a size was last passed on */
    uint64_t timers[WORKER_TIMERS]; /* when each runs out, or CLOCK_NEVER */
};

/* A connection that was accepted at NOW; JITTER milliseconds are added to the
 * grace time. */
void worker_machine_init(struct worker_machine *machine,
                         const struct limits *limits,
                         const struct worker_machine_ops *ops, void *context,
                         uint64_t now, uint64_t jitter);

/* EVENT happens at NOW. VALUE: the wait(2) status of ON_ENDED, the exit status
 * of ON_TRANSFER_END; else 0. */
void worker_machine_handle(struct worker_machine *machine,
                           enum worker_event event, int value, uint64_t now);

/* Handle the timers that have run out at NOW. */
void worker_machine_expire(struct worker_machine *machine, uint64_t now);

/* How many whole seconds of the session are left at NOW; then a renderer on a
 * terminal ends by itself, and any other is ended two seconds later. */
unsigned long worker_machine_seconds_left(const struct worker_machine *machine,
                                          uint64_t now);

/* When the next timer runs out, or CLOCK_NEVER. */
uint64_t worker_machine_next(const struct worker_machine *machine);

/* Whether output waits for a client that does not read: starts or stops the
 * timer for that. */
void worker_machine_stall(struct worker_machine *machine, bool stalled,
                          uint64_t now);
