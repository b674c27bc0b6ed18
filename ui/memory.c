#include "memory.h"

#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>

/* Not inline, or the frame were that of a function whose variables lie below
 * it. */
__attribute__((noinline)) void
memory_slim(void)
{
    const size_t page = 4096, deep = 256 * 1024, own = 512; /* for this call */
    char *here = (char *)__builtin_frame_address(0) - own;

    malloc_trim(0);
    here -= (uintptr_t)here % page;
    madvise(here - deep, deep, MADV_DONTNEED);
}
