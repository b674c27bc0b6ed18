#pragma once

/*
 * One event, one line on standard error, written by one write(2): readable
 * text, or JSON for machines. Whatever came from the network is printed as
 * printable ASCII or \xNN, LOG_WIRE_MAX bytes of it at most, so that nobody
 * can forge a line or drive the terminal of who reads it.
 */

#include <stddef.h>

#define LOG_WIRE_MAX 64

/* Every event there is: its name in C, its name in the log, and its
 * priority as syslog(3) counts (3 error, 4 warning, 5 notice, 6 info). */
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
    LOG_KIND_TEXT, /* our own words, in UTF-8 */
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

/* Choose the form. Text carries <N> priorities instead of the time where
 * standard error is the journal. */
void log_init(enum log_format format);

/* From now on every event of this process names its peer as TEXT, which must
 * outlive it, and the process. */
void log_set_peer(const char *text);

/* Write EVENT with FIELDS, which end in LOG_KIND_END. A log that cannot be
 * written is no reason to stop serving: errors are ignored. */
void log_write(enum log_event event, const struct log_field *fields);

/* Write EVENT_ERROR with one field, the message, printf-like: "cannot VERB
 * OBJECT: reason". */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
