#pragma once

/*
 * Attends to one visit, between the client's session, its seat at the porter's
 * and the deadlines, until it is over.
 */

#include <stdbool.h>
#include <stdint.h>

#include "budget.h"
#include "deadline.h"
#include "ending.h"
#include "handout.h"
#include "relay.h"
#include "seat.h"
#include "session.h"
#include "worker.h"

/*
 * 1 NONE -> 2 STARTING: the seat was asked for a renderer -> 3 RUNNING ->
 * 4 DRAINING: it has ended, its output goes on -> 1, and the channel is
 * closed. When the client closes the channel first, the renderer is
 * `abandoned`, and its end leads from 2 or 3 to 1 directly.
 * 1 NONE -> 5 HANDING_OUT: documents, without a renderer -> 1.
 */
enum stage {
    STAGE_NONE,
    STAGE_STARTING,
    STAGE_RUNNING,
    STAGE_DRAINING,
    STAGE_HANDING_OUT
};

struct attendant {
    const struct worker_plan *plan;
    atomic_uchar *mark; /* shared with the supervisor */
    int signals;
    struct seat seat;
    enum stage stage;
    bool abandoned;
    int status;       /* of the renderer, as a shell would say it */
    const char *last; /* words of ours behind the renderer's */
    bool stopping;    /* the renderer was asked to end */
    enum ending ending;
    bool over; /* nothing is left to wait for */
    uint64_t resized;
    struct budget budget;
    uint64_t deadlines[DEADLINES];
    /* Last what ends in a large buffer: of that a visit has no page that it
     * does not use. */
    struct relay relay;
    struct session session;
    struct handout handout;
};

/* Prepare ATTENDANT, all zero, with SEAT, which is taken, and MARK; the
 * session is the caller's to open. Returns -1 and errno. */
int attendant_init(struct attendant *attendant, const struct worker_plan *plan,
                   int seat, atomic_uchar *mark);

/* The visitor is there: the clocks start. */
void attendant_begin(struct attendant *attendant, uint64_t now);

/* Serve until the visit is over; then `ending` says why. */
void attendant_serve(struct attendant *attendant);
