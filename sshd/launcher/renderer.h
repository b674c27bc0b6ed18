#pragma once

/*
 * A renderer: the program, started on a pseudo-terminal or on three pipes, with
 * an environment made from nothing.
 */

#include <stddef.h>
#include <sys/types.h>

#include "launcher/program.h"

struct session_request;
struct zygote;

struct renderer {
    pid_t pid;                   /* a child of ours; 0: none */
    int ends[RENDERER_ENDS_MAX]; /* ours, non-blocking: the PTY's master, or
                                    its stdin, stdout, stderr; and the visit's
                                    pipe */
    size_t end_count;
};

/* Start PROGRAM for REQUEST: forked by ZYGOTE or, if that fails, executed.
 * Returns 0, or the errno of what failed, with everything released. */
int renderer_start(struct renderer *renderer, struct zygote *zygote,
                   const struct program *program,
                   const struct session_request *request);
