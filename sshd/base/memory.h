#pragma once

/*
 * Memory of forked processes, in which a page is shared until one of them
 * writes to it. Every lever is here, or is named here, with the KiB that it
 * saves of an idle session (of 100 at once; 220 KiB with all):
 *
 *   zygote, ui/zygote.h                        285
 *   buffers released and memory trimmed while
 *   a renderer waits, ui/interactive.c         262
 *   GLIBC_TUNABLES, systemd/                   100
 *   memory_trim() when a terminal session
 *   starts, sshd/worker/                        44
 *   memory_exhaust_free_chunks() before the
 *   first worker, sshd/supervisor/              37
 *   crypto_memory_seal(), sshd/process/         24
 *   memory_map_private(), also for isolation    14
 *   memory_fork() for workers                    9
 *   memory_reserve_end()                         8
 *   memory_exhaust_free_chunks() in a zygote     7
 *
 * memory_inherit_files() and memory_populate_end() save page faults instead.
 */

#include <stddef.h>
#include <sys/types.h>

/* Map SIZE bytes, all zero, that no child inherits (MADV_DONTFORK), for
 * munmap(2). Returns NULL without memory. */
void *memory_map_private(size_t size);

/* Allocate, permanently, the free chunks between used ones of malloc's heap: a
 * child that allocated there would copy one page of ours after another. What it
 * allocates then lies together at the end of the heap. Stops when all bytes
 * that were free are allocated, or after 4096 chunks; does nothing under a
 * sanitizer, or if mallinfo2(3) counts nothing. */
void memory_exhaust_free_chunks(void);

/* Have free bytes at the end of malloc's heap, 256 KiB, so that children use
 * them without brk(2). */
void memory_reserve_end(void);

/* Have the kernel allocate the first SIZE bytes of them in one call, which
 * takes less than a page fault for each page. */
void memory_populate_end(size_t size);

/* Return to the kernel the free pages of the heap, and those that the stack
 * used below the caller's frame. */
void memory_trim(void);

enum memory_files {
    MEMORY_FILES_USED,  /* the pages that this process has used */
    MEMORY_FILES_WHOLE, /* all pages of each file */
};

/* Have fork(2) copy the page tables of mapped files: for a mapping with no
 * page of its own it leaves them to the child's page faults. Costs one page
 * for each mapping. */
void memory_inherit_files(enum memory_files files);

/* fork(2) without the handlers of pthread_atfork(3), which write to pages of
 * the C library. Only for a process without threads. */
pid_t memory_fork(void);
