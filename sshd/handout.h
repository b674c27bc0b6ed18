#pragma once

/*
 * Hands a visitor the published documents, by sftp or by scp, from the
 * worker itself: it takes no renderer to read a file that is open already.
 */

#include <stdbool.h>

#include "parcel.h"
#include "scp.h"
#include "session.h"
#include "sftp.h"

enum handout_kind { HANDOUT_NONE, HANDOUT_SFTP, HANDOUT_SCP };

struct handout {
    enum handout_kind kind;
    const struct documents *documents;
    unsigned logged; /* the documents that the log names, a bit each */
    int status;      /* to exit with, when it is through */
    struct scp scp;
    struct parcel parcel; /* from here on large, for those who use it */
    struct sftp sftp;
};

/* Begin what SESSION wants of DOCUMENTS, which are borrowed; false where that
 * is nothing of ours. Before the first time HANDOUT is all zero. */
bool handout_open(struct handout *handout, const struct session *session,
                  const struct documents *documents);
void handout_close(struct handout *handout);

/* Take what the client sent, send what it takes. Returns whether that was
 * all, and `status` says how it went. */
bool handout_move(struct handout *handout, struct session *session);

/* Whether there is more to do without waiting for anything. */
bool handout_is_ready(const struct handout *handout,
                      const struct session *session);

/* Whether there is more to send, and a client that takes nothing. */
bool handout_is_stalled(const struct handout *handout,
                        const struct session *session);
