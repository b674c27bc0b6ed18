#pragma once

/*
 * Memory of a house of forked processes, in which a page is shared until
 * somebody writes to it: what is written to lies together, away from what is
 * not, and what is no longer needed is given back.
 */

#include <stddef.h>

/* SIZE bytes, all zero, for munmap(2), that no child will have: what none of
 * them shall see, or what would be copied for each while we write there. NULL
 * without memory. */
void *memory_private(size_t size);

/* Take what is free between the used parts of the heap, for good: a child
 * that allocated there would have to copy page after page of ours. What it
 * allocates then lies together, in pages of its own. */
void memory_fill_holes(void);

/* Give memory back that was needed once: free pages of the heap, and what the
 * stack was long before. */
void memory_slim(void);
