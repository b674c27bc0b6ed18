#pragma once

/*
 * Memory of forked processes, in which a page is shared until one of them
 * writes to it. What each lever brings is measured as the memory (PSS) of one
 * of 100 idle visits:
 *
 * - Tables that no child has: the supervisor's lists, 14 KiB; they are here so
 *   that a worker cannot read them.
 * - GLIBC_TUNABLES of the unit, which zygote.c passes on: 100 KiB.
 * - The zygote, see there: 285 KiB.
 * - What a worker's handshake used of stack and heap, given back once: 44 KiB.
 * - A renderer's own: ui/memory.h.
 */

#include <stddef.h>

/* SIZE bytes, all zero, for munmap(2), that no child will have: what none of
 * them shall see, or what would be copied for each while we write there. NULL
 * without memory. */
void *memory_map_private(size_t size);

/* Give free pages of the heap back, and those that the stack used before. */
void memory_trim(void);
