#pragma once

/*
 * What becomes of a worker that runs out of memory. libssh sends a packet that
 * it has no memory to encrypt as it is (packet_send2() in 0.12.2), so that none
 * of its calls may fail for lack of it. A reserve serves the first that would:
 * the session ends in order, and says why. Once that is used up, too, the
 * process ends before it sends another byte.
 *
 * It stands between malloc(3) and all that is linked with the program, shared
 * libraries too. The address sanitizer, which has a malloc(3) of its own, ends
 * the process by itself.
 */

#include <stdbool.h>

/* In the supervisor, before the first worker: allocate the reserve, which takes
 * addresses but no memory. */
void memory_guard_reserve(void);

/* In a worker: from now on no allocation fails. The process exits with STATUS
 * where it would. */
void memory_guard_arm(int status);

/* Whether the reserve was used since the last call. */
bool memory_guard_was_used(void);
