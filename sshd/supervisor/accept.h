#pragma once

/*
 * Accepting connections, from listening sockets or from the proxy process:
 * each gets a worker process, or is rejected with a message.
 */

#include <stdbool.h>
#include <stdint.h>

struct peer;
struct supervisor;

/* Start a worker for the connection FD of PEER, or reject it; takes ownership
 * of FD. */
void accept_connection(struct supervisor *supervisor, int fd,
                       const struct peer *peer, uint64_t now);

/* Accept some of the pending connections of the socket LISTENING. Without
 * descriptors or memory, reject with the reserved descriptors, and pause
 * accepting. */
void accept_connections(struct supervisor *supervisor, int listening,
                        uint64_t now);

/* Accept some of the connections that the proxy process passes on, and answer
 * its health checks. Returns whether more may be pending. */
bool accept_proxied(struct supervisor *supervisor, uint64_t now);
