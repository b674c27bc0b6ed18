#pragma once

/*
 * Sends a client the published files by sftp or scp, from the worker itself: a
 * file that is open already needs no renderer.
 */

#include <stdbool.h>

#include "files/outbuf.h"
#include "files/scp.h"
#include "files/sftp.h"
#include "worker/session.h"
#include "worker/visit.h"

enum file_transfer_kind {
    FILE_TRANSFER_NONE,
    FILE_TRANSFER_SFTP,
    FILE_TRANSFER_SCP
};

#define FILE_TRANSFER_LOGGED_MAX 64

struct file_transfer {
    enum file_transfer_kind kind;
    struct visit *visit; /* borrowed; where the documents are noted */
    int status;          /* the exit status, when it is complete */
    struct scp scp;
    struct outbuf outbuf; /* large; most connections touch no more */
    struct published_view view;
    /* The documents that the log has named. */
    const struct published_file *logged[FILE_TRANSFER_LOGGED_MAX];
    size_t logged_count;
    struct sftp sftp;
};

/* Start the transfer of FILES, which are borrowed, that SESSION requests; false
 * if it requests none. Before the first call FILE_TRANSFER is all zero. */
bool file_transfer_open(struct file_transfer *file_transfer,
                        const struct session *session,
                        const struct published_files *files);
void file_transfer_close(struct file_transfer *file_transfer);

/* Read what the client sent, and send as much as it accepts. Returns whether
 * the transfer is complete; then `status` is its exit status. */
bool file_transfer_move(struct file_transfer *file_transfer,
                        struct session *session);

/* Whether there is more to do without waiting for anything. */
bool file_transfer_is_ready(const struct file_transfer *file_transfer,
                            const struct session *session);

/* Whether there is more to send, but the client accepts nothing. */
bool file_transfer_is_stalled(const struct file_transfer *file_transfer,
                              const struct session *session);
