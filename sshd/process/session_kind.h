#pragma once

/*
 * What a visit turns out to be for: the mark of its worker, a byte that the
 * supervisor sees while the visit lasts. It only ever rises; from the second
 * on there is a shell, a command or files. A flag beside it says that the
 * connection is closed, though the process is not reaped yet. Each worker has
 * a byte of its own: one that was broken into can lie about itself alone.
 */

#include <stdatomic.h>

/* none: nothing was asked for. command: one ran to its end, and was known.
 * file: sftp or scp. terminal: something came from one. bot: whatever else
 * was asked for, and led to nothing. */
#define SESSION_KINDS(X)                                                       \
    X(SESSION_KIND_NONE, "none")                                               \
    X(SESSION_KIND_BOT, "bot")                                                 \
    X(SESSION_KIND_COMMAND, "command")                                         \
    X(SESSION_KIND_FILE, "file")                                               \
    X(SESSION_KIND_TERMINAL, "terminal")

enum session_kind {
#define X(kind, name) kind,
    SESSION_KINDS(X)
#undef X
        SESSION_KIND_COUNT
};

/* Set in the byte, beside the mark, when the connection is closed. */
#define SESSION_KIND_CLOSED 0x80

/* The exit status by which the program says that it knows no such command. */
#define SESSION_KIND_UNKNOWN_COMMAND 127

/* In the worker: it is at least this one. */
static inline void
session_kind_raise(atomic_uchar *kind, enum session_kind least)
{
    if (*kind < least)
        *kind = (unsigned char)least;
}

/* In the worker: it does no more than exit. */
static inline void
mark_close(atomic_uchar *kind)
{
    *kind |= SESSION_KIND_CLOSED;
}

/* What the byte VALUE says of the visit: an enum kind, if the worker is not
 * broken. */
static inline unsigned
mark_kind(unsigned char value)
{
    return value & (SESSION_KIND_CLOSED - 1u);
}
