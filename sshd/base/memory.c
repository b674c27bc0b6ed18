#include "base/memory.h"

#include <fcntl.h>
#include <limits.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define CHUNK_MAX   ((size_t)16 * 1024)
#define CHUNK_MIN   ((size_t)24)
#define CHUNK_STEP  ((size_t)16) /* malloc's alignment */
#define CHUNKS_MAX  ((size_t)4096)
#define STACK_DEPTH ((size_t)256 * 1024) /* bytes below the caller */
#define PAGE        ((size_t)4096)

/* Bytes to reserve at the end of the heap; and the size of a block that malloc
 * takes from there, because it is too large for a free chunk between used ones,
 * and too small for mmap(2). */
#define END_SIZE  ((size_t)256 * 1024)
#define END_BLOCK ((size_t)64 * 1024)

struct chunk {
    struct chunk *next;
};

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

#if !defined(__SANITIZE_ADDRESS__)
/* Allocate SIZE bytes from a free chunk between used ones. What comes from the
 * end of the heap makes its last, free chunk (keepcost) smaller, and is freed
 * again. */
static bool
memory_fill_chunk(size_t size)
{
    static struct chunk *chunks; /* reachable: no leak */
    size_t end = mallinfo2().keepcost;
    struct chunk *chunk = malloc(size);

    if (chunk == NULL)
        return false;
    if (mallinfo2().keepcost != end) {
        free(chunk);
        return false;
    }
    chunk->next = chunks;
    chunks = chunk;
    return true;
}

void
memory_exhaust_free_chunks(void)
{
    struct mallinfo2 info = mallinfo2();
    size_t left = info.fordblks - info.keepcost, count = 0;

    if (info.keepcost == 0)
        return; /* the allocator in use has no statistics */
    for (size_t size = CHUNK_MAX; size >= CHUNK_MIN; size -= CHUNK_STEP)
        while (size <= left && count < CHUNKS_MAX && memory_fill_chunk(size)) {
            left -= size;
            count++;
        }
}
#else
void
memory_exhaust_free_chunks(void)
{
}
#endif

/* Find the whole pages of the free chunk at the end of the heap, *SIZE bytes.
 * Returns NULL if malloc would put the next large block elsewhere. */
static char *
memory_find_end(size_t *size)
{
    size_t left = mallinfo2().keepcost;
    void *block = malloc(END_BLOCK);
    size_t taken = left - mallinfo2().keepcost;
    uintptr_t address = (uintptr_t)block;
    size_t before = (PAGE - address % PAGE) % PAGE;

    free(block);
    if (taken < END_BLOCK || taken > END_BLOCK + PAGE)
        return NULL;
    left -= before + PAGE; /* more than what malloc has written around it */
    *size = left - left % PAGE;
    return (char *)(address + before);
}

static void
memory_drop_end(void)
{
    size_t size;
    char *start = memory_find_end(&size);

    if (start != NULL)
        madvise(start, size, MADV_DONTNEED);
}

void
memory_reserve_end(void)
{
    void *blocks[END_SIZE / END_BLOCK];

    mallopt(M_TRIM_THRESHOLD, INT_MAX); /* free(3) calls brk(2) for nothing */
    for (size_t i = 0; i < END_SIZE / END_BLOCK; i++)
        blocks[i] = malloc(END_BLOCK);
    for (size_t i = END_SIZE / END_BLOCK; i > 0; i--)
        free(blocks[i - 1]);
    memory_drop_end();
}

void
memory_populate_end(size_t size)
{
    size_t left;
    char *start = memory_find_end(&left);

    if (start != NULL)
        madvise(start, size < left ? size - size % PAGE : left,
                MADV_POPULATE_WRITE);
}

/* Never inlined: the pages below its frame must not hold its caller's
 * variables. */
__attribute__((noinline)) void
memory_trim(void)
{
    const size_t own = 1024; /* bytes of the stack for this call */
    char *here = (char *)__builtin_frame_address(0) - own;

    malloc_trim(INT_MAX); /* without brk(2), which writes to libc's data */
    memory_drop_end();
    here -= (uintptr_t)here % PAGE;
    madvise(here - STACK_DEPTH, STACK_DEPTH, MADV_DONTNEED);
}

/* Give this process its own copy of the page at ADDRESS: write one byte of it
 * back through FD, an open /proc/self/mem, which may write to read-only pages,
 * too. */
static void
memory_own_page(int fd, off_t address)
{
    char byte;

    if (pread(fd, &byte, 1, address) == 1)
        (void)!pwrite(fd, &byte, 1, address);
}

void
memory_inherit_files(enum memory_files files)
{
    FILE *maps = fopen("/proc/self/maps", "re");
    int fd = open("/proc/self/mem", O_RDWR | O_CLOEXEC);
    unsigned long start, end;
    char access[5], line[512];

    while (maps != NULL && fd >= 0 && fgets(line, sizeof(line), maps) != NULL)
        if (sscanf(line, "%lx-%lx %4s", &start, &end, access) == 3 &&
            access[0] == 'r' && access[1] == '-' && access[3] == 'p' &&
            (strchr(line, '/') != NULL || strstr(line, "[vdso]") != NULL)) {
            if (files == MEMORY_FILES_WHOLE)
                madvise((void *)start, end - start, MADV_POPULATE_READ);
            memory_own_page(fd, (off_t)start);
        }
    if (fd >= 0)
        close(fd);
    if (maps != NULL)
        fclose(maps);
}

pid_t
memory_fork(void)
{
    return _Fork();
}
