#pragma once

/*
 * The server's private keys.
 */

#include <libssh/libssh.h>

struct error;

enum hostkey_mode {
    HOSTKEY_OWNER_ONLY, /* refuse a file to which others have access */
    HOSTKEY_ANY_MODE,
};

/* Load FILE. Returns a key to be freed, or NULL with ERROR filled. */
ssh_key hostkey_load(const char *file, enum hostkey_mode mode,
                     struct error *error);

#define HOSTKEY_PRINTS_MAX 16

/* The data of a key in SSHFP records (RFC 4255, 6594, 7479). */
struct hostkey_print {
    const char *name;   /* "ssh-ed25519" */
    unsigned algorithm; /* 3: ECDSA, 4: Ed25519 */
    unsigned char sha1[20], sha256[32];
};

/* Fill PRINT from the private key FILE or, if that cannot be read, from
 * FILE.pub. Returns -1 without either. */
int hostkey_print(struct hostkey_print *print, const char *file);

/* Log KEY's type and fingerprint. */
void hostkey_log(ssh_key key);
