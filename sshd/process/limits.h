#pragma once

/*
 * Limits of one session, as the owner sets them. Each is one row of the
 * table in options_table.c.
 */

/* Seconds past its deadline after which SIGALRM ends a worker that did not end
 * by itself. */
#define LIMIT_ALARM_SLACK 10

struct limits {
    /* Seconds. */
    unsigned long grace_time,
        grace_jitter;              /* until a shell or command starts */
    unsigned long idle_timeout;    /* without keyboard input */
    unsigned long session_timeout; /* for the whole session */
    unsigned long stall_timeout;   /* while the client reads no output */
    unsigned long keepalive;       /* from one keepalive message to the next */
    unsigned long goodbye_time;    /* from SIGTERM to SIGKILL for a program */
    unsigned long cpu_time;        /* CPU time of each process */

    unsigned long cpu_share; /* percent of one CPU, after an initial burst */
    unsigned long max_refusals;
    unsigned long max_resizes; /* a second */
    unsigned long max_env;     /* environment variables read from a client */
};
