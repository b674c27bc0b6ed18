#pragma once

/*
 * The log: one line on standard error for each event, written by one write(2),
 * as text or JSON. What came from the network is printed as printable ASCII
 * and \xNN, LOG_WIRE_MAX bytes of it at most, so that no client can forge a
 * line or send escape sequences to the terminal of its reader.
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

/* LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer), LOG_NUMBER("pid", pid)) */
#define LOG(event, ...)                                                        \
    log_write((event),                                                         \
              (const struct log_field[]){__VA_ARGS__, {.kind = LOG_KIND_END}})

/* Set the format. Text begins with a <N> priority instead of the time where
 * standard error is the journal. Standard error becomes a description of its
 * own that never blocks and, if it is a file, appends: a reader that stops
 * costs lines, which are counted, and no process of ours can overwrite them. */
void log_init(enum log_format format);

/* Add peer=TEXT and pid= to all further events of this process. TEXT is
 * borrowed until it exits. */
void log_set_peer(const char *text);

/* Write EVENT with FIELDS, which end in LOG_KIND_END. Errors are ignored: a
 * server whose log is broken goes on serving. */
void log_write(enum log_event event, const struct log_field *fields);

/* Write EVENT_ERROR with one field, the message, printf-like: "cannot VERB
 * OBJECT: reason". */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
