#pragma once

/*
 * The SSH side of a connection: key exchange, authentication that accepts
 * everybody, one session channel at a time. libssh's callbacks
 * (session_callbacks.c) only store what the client asks for; worker_loop.c
 * handles it after each turn. So no callback frees, writes or waits.
 */

#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <stdbool.h>
#include <stddef.h>

#include "launcher/session_request.h"
#include "worker/handshake_failure.h"

#define SESSION_CHUNK 16384

enum session_stream { SESSION_OUT, SESSION_ERR };

struct session_channel {
    ssh_channel handle;
    bool left;    /* the client closed it */
    bool closing; /* we do, as soon as libssh can */
};

struct session {
    int fd;
    ssh_session ssh;
    ssh_event event;
    struct ssh_server_callbacks_struct server_callbacks;
    struct ssh_channel_callbacks_struct channel_callbacks;
    struct session_channel channel, spent;
    struct handshake_failure failure;

    unsigned long max_env;

    /* What the client asks for; whoever handles it resets it. */
    bool authenticated;
    bool wanted;   /* a shell or command, as in `request` */
    bool sftp;     /* the subsystem, not a shell or command */
    bool resized;  /* to the size in `request` */
    bool end;      /* of its input */
    bool stop;     /* a signal that asks the program to end */
    bool hung_up;  /* the client closed the channel before we did */
    bool active;   /* it sent something a person could have typed */
    bool flooding; /* it ignores the window */
    bool misused;  /* it requested what SSH does not allow */
    bool blocked;  /* libssh accepts no output until it has received more */
    bool failed;   /* libssh could not take output, for lack of memory */
    unsigned refusals;

    bool denied_none;   /* "none" was refused, for a quirky client */
    bool requested;     /* a shell or command was asked for on this channel */
    bool input_ignored; /* input is thrown away */
    bool fetching;      /* what libssh holds is being read */
    unsigned long hints, variables; /* that the client sent: kept, and all */
    char *input; /* `length` bytes of it from `start` on are to be read */
    size_t size, start, length;
    size_t held;                       /* input that libssh still holds */
    unsigned long long received, sent; /* bytes that were delivered */

    struct session_request request; /* what it wants to see, in long strings */
};

/* The parts of session_open() (session_callbacks.h) around the callbacks: make
 * libssh's session, then send our identification. Both return -1 if libssh
 * fails. */
int session_init(struct session *session, ssh_bind bind, int fd,
                 unsigned long max_env);
int session_start(struct session *session);

/* Disconnect with REASON, a sentence that the client shows; wait up to a second
 * until the client has read it. */
void session_disconnect(struct session *session, const char *reason);

/* Close the connection, and free everything. */
void session_fini(struct session *session);

/* The time of a round trip to the client in microseconds, as TCP measures it; a
 * second if there is no TCP. */
unsigned long session_round_trip(const struct session *session);

/* The poll(2) events to wait for on `fd`. */
short session_events(const struct session *session);

/* Read and write what the socket allows. Returns false if the connection is
 * over. */
bool session_turn(struct session *session);

/* Whether the client has ended the connection that is over, rather than libssh
 * for what the client sent. */
bool session_was_left(const struct session *session);

/* Why the connection is over, as libssh reports it. */
const char *session_detail(const struct session *session);

/* How many bytes session_write() would accept now. No more than one chunk is
 * ever queued, whatever the client does. */
size_t session_room(const struct session *session);

/* Send BYTES. Returns how many were taken, 0 to LENGTH. */
size_t session_write(struct session *session, enum session_stream stream,
                     const void *bytes, size_t length);

/* Room for SIZE bytes of input, when there are none; false without memory. */
bool session_reserve(struct session *session, size_t size);

/* LENGTH bytes of input were read; after the last, fetch what libssh holds. */
void session_consume(struct session *session, size_t length);

/* Discard all input from now on. */
void session_ignore_input(struct session *session);

/* The program ended with STATUS: send it to the client, and close the
 * channel. */
void session_close(struct session *session, int status);
