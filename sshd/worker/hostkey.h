#pragma once

/*
 * The server's private keys.
 */

#include <libssh/libssh.h>
#include <stdbool.h>

struct error;

/* Load FILE. Unless TRUSTED, nobody but its owner may have access to it.
 * Returns a key to be freed, or NULL with ERROR filled. */
ssh_key hostkey_load(const char *file, bool trusted, struct error *error);

/* Tell the log KEY's type and fingerprint. */
void hostkey_log(ssh_key key);
