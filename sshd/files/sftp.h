#pragma once

/*
 * A read-only SFTP server, version 3 (draft-ietf-secsh-filexfer-02), for the
 * published files: a directory with a few files and a folder for each
 * language. It accesses only their descriptors, answers one request at a time,
 * and stores only the first 4 KiB of a packet, which every valid request fits
 * in.
 */

#include "files/outbuf.h"
#include "files/published_view.h"

#define SFTP_HANDLES    16
#define SFTP_PATH_MAX   1024
#define SFTP_PACKET_MAX (256 * 1024)

enum sftp_kind { SFTP_FREE, SFTP_FILE, SFTP_DIRECTORY };

struct sftp {
    const struct published_view *view;
    struct {
        enum sftp_kind kind;
        const struct published_folder *folder;
        const struct published_file *file;
        bool is_root;  /* of a directory */
        size_t listed; /* of a directory: entries that were sent */
    } handles[SFTP_HANDLES];
    const struct published_file *opened; /* set by SFTP_OPEN; the caller logs
                                           and resets it */
    bool greeted;                        /* SFTP_INIT was received */
    bool broken;             /* the client does not speak SFTP: disconnect */
    uint32_t size, received; /* of the current packet with its length */
    unsigned char packet[4096];
};

void sftp_init(struct sftp *sftp, const struct published_view *view);

/* Consume the LENGTH BYTES from the client up to the end of one request, and
 * write the answer to REPLY, which is empty. Returns the number of bytes
 * consumed. */
size_t sftp_take(struct sftp *sftp, const void *bytes, size_t length,
                 struct outbuf *reply);
