#include "process/memory_guard.h"

#if !defined(__SANITIZE_ADDRESS__)

#include <stddef.h>
#include <stdlib.h>

#include "process/process.h"

/* For a few packets; from the heap, where mmap(2) need not be called. */
#define RESERVE_SIZE ((size_t)96 * 1024)

/* glibc's own names of what this file replaces. */
void *guard_malloc(size_t size) __asm__("__libc_malloc");
void *guard_calloc(size_t nmemb, size_t size) __asm__("__libc_calloc");
void *guard_realloc(void *ptr, size_t size) __asm__("__libc_realloc");

static struct {
    void *reserve;
    int status; /* to exit with; 0: not armed */
    bool used;
} guard;

/* After an allocation has failed: release the reserve for the next attempt, or
 * exit. Returns whether to try again. */
static bool
guard_allows_retry(void)
{
    if (guard.status == 0)
        return false;
    if (guard.reserve == NULL)
        process_end(guard.status);
    free(guard.reserve);
    guard.reserve = NULL;
    guard.used = true;
    return true;
}

void *
malloc(size_t size)
{
    void *memory;

    do
        memory = guard_malloc(size);
    while (memory == NULL && guard_allows_retry());
    return memory;
}

void *
calloc(size_t nmemb, size_t size)
{
    void *memory;

    do
        memory = guard_calloc(nmemb, size);
    while (memory == NULL && guard_allows_retry());
    return memory;
}

void *
realloc(void *ptr, size_t size)
{
    void *memory;

    do
        memory = guard_realloc(ptr, size);
    while (memory == NULL && size > 0 && guard_allows_retry());
    return memory;
}

void
memory_guard_reserve(void)
{
    guard.reserve = guard_malloc(RESERVE_SIZE);
}

void
memory_guard_arm(int status)
{
    guard.status = status;
}

bool
memory_guard_was_used(void)
{
    bool used = guard.used;

    guard.used = false;
    return used;
}

#else

void
memory_guard_reserve(void)
{
}

void
memory_guard_arm(int status)
{
    (void)status;
}

bool
memory_guard_was_used(void)
{
    return false;
}

#endif
