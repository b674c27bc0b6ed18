#pragma once

/*
 * The program that sessions run, and the limits that each of its processes
 * gets, whether it is executed for one session (renderer.h) or forks itself
 * for each (zygote.h).
 */

#include <stdbool.h>

struct limits;
struct user;

/* A session uses the master of a PTY, or stdin, stdout and stderr; followed by
 * a pipe from which visit messages are read (base/visit_message.h). */
#define RENDERER_STREAMS_MAX 3
#define RENDERER_ENDS_MAX    4

struct program {
    const char *path;      /* of the executable */
    const char *directory; /* its one argument */
    bool can_fork;         /* it can run as a zygote */
    const struct limits *limits;
    const struct user *user; /* of all its processes; NULL: as the server */
};

/* In a child process, before it executes PROGRAM: reset the signals, set its
 * resource limits, prefer it to others when memory runs out, and change to
 * "/". Exits with 126 if that fails. */
void program_limit(const struct program *program);
