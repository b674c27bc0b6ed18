#pragma once

/*
 * The program that a visitor meets, started on a pseudo-terminal or on three
 * pipes, with an environment made from nothing.
 */

#include <stddef.h>
#include <sys/types.h>

struct limits;
struct visit;

#define RENDERER_ENDS_MAX 3

struct program {
    const char *path;      /* of the renderer */
    const char *directory; /* its one argument */
    const struct limits *limits;
};

struct renderer {
    pid_t pid;
    int pidfd;                   /* readable when it has ended */
    int ends[RENDERER_ENDS_MAX]; /* ours, non-blocking: the PTY's master, or
                                    its stdin, stdout, stderr */
    size_t end_count;
};

/* Start PROGRAM as VISIT asks. Returns 0, or the errno of what failed; then
 * nothing is left of it. */
int renderer_start(struct renderer *renderer, const struct program *program,
                   const struct visit *visit);
