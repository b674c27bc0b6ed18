#pragma once

/*
 * What the log contains: its events, and the fields of a line.
 */

#include <stddef.h>

#define LOG_WIRE_MAX 64

/* All events: the name in C, the name in the log, and the priority of
 * syslog(3): 3 error, 4 warning, 5 notice, 6 info. */
#define LOG_EVENTS(X)                                                          \
    X(EVENT_STARTING, "starting", 6)                                           \
    X(EVENT_ADVICE, "advice", 5)                                               \
    X(EVENT_HOST_KEY, "host-key", 6)                                           \
    X(EVENT_LISTENING, "listening", 5)                                         \
    X(EVENT_ACCEPTED, "accepted", 6)                                           \
    X(EVENT_REJECTED, "rejected", 4)                                           \
    X(EVENT_DROPPED, "dropped", 4)                                             \
    X(EVENT_AUTHENTICATED, "authenticated", 6)                                 \
    X(EVENT_SESSION, "session", 6)                                             \
    X(EVENT_FILE_SENT, "file-sent", 6)                                         \
    X(EVENT_DENIED, "denied", 6)                                               \
    X(EVENT_RENDERER_EXITED, "renderer-exited", 6)                             \
    X(EVENT_DISCONNECTED, "disconnected", 6)                                   \
    X(EVENT_CRASHED, "crashed", 4)                                             \
    X(EVENT_RELOAD, "reload", 5)                                               \
    X(EVENT_PUBLISH, "publish", 6)                                             \
    X(EVENT_PUBLISHED, "published", 5)                                         \
    X(EVENT_PUBLISH_FAILED, "publish-failed", 3)                               \
    X(EVENT_LOST, "lost", 4)                                                   \
    X(EVENT_ERROR, "error", 3)                                                 \
    X(EVENT_DRAINING, "draining", 5)                                           \
    X(EVENT_SHUTDOWN, "shutdown", 5)

/* The events that `resume-sshd --report` counts: what is counted of each (see
 * report/tally.h), and by which of its fields. */
#define LOG_EVENTS_COUNTED(X)                                                  \
    X(EVENT_DISCONNECTED, TALLY_VISITS, "session")                             \
    X(EVENT_DENIED, TALLY_REFUSED, "request")                                  \
    X(EVENT_REJECTED, TALLY_REJECTED, "reason")                                \
    X(EVENT_DROPPED, TALLY_DROPPED, "reason")

enum log_event {
#define X(event, name, priority) event,
    LOG_EVENTS(X)
#undef X
};

enum log_format { LOG_FORMAT_TEXT, LOG_FORMAT_JSON };

enum log_kind {
    LOG_KIND_END,
    LOG_KIND_NUMBER,
    LOG_KIND_TEXT, /* written by this program, in UTF-8 */
    LOG_KIND_WIRE, /* bytes from the network */
};

struct log_field {
    const char *name;
    enum log_kind kind;
    const char *text;
    size_t length;
    long long number;
};

#define LOG_NUMBER(name, value)                                                \
    {                                                                          \
        (name), LOG_KIND_NUMBER, NULL, 0, (long long)(value)                   \
    }
#define LOG_TEXT(name, value)                                                  \
    {                                                                          \
        (name), LOG_KIND_TEXT, (value), strlen(value), 0                       \
    }
#define LOG_WIRE(name, value)                                                  \
    {                                                                          \
        (name), LOG_KIND_WIRE, (value), strlen(value), 0                       \
    }
