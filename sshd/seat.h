#pragma once

/*
 * A worker's seat at the porter's: the socket over which it has renderers
 * started, one at a time, when it has long lost the right to do so itself.
 * Both sides know the messages, which have a fixed size.
 */

#include <stddef.h>

#include "handover.h"
#include "visit.h"

struct seat {
    int fd; /* readable: a report is there, or the porter is gone; -1: none */
};

/* What a worker asks for. */
struct seat_order {
    int signal; /* to send; 0: start a renderer for `visit` */
    struct visit visit;
};

enum seat_news { SEAT_STARTED, SEAT_FAILED, SEAT_ENDED };

/* What it is told. */
struct seat_letter {
    enum seat_news news;
    int value; /* FAILED: an errno; ENDED: a wait(2) status */
};

struct seat_report {
    struct seat_letter letter;
    int ends[HANDOVER_MAX]; /* STARTED: see struct renderer; the caller's
                               from now on */
    size_t end_count;
};

/* Let go of the seat: its renderer gets SIGHUP, soon after that SIGKILL. */
void seat_close(struct seat *seat);

/* Start a renderer for VISIT; once the one before has ended. Returns -1 and
 * errno. */
int seat_start(struct seat *seat, const struct visit *visit);

/* Send the renderer SIGNAL, if it lives. */
int seat_signal(struct seat *seat, int signal);

/* The next report: 1 with REPORT filled, 0 where there is none yet, -1 where
 * the porter is gone, or what it sent did not come in whole. */
int seat_report(struct seat *seat, struct seat_report *report);
