#pragma once

/*
 * The server side of `scp -f`, scp's protocol before SFTP (`scp -O`, pscp
 * -scp): the client's command names files, which are sent one after the other.
 * Each step waits for the client's acknowledgement, a zero byte.
 *
 *   WAIT -> for every selected file: TIMES, with -p -> HEAD: its size and
 *   name -> BODY -> TAIL: our acknowledgement -> WAIT; after the last file
 *   DONE. With -r, a folder's files are between its name (D) and an end (E).
 */

#include <stdbool.h>
#include <stddef.h>

#include "files/outbuf.h"
#include "files/published_view.h"

enum scp_stage { SCP_WAIT, SCP_TIMES, SCP_HEAD, SCP_BODY, SCP_TAIL, SCP_DONE };

/* A directory of the view: the root, then its folders. */
struct scp_directory {
    bool whole;                         /* its name is sent, too */
    bool selected[PUBLISHED_FILES_MAX]; /* and not yet sent */
};

struct scp {
    const struct published_view *view;
    struct scp_directory directories[1 + PUBLISHED_PEOPLE_MAX];
    size_t current;     /* the directory being sent */
    bool entered;       /* its name was sent */
    bool times;         /* -p: send modification times */
    bool in_error_line; /* of the client: skip the rest of it */
    enum scp_stage stage;
    const struct published_file *file;   /* being sent */
    const struct published_file *opened; /* set for each file; the caller
                                            logs and resets it */
    int status;                          /* exit status */
};

/* Whether COMMAND is one that an scp client sends to a server. */
bool scp_is_command(const char *command);

/* Begin to serve COMMAND, for which scp_is_command() is true. Errors go to
 * REPLY, which is empty. */
void scp_init(struct scp *scp, const struct published_view *view,
              const char *command, struct outbuf *reply);

/* Consume the LENGTH BYTES from the client up to the acknowledgement that
 * REPLY, which is empty, answers. Returns the number of bytes consumed. Call
 * it also without bytes, whenever REPLY was sent. */
size_t scp_take(struct scp *scp, const void *bytes, size_t length,
                struct outbuf *reply);
