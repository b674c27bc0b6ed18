#pragma once

/*
 * Memory that is handed out in order and given back all at once. A résumé
 * is thousands of short strings that live and die together.
 */

#include <stddef.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* the newest first */
    char *next;                 /* where the next bytes come from */
    size_t left;                /* how many of them the block still has */
};

/* SIZE zeroed bytes, aligned for pointers. Out of memory ends the process:
 * what is read here is 1 MiB at most. */
void *arena_take(struct arena *arena, size_t size);

/* Room for a string whose length is not known yet: reserve the most it can
 * be, write it, then keep what was written. */
char *arena_reserve(struct arena *arena, size_t size);
void arena_keep(struct arena *arena, size_t size);

/* TEXT, kept. */
const char *arena_copy(struct arena *arena, const char *text);

void arena_fini(struct arena *arena);

/* A list that grows inside an arena. Zero is an empty one. */
struct list {
    void *items;
    size_t count, capacity;
};

/* Room for one more item of SIZE bytes at the end of LIST; zeroed. */
void *list_add(struct arena *arena, struct list *list, size_t size);
