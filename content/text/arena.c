#include "text/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE ((size_t)64 * 1024)

struct arena_block {
    struct arena_block *older;
    alignas(max_align_t) char bytes[];
};

char *
arena_reserve(struct arena *arena, size_t size)
{
    if (size > arena->left) {
        size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
        struct arena_block *block = malloc(sizeof(*block) + room);

        if (block == NULL) {
            fputs("out of memory\n", stderr);
            abort();
        }
        block->older = arena->blocks;
        arena->blocks = block;
        arena->next = block->bytes;
        arena->left = room;
    }
    return arena->next;
}

void
arena_keep(struct arena *arena, size_t size)
{
    arena->next += size;
    arena->left -= size;
}

void *
arena_take(struct arena *arena, size_t size)
{
    size_t align = alignof(max_align_t);
    char *bytes = arena_reserve(arena, size + align);
    size_t skip = -(size_t)bytes & (align - 1);

    arena_keep(arena, skip + size);
    return memset(bytes + skip, 0, size);
}

const char *
arena_copy(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy;

    if (size == 1)
        return "";
    copy = memcpy(arena_reserve(arena, size), text, size);
    arena_keep(arena, size);
    return copy;
}

void
arena_fini(struct arena *arena)
{
    struct arena_block *block = arena->blocks;

    while (block != NULL) {
        struct arena_block *older = block->older;

        free(block);
        block = older;
    }
    *arena = (struct arena){0};
}

void *
list_add(struct arena *arena, struct list *list, size_t size)
{
    if (list->count == list->capacity) {
        size_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
        void *items = arena_take(arena, capacity * size);

        if (list->count > 0)
            memcpy(items, list->items, list->count * size);
        list->items = items;
        list->capacity = capacity;
    }
    return (char *)list->items + list->count++ * size;
}
