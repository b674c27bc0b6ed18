#include "memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define PAGE ((uintptr_t)4096)

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

void
memory_forget(void *memory, size_t size)
{
    char *from = memory, *end = from + size;

    from += (PAGE - (uintptr_t)from % PAGE) % PAGE;
    end -= (uintptr_t)end % PAGE;
    if (from < end)
        madvise(from, (size_t)(end - from), MADV_DONTNEED);
}

/* Not inline, or the frame were that of a function whose variables lie below
 * it. */
__attribute__((noinline)) void
memory_slim(void)
{
    const size_t deep = 256 * 1024, own = 1024; /* that for this call */
    char *here = __builtin_frame_address(0);

    malloc_trim(0);
    memory_forget(here - deep, deep - own);
}
