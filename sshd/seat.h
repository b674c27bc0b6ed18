#pragma once

/*
 * The renderer's seat: a child that the worker forks before the first byte
 * from the network, and the only one that starts, signals and reaps the
 * renderer. It outlives each renderer, because a multiplexed connection may
 * ask for another when the worker has long lost the right to fork. The two
 * talk over a socket of fixed-size messages; the seat believes none of them
 * unchecked, and where the worker is gone it ends the renderer and itself.
 */

#include <stddef.h>

#include "renderer.h"

struct visit;

struct seat {
    int fd; /* readable: a report is there, or the seat is gone */
};

enum seat_news { SEAT_STARTED, SEAT_FAILED, SEAT_ENDED };

struct seat_report {
    enum seat_news news;
    int value;                   /* FAILED: an errno; ENDED: a wait(2) status */
    int ends[RENDERER_ENDS_MAX]; /* STARTED: see struct renderer; the
                                    caller's from now on */
    size_t end_count;
};

/* Fork the seat for PROGRAM, which must outlive it. Returns -1 and errno. */
int seat_open(struct seat *seat, const struct program *program);

/* Let go of the seat: its renderer gets SIGHUP, soon after that SIGKILL. */
void seat_close(struct seat *seat);

/* Start a renderer for VISIT; once the one before has ended. */
int seat_start(struct seat *seat, const struct visit *visit);

/* Send the renderer SIGNAL, if it lives. */
int seat_signal(struct seat *seat, int signal);

/* The next report: 1 with REPORT filled, 0 where there is none yet, -1 where
 * the seat is gone. */
int seat_report(struct seat *seat, struct seat_report *report);
