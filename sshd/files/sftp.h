#pragma once

/*
 * A read-only SFTP server, version 3 (draft-ietf-secsh-filexfer-02), over
 * the published documents: one directory with a few files. It touches nothing
 * but those, answers one request at a time, and keeps of a packet no more
 * than what a request that it grants can be long.
 */

#include "files/published_files.h"
#include "files/outbuf.h"

#define SFTP_HANDLES    16
#define SFTP_PATH_MAX   1024
#define SFTP_PACKET_MAX (256 * 1024)

enum sftp_kind { SFTP_FREE, SFTP_DOCUMENT, SFTP_DIRECTORY };

struct sftp {
    const struct published_files *files;
    struct {
        enum sftp_kind kind;
        const struct published_file *file;
        bool listed; /* the directory, in full */
    } handles[SFTP_HANDLES];
    const struct published_file *opened; /* just now; who logs it resets it */
    bool greeted;
    bool broken;             /* the client does not speak SFTP */
    uint32_t size, received; /* of this packet, with its length */
    unsigned char packet[4096];
};

void sftp_init(struct sftp *sftp, const struct published_files *files);

/* Take of the LENGTH BYTES from the client up to and with the request whose
 * answer then is in REPLY, which was empty. Returns how many. */
size_t sftp_take(struct sftp *sftp, const void *bytes, size_t length,
                 struct outbuf *reply);
