#pragma once

/*
 * Where connections come in, by accept(2) or through the proxy process: each is
 * given to a worker, or turned away with a sentence.
 */

#include <stdbool.h>
#include <stdint.h>

struct peer;
struct supervisor;

/* Let the visitor on FD in, or refuse; FD is taken. */
void accept_connection(struct supervisor *supervisor, int fd,
                       const struct peer *peer, uint64_t now);

/* Accept some of those who wait at the socket LISTENING. */
void accept_connections(struct supervisor *supervisor, int listening,
                        uint64_t now);

/* See whom the proxy process has let in. Returns whether there may be more. */
bool accept_proxied(struct supervisor *supervisor, uint64_t now);
