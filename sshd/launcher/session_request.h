#pragma once

/*
 * What a client asked for before its shell or command starts, as the worker,
 * which parsed it, sends it to the launcher, which trusts none of it.
 */

#include <stdbool.h>
#include <stddef.h>

#define SESSION_REQUEST_COMMAND_MAX 4096
#define SESSION_REQUEST_HINT_MAX    64
#define SESSION_REQUEST_TERM_MAX    64
#define SESSION_REQUEST_USER_MAX    32

/* Milliseconds that a renderer waits for a terminal's answers. */
#define SESSION_REQUEST_WAIT_MIN 60
#define SESSION_REQUEST_WAIT_MAX 500

/* The environment variables that a client may set for its renderer. */
#define SESSION_REQUEST_HINTS(X)                                               \
    X(LANG)                                                                    \
    X(LC_ALL)                                                                  \
    X(LC_CTYPE)                                                                \
    X(LC_MESSAGES)                                                             \
    X(NO_COLOR)                                                                \
    X(COLORTERM)                                                               \
    X(ACCESSIBLE)

enum session_request_hint {
#define X(name) SESSION_REQUEST_##name,
    SESSION_REQUEST_HINTS(X)
#undef X
        SESSION_REQUEST_HINT_COUNT
};

/* A string is "" if the client sent none that is valid. Flags are characters,
 * because another process could write any byte there. */
struct session_request {
    unsigned char pty;
    unsigned char exec; /* run `command`, even if that is "" */
    unsigned short columns, rows;
    unsigned short answer_wait; /* WAIT_MIN to WAIT_MAX */
    unsigned seconds_left;      /* of the session */
    char term[SESSION_REQUEST_TERM_MAX + 1];
    char user[SESSION_REQUEST_USER_MAX + 1];
    unsigned char hinted[SESSION_REQUEST_HINT_COUNT];
    char hints[SESSION_REQUEST_HINT_COUNT][SESSION_REQUEST_HINT_MAX + 1];
    char command[SESSION_REQUEST_COMMAND_MAX + 1];
};

const char *session_request_hint_name(enum session_request_hint hint);

/* Store what the client sent. Returns false, and stores nothing, if it is too
 * long or has characters that are not allowed. */
bool session_request_set_term(struct session_request *request,
                              const char *term);
bool session_request_set_user(struct session_request *request,
                              const char *user);
bool session_request_set_hint(struct session_request *request, const char *name,
                              const char *value);

/* Keep COMMAND, the first SESSION_REQUEST_COMMAND_MAX bytes of it: terminals
 * send longer scripts ahead of a login, and the renderer shows the screens for
 * those. */
void session_request_set_command(struct session_request *request,
                                 const char *command);

/* Turn any 32 bits that a client sends into a size that a terminal can have:
 * 80x24 for zero, 300x100 at most. */
void session_request_set_size(struct session_request *request, unsigned columns,
                              unsigned rows);

/* Wait for the terminal's answers for three round trips of MICROSECONDS, within
 * the bounds above. */
void session_request_set_round_trip(struct session_request *request,
                                    unsigned long microseconds);

/* Whether REQUEST, which another process wrote, is one that the functions above
 * could have made. */
bool session_request_is_valid(const struct session_request *request);
