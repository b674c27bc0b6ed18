#pragma once

/*
 * The invitation: a text for a mail that explains to a reader who has never
 * used ssh how to open the résumé, on each kind of machine, and what the
 * question about the host's key means.
 */

#include <stdio.h>

struct error;

#define INVITE_KEYS_MAX 4

struct invite {
    const char *file;     /* of the résumé */
    const char *audience; /* the user name to give, or NULL: any */
    const char *host;     /* NULL: meta.ssh.host */
    const char *port;     /* NULL: 22, or what follows the host's colon */
    const char *keys[INVITE_KEYS_MAX]; /* files of public host keys */
    size_t key_count;
};

/* Write the text to OUT. Returns -1 with ERROR filled. */
int invite_write(const struct invite *invite, FILE *out, struct error *error);
