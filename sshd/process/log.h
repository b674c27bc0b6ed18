#pragma once

/*
 * The log: one line on standard error for each event, written by one write(2),
 * as text or JSON. What came from the network is printed as printable ASCII
 * and \xNN, LOG_WIRE_MAX bytes of it at most, so that no client can forge a
 * line or send escape sequences to the terminal of its reader.
 */

#include "process/log_event.h"

/* LOG(EVENT_ACCEPTED, LOG_TEXT("peer", peer), LOG_NUMBER("pid", pid)) */
#define LOG(event, ...)                                                        \
    log_write((event),                                                         \
              (const struct log_field[]){__VA_ARGS__, {.kind = LOG_KIND_END}})

/* Set the format. Text begins with a <N> priority instead of the time if
 * standard error is the journal. Standard error becomes a separate open file
 * description that never blocks and, if it is a file, appends: if the reader
 * stops, lines are lost and counted, and no process of ours can overwrite them.
 */
void log_init(enum log_format format);

/* Add peer=TEXT and pid= to all further events of this process. TEXT is
 * borrowed until it exits. */
void log_set_peer(const char *text);

/* Write EVENT with FIELDS, which end in LOG_KIND_END. Errors are ignored: a
 * server whose log is broken continues to serve. */
void log_write(enum log_event event, const struct log_field *fields);

/* Write EVENT_ERROR with one field, the message, printf-like: "cannot VERB
 * OBJECT: reason". */
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
