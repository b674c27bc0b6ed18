#pragma once

/*
 * A key exchange with ourselves, before the first visitor comes: what the
 * libraries open, read and compute once is then done, so that workers, which
 * inherit it, are quick and need to open nothing.
 */

#include <libssh/server.h>

struct error;

/* Rehearse as BIND says, for five seconds at most. Returns -1 with ERROR
 * filled where the two halves of us do not agree. */
int warmup_run(ssh_bind bind, struct error *error);
