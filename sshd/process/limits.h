#pragma once

/*
 * What one visit may take of the house, as the owner allows it. Each is one
 * row of the table in options.c.
 */

/* Seconds past a deadline after which the alarm ends a worker that does not
 * heed it. */
#define LIMIT_ALARM_SLACK 10

struct limits {
    /* Seconds. */
    unsigned long grace_time, grace_jitter; /* until the shell or command */
    unsigned long idle_timeout;             /* without a key */
    unsigned long session_timeout;          /* in all */
    unsigned long stall_timeout;            /* without reading our output */
    unsigned long keepalive;                /* between two signs of life */
    unsigned long goodbye_time;             /* for a program to end politely */
    unsigned long cpu_time;                 /* of each process */

    unsigned long cpu_share; /* percent of one processor, after a start */
    unsigned long max_refusals;
    unsigned long max_resizes; /* a second */
    unsigned long max_env;     /* variables that are looked at */
};
