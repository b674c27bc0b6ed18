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
#define MARKS(X)                                                               \
    X(MARK_NONE, "none")                                                       \
    X(MARK_BOT, "bot")                                                         \
    X(MARK_COMMAND, "command")                                                 \
    X(MARK_FILE, "file")                                                       \
    X(MARK_TERMINAL, "terminal")

enum mark {
#define X(mark, name) mark,
    MARKS(X)
#undef X
        MARK_COUNT
};

/* Set in the byte, beside the mark, when the connection is closed. */
#define MARK_CLOSED 0x80

/* The exit status by which the program says that it knows no such command. */
#define MARK_UNKNOWN_COMMAND 127

/* In the worker: it is at least this one. */
static inline void
mark_raise(atomic_uchar *mark, enum mark least)
{
    if (*mark < least)
        *mark = (unsigned char)least;
}

/* In the worker: it does no more than exit. */
static inline void
mark_close(atomic_uchar *mark)
{
    *mark |= MARK_CLOSED;
}

/* What the byte VALUE says of the visit: an enum mark, if the worker is not
 * broken. */
static inline unsigned
mark_kind(unsigned char value)
{
    return value & (MARK_CLOSED - 1u);
}
