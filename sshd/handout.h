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
    struct sftp sftp;
    struct scp scp;
    struct parcel parcel;
    const struct documents *documents;
    unsigned logged; /* the documents that the log names, a bit each */
    int status;      /* to exit with, when it is through */
};

/* Hand out DOCUMENTS, which are borrowed. */
void handout_init(struct handout *handout, const struct documents *documents);

/* Begin what SESSION wants; false where that is nothing of ours. */
bool handout_open(struct handout *handout, const struct session *session);
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
