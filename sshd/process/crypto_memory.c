#include "process/crypto_memory.h"

/* A shared libssh has allocated before any code of this program runs. */
#if defined(LIBSSH_IS_STATIC) && !defined(__SANITIZE_ADDRESS__)

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <openssl/crypto.h>

#include "base/array.h"

#define ALIGNMENT   16
#define REGION_SIZE ((size_t)128 * 1024)

/* Where OpenSSL allocates what it writes to when it is used: locks, reference
 * counts, the state of random numbers and of errors. */
static const char *const crypto_memory_files[] = {
    "crypto/threads_pthread.c",
    "crypto/ec/ecx_key.c",
    "crypto/err/",
    "crypto/evp/",
    "providers/implementations/ciphers/",
    "providers/implementations/rands/",
};

static struct {
    _Alignas(4096) char bytes[REGION_SIZE];
    size_t used;
    bool sealed;
} region;

static bool
crypto_memory_is_written(const char *file)
{
    for (size_t i = 0; i < COUNT(crypto_memory_files); i++)
        if (strstr(file, crypto_memory_files[i]) != NULL)
            return true;
    return false;
}

static bool
crypto_memory_has(const void *memory)
{
    uintptr_t at = (uintptr_t)memory, start = (uintptr_t)region.bytes;

    return at >= start && at < start + sizeof(region.bytes);
}

static void *
crypto_memory_allocate(size_t size, const char *file, int line)
{
    void *memory = &region.bytes[region.used];

    (void)line;
    if (size == 0)
        return NULL;
    if (region.sealed || file == NULL || !crypto_memory_is_written(file) ||
        size > sizeof(region.bytes) - region.used)
        return malloc(size);
    size += (ALIGNMENT - size % ALIGNMENT) % ALIGNMENT;
    region.used += size;
    return memory;
}

static void
crypto_memory_free(void *memory, const char *file, int line)
{
    (void)file;
    (void)line;
    if (!crypto_memory_has(memory))
        free(memory);
}

static void *
crypto_memory_resize(void *memory, size_t size, const char *file, int line)
{
    size_t left;
    void *moved;

    if (size == 0) {
        crypto_memory_free(memory, file, line);
        return NULL;
    }
    if (!crypto_memory_has(memory))
        return realloc(memory, size);
    moved = malloc(size);
    if (moved == NULL)
        return NULL;
    /* The allocated size is unknown; copying more is harmless. */
    left = (size_t)(region.bytes + sizeof(region.bytes) - (char *)memory);
    memcpy(moved, memory, size < left ? size : left);
    return moved;
}

/* Before libssh's constructor, which allocates. */
__attribute__((constructor(101))) static void
crypto_memory_gather(void)
{
    CRYPTO_set_mem_functions(crypto_memory_allocate, crypto_memory_resize,
                             crypto_memory_free);
}

void
crypto_memory_seal(void)
{
    region.sealed = true;
}

#else

void
crypto_memory_seal(void)
{
}

#endif
