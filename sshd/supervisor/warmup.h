#pragma once

/*
 * A key exchange with a client in this process, before the first connection:
 * what the libraries open, read and compute once is done then, and every
 * worker inherits it. Without it a worker takes about 250 KiB more, and
 * needs system calls that its sandbox denies.
 */

#include <libssh/server.h>

struct error;

/* Exchange keys once, with the host keys of BIND, for at most 30 seconds.
 * Returns -1 with ERROR filled if that fails. */
int warmup_run(ssh_bind bind, struct error *error);
