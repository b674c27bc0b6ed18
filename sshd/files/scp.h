#pragma once

/*
 * The far end of `scp -f`, the protocol of scp before SFTP (`scp -O`, pscp
 * -scp): the client's command names documents, which are sent one after the
 * other, each step when the client has said yes to the one before.
 *
 *   1 WAIT -> for every document that is meant: 2 TIMES, with -p -> 3 HEAD:
 *   its size and name -> 4 BODY -> 5 TAIL: a yes of ours behind it -> back to
 *   1, and when there is none left, 6 DONE.
 */

#include <stdbool.h>
#include <stddef.h>

#include "files/published_files.h"
#include "files/outbuf.h"

enum scp_stage { SCP_WAIT, SCP_TIMES, SCP_HEAD, SCP_BODY, SCP_TAIL, SCP_DONE };

struct scp {
    const struct published_files *files;
    bool meant[PUBLISHED_FILES_MAX]; /* and not yet sent */
    bool times;
    bool complaint; /* the rest of the client's line is one */
    enum scp_stage stage;
    const struct published_file *file;   /* on its way */
    const struct published_file *opened; /* just now; who logs it resets it */
    int status;                          /* to exit with */
};

/* Whether COMMAND is one that scp sends to the other side. */
bool scp_is_command(const char *command);

/* Begin with COMMAND, which is one; what there is to say at once goes to
 * REPLY, which is empty. */
void scp_init(struct scp *scp, const struct published_files *files,
              const char *command, struct outbuf *reply);

/* Take of the LENGTH BYTES from the client up to and with the yes that is
 * answered in REPLY, which was empty. Returns how many. To be called without
 * any bytes, too, whenever REPLY was sent. */
size_t scp_take(struct scp *scp, const void *bytes, size_t length,
                struct outbuf *reply);
