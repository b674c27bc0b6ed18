#pragma once

/*
 * Why a visit ends: its name in the log, and the sentence that the visitor's
 * client shows where the connection is cut.
 */

#define ENDINGS(X)                                                             \
    X(ENDING_NONE, "none", "")                                                 \
    X(ENDING_LEFT, "left", "")                                                 \
    X(ENDING_GRACE, "grace-time", "No session was opened in time.")            \
    X(ENDING_DISPLACED, "displaced",                                           \
      "Too many visitors are coming in just now; please try again in a "       \
      "minute.")                                                               \
    X(ENDING_IDLE, "idle", "Closed after a long time without a key.")          \
    X(ENDING_TOTAL, "session-timeout", "Closed: this visit was long enough.")  \
    X(ENDING_SHUTDOWN, "shutdown",                                             \
      "The server is going down; come back soon.")                             \
    X(ENDING_REFUSALS, "refusals", "Closed: too many refused requests.")       \
    X(ENDING_STALLED, "stalled", "Closed: nothing was read for a long time.")  \
    X(ENDING_FLOOD, "flood", "Closed: too much input.")                        \
    X(ENDING_FAILED, "failed", "The server is out of order; try again soon.")

enum ending {
#define X(ending, name, words) ending,
    ENDINGS(X)
#undef X
};

const char *ending_name(enum ending ending);
const char *ending_words(enum ending ending);
