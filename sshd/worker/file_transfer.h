#pragma once

/*
 * Hands a visitor the published documents, by sftp or by scp, from the
 * worker itself: it takes no renderer to read a file that is open already.
 */

#include <stdbool.h>

#include "files/outbuf.h"
#include "files/scp.h"
#include "worker/session.h"
#include "files/sftp.h"

enum file_transfer_kind {
    FILE_TRANSFER_NONE,
    FILE_TRANSFER_SFTP,
    FILE_TRANSFER_SCP
};

struct file_transfer {
    enum file_transfer_kind kind;
    const struct published_files *files;
    unsigned logged; /* the documents that the log names, a bit each */
    int status;      /* to exit with, when it is through */
    struct scp scp;
    struct outbuf outbuf; /* from here on large, for those who use it */
    struct sftp sftp;
};

/* Begin what SESSION wants of DOCUMENTS, which are borrowed; false where that
 * is nothing of ours. Before the first time FILE_TRANSFER is all zero. */
bool file_transfer_open(struct file_transfer *file_transfer,
                        const struct session *session,
                        const struct published_files *files);
void file_transfer_close(struct file_transfer *file_transfer);

/* Take what the client sent, send what it takes. Returns whether that was
 * all, and `status` says how it went. */
bool file_transfer_move(struct file_transfer *file_transfer,
                        struct session *session);

/* Whether there is more to do without waiting for anything. */
bool file_transfer_is_ready(const struct file_transfer *file_transfer,
                            const struct session *session);

/* Whether there is more to send, and a client that takes nothing. */
bool file_transfer_is_stalled(const struct file_transfer *file_transfer,
                              const struct session *session);
