#pragma once

/*
 * The program that a visitor meets, started on a pseudo-terminal or on three
 * pipes, with an environment made from nothing.
 */

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct limits;
struct zygote;
struct session_request;

#define RENDERER_ENDS_MAX 3

struct program {
    const char *path;      /* of the renderer */
    const char *directory; /* its one argument */
    bool can_fork;         /* it can be a zygote */
    const struct limits *limits;
};

struct renderer {
    pid_t pid;                   /* a child of ours; 0: none */
    int ends[RENDERER_ENDS_MAX]; /* ours, non-blocking: the PTY's master, or
                                    its stdin, stdout, stderr */
    size_t end_count;
};

/* Start one of PROGRAM for VISIT: forked from ZYGOTE, or, where that cannot,
 * executed. Returns 0, or the errno of what failed; then nothing is left of
 * it. */
int renderer_start(struct renderer *renderer, struct zygote *zygote,
                   const struct program *program,
                   const struct session_request *request);

/* In a child: have no more of the machine than a renderer of PROGRAM is to
 * have, and no signal handled or blocked. */
void renderer_limit(const struct program *program);
