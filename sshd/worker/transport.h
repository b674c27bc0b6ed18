#pragma once

/*
 * What the server offers in the key exchange: version, host keys, algorithms.
 */

#include <libssh/server.h>
#include <stddef.h>

struct error;

/* A bind that every session is made from, with the private keys of COUNT
 * FILES; those below the directory TRUSTED (may be NULL) may have any mode.
 * NULL with ERROR filled. */
ssh_bind transport_new(const char *const *files, size_t count,
                       const char *trusted, struct error *error);
