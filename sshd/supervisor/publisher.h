#pragma once

/*
 * The published directory, and runs of the publisher program, which fills it:
 * at start and on reload, one at a time. Each line that the program writes to
 * standard output or error becomes one `publish` event.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct error;

struct publisher {
    const char *program, *content; /* borrowed */
    char *directory;               /* the published one, absolute */
    char *scratch;         /* a directory to remove at the end, or NULL */
    pid_t pid;             /* of the current run; 0: none */
    int fd;                /* pipe from its standard error; -1: closed */
    bool again;            /* run once more after the current run */
    char line[512];        /* of its standard error, incomplete */
    size_t length;         /* of `line` */
    unsigned lines;        /* logged in this run */
    unsigned long timeout; /* of a run, in seconds; set by the caller */
    uint64_t kill_at;
};

/* All borrowed. */
struct publisher_paths {
    const char *program;   /* of resume-publish */
    const char *content;   /* a file or folder; NULL: the program never runs */
    const char *directory; /* the published one; NULL: `parent`/published */
    const char *parent;    /* NULL: a new scratch directory below $TMPDIR */
};

/* Choose the published directory. Returns -1 with ERROR filled. */
int publisher_init(struct publisher *publisher,
                   const struct publisher_paths *paths, struct error *error);
void publisher_fini(struct publisher *publisher);

/* Start a run; during a run, ask for another one after it. Returns -1 with
 * ERROR filled. */
int publisher_start(struct publisher *publisher, struct error *error);

/* `fd` is readable: log complete lines, up to LINES_MAX of a run. */
void publisher_read(struct publisher *publisher);

/* Kill a run that has timed out at NOW. Returns when it times out, or
 * CLOCK_NEVER. */
uint64_t publisher_expire(struct publisher *publisher, uint64_t now);

/* The run ended with the wait(2) STATUS: log the result, and start the next
 * run if one was asked for. Returns whether the run has published. */
bool publisher_ended(struct publisher *publisher, int status);

/* Whether the published directory has any file. */
bool publisher_has_content(const struct publisher *publisher);
