#include "process/memory_guard.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#endif

#if !defined(SANITIZED)

#include <stddef.h>
#include <stdlib.h>

#include "process/process.h"

/* For a few packets; from the heap, where mmap(2) need not be called. */
#define RESERVE_SIZE ((size_t)96 * 1024)

/* glibc's own names of what this file replaces. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

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
        memory = __libc_malloc(size);
    while (memory == NULL && guard_allows_retry());
    return memory;
}

void *
calloc(size_t count, size_t size)
{
    void *memory;

    do
        memory = __libc_calloc(count, size);
    while (memory == NULL && guard_allows_retry());
    return memory;
}

void *
realloc(void *old, size_t size)
{
    void *memory;

    do
        memory = __libc_realloc(old, size);
    while (memory == NULL && size > 0 && guard_allows_retry());
    return memory;
}

void
memory_guard_reserve(void)
{
    guard.reserve = malloc(RESERVE_SIZE);
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
