#pragma once

/*
 * The kind of a session: one byte of shared memory for each worker, which the
 * worker writes and the supervisor reads. The kind only rises; from
 * SESSION_KIND_COMMAND on, a shell, a command or a file transfer was served. A
 * flag in the same byte records that the connection is closed, though the
 * process is not reaped yet. Each worker has a byte of its own, so a
 * compromised one can misreport only itself.
 */

#include <stdatomic.h>

/* none: the client has requested nothing. command: a known command ran to its
 * end. file: sftp or scp. terminal: the client sent keyboard input. bot: it
 * requested anything else, which led to nothing. */
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

/* Flag in the byte, in addition to the kind: the connection is closed. */
#define SESSION_KIND_CLOSED 0x80

/* A second byte follows the first: the number of the audience that the user
 * name named (audience_names.h), or 0. */
#define SESSION_KIND_BYTES 2

/* The exit status of resume-ui for an unknown command. */
#define SESSION_KIND_UNKNOWN_COMMAND 127

/* In the worker: raise KIND to at least LEAST. */
static inline void
session_kind_raise(atomic_uchar *kind, enum session_kind least)
{
    if (*kind < least)
        *kind = (unsigned char)least;
}

/* In the worker: the session is of the audience with this NUMBER. */
static inline void
session_kind_set_audience(atomic_uchar *kind, unsigned number)
{
    kind[1] = (unsigned char)number;
}

/* The number of the audience; any number if a compromised worker wrote it. */
static inline unsigned
session_kind_audience(const atomic_uchar *kind)
{
    return kind[1];
}

/* In the worker: the connection is closed; only its exit is left. */
static inline void
session_kind_close(atomic_uchar *kind)
{
    *kind |= SESSION_KIND_CLOSED;
}

/* The enum session_kind in the byte VALUE; out of range if a compromised worker
 * wrote it. */
static inline unsigned
session_kind_of(unsigned char value)
{
    return value & (SESSION_KIND_CLOSED - 1u);
}
