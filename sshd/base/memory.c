#include "base/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>

void *
memory_map_private(size_t size)
{
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (memory == MAP_FAILED)
        return NULL;
    madvise(memory, size, MADV_DONTFORK);
    return memory;
}

/* Not inline, or the frame were that of a function whose variables lie below
 * it. */
__attribute__((noinline)) void
memory_trim(void)
{
    const size_t page = 4096, deep = 256 * 1024, own = 1024; /* for this call */
    char *here = (char *)__builtin_frame_address(0) - own;

    malloc_trim(0);
    here -= (uintptr_t)here % page;
    madvise(here - deep, deep, MADV_DONTNEED);
}
