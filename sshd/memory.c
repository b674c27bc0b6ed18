#include "memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Bytes of the heap; it hands out nothing in between. */
#define HOLE_MAX  ((size_t)16 * 1024)
#define HOLE_MIN  24
#define HOLE_STEP 16

struct hole {
    struct hole *next;
};

void *
memory_private(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, size, MADV_DONTFORK);
    return memory;
}

void
memory_fill_holes(void)
{
    static struct hole *holes; /* for leak checkers, which shall see them */

    for (size_t size = HOLE_MAX; size >= HOLE_MIN; size -= HOLE_STEP)
        for (;;) {
            const char *top = (char *)sbrk(0) - mallinfo2().keepcost;
            struct hole *hole = malloc(size);

            if (hole == NULL || (char *)hole >= top) {
                free(hole);
                break;
            }
            hole->next = holes;
            holes = hole;
        }
}

/* Not inline, or the frame were that of a function whose variables lie below
 * it. */
__attribute__((noinline)) void
memory_slim(void)
{
    const size_t page = 4096, deep = 256 * 1024, own = 1024; /* for this call */
    char *here = (char *)__builtin_frame_address(0) - own;

    malloc_trim(0);
    here -= (uintptr_t)here % page;
    madvise(here - deep, deep, MADV_DONTNEED);
}
