#pragma once

/*
 * The published directory, and the program that fills it: run at start and
 * on reload, one at a time. What it says on standard error becomes events.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct error;

struct publisher {
    const char *program, *content;
    char *directory; /* absolute; what visitors are shown */
    char *scratch;   /* to be removed at the end, or NULL */
    pid_t pid;       /* of the run going on, 0: none */
    int fd;          /* its standard error, -1: closed */
    bool again;      /* asked for once more meanwhile */
    char line[512];  /* of its standard error, not yet complete */
    size_t length;
    unsigned lines;        /* that it has said */
    unsigned long timeout; /* of a run, in seconds; the caller's to set */
    uint64_t kill_at;
};

/* Choose the directory: DIRECTORY, else RUNTIME/published, else one of our
 * own. CONTENT may be NULL: then nothing is ever run. */
int publisher_init(struct publisher *publisher, const char *program,
                   const char *content, const char *directory,
                   const char *runtime, struct error *error);
void publisher_fini(struct publisher *publisher);

/* Run the program, or once more when the run going on is over. */
int publisher_start(struct publisher *publisher, struct error *error);

/* Its standard error is readable: log whole lines, some at a time. */
void publisher_read(struct publisher *publisher);

/* Kill a run that takes too long. Returns when it would, or CLOCK_NEVER. */
uint64_t publisher_expire(struct publisher *publisher, uint64_t now);

/* The run ended with wait(2) STATUS: log how. Returns whether it published,
 * and has begun anew where that was asked for. */
bool publisher_ended(struct publisher *publisher, int status);

/* Whether there is anything that a visitor could be shown. */
bool publisher_has_content(const struct publisher *publisher);
