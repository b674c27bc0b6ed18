#pragma once

/*
 * Where connections come in, by accept(2) or through the doorman: each is
 * given to a worker, or turned away with a sentence.
 */

#include <stdbool.h>
#include <stdint.h>

struct peer;
struct supervisor;

/* Let the visitor on FD in, or refuse; FD is taken. */
void reception_receive(struct supervisor *supervisor, int fd,
                       const struct peer *peer, uint64_t now);

/* Accept some of those who wait at the socket LISTENING. */
void reception_accept(struct supervisor *supervisor, int listening,
                      uint64_t now);

/* See whom the doorman has let in. Returns whether there may be more. */
bool reception_hear(struct supervisor *supervisor, uint64_t now);
