#pragma once

/*
 * Why a connection ends: the reason's name in the log, and the sentence that
 * the client shows where the server disconnects.
 */

#define DISCONNECT_REASONS(X)                                                  \
    X(DISCONNECT_NONE, "none", "")                                             \
    X(DISCONNECT_LEFT, "left", "")                                             \
    X(DISCONNECT_GRACE, "grace-time", "No session was opened in time.")        \
    X(DISCONNECT_DISPLACED, "displaced",                                       \
      "Too many visitors are connecting right now; please try again in a "     \
      "minute.")                                                               \
    X(DISCONNECT_IDLE, "idle",                                                 \
      "Closed after a long time without a key press.")                         \
    X(DISCONNECT_TOTAL, "session-timeout",                                     \
      "Closed: this session has reached its maximum length.")                  \
    X(DISCONNECT_SHUTDOWN, "shutdown",                                         \
      "The server is going down; come back soon.")                             \
    X(DISCONNECT_REFUSALS, "refusals", "Closed: too many refused requests.")   \
    X(DISCONNECT_STALLED, "stalled",                                           \
      "Closed: your client read nothing for a long time.")                     \
    X(DISCONNECT_FLOOD, "flood", "Closed: too much input.")                    \
    X(DISCONNECT_MISUSED, "protocol-error",                                    \
      "Closed: SSH does not allow this request.")                              \
    X(DISCONNECT_FAILED, "failed",                                             \
      "The server is out of order; try again soon.")

enum disconnect_reason {
#define X(reason, name, words) reason,
    DISCONNECT_REASONS(X)
#undef X
};

const char *disconnect_reason_name(enum disconnect_reason reason);
const char *disconnect_reason_message(enum disconnect_reason reason);
