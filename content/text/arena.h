#pragma once

/*
 * An arena: memory that is allocated sequentially and freed all at once, for
 * the thousands of short strings of a résumé.
 */

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* start of the free bytes */
    size_t left;                /* number of free bytes in the block */
};

/* Allocate SIZE zeroed bytes, aligned for pointers; the arena owns them. Aborts
 * when out of memory; the files read are 1 MiB at most. */
void *arena_take(struct arena *arena, size_t size);

/* Allocate a string of unknown length: reserve its maximum size, write it, then
 * keep the bytes written. */
char *arena_reserve(struct arena *arena, size_t size);
void arena_keep(struct arena *arena, size_t size);

/* Copy TEXT into the arena. */
const char *arena_copy(struct arena *arena, const char *text);

void arena_fini(struct arena *arena);

/* A growing list inside an arena. A zeroed struct is an empty list. */
struct list {
    void *items;
    size_t count, capacity;
};

/* Append one zeroed item of SIZE bytes to LIST and return it. */
void *list_add(struct arena *arena, struct list *list, size_t size);
