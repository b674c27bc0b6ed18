#pragma once

/*
 * The process that lives: it accepts connections, forks a worker for each,
 * reaps, republishes and shuts down. It reads not one byte that comes from
 * the network, so whatever is wrong with a visitor's bytes is not its
 * problem.
 */

#include <stddef.h>

#include "documents.h"
#include "guests.h"
#include "listener.h"
#include "porter.h"
#include "publisher.h"
#include "refusal.h"
#include "service.h"
#include "watch.h"
#include "worker.h"

struct error;

#define SUPERVISOR_RESERVE 8

struct supervisor {
    struct worker_plan plan;
    struct porter porter;
    struct listener listener;
    struct publisher publisher;
    struct documents documents; /* for new visits */
    struct watch watch;
    struct service service;
    struct refusal refusal;
    struct guests guests;
    int signals;
    int reserve[SUPERVISOR_RESERVE]; /* `reserved` descriptors, to refuse with
                                      */
    size_t reserved;
    bool open;    /* visitors are let in */
    int shutting; /* how often we were asked to end */
    uint64_t ping_at, rest_until, kill_at;
};

/* Prepare SUPERVISOR, whose plan, porter, listener, publisher, service and
 * watch are the caller's to fill, for MAX_SESSIONS within BOUNDS and PENALTIES,
 * which are borrowed. Returns -1 with ERROR filled. */
int supervisor_init(struct supervisor *supervisor, size_t max_sessions,
                    const struct srclimit_bounds *bounds,
                    const struct penalty_terms *penalties, struct error *error);
void supervisor_fini(struct supervisor *supervisor);

/* Publish, then serve until asked to end. Returns -1 with ERROR filled where
 * there is nothing to show. */
int supervisor_run(struct supervisor *supervisor, struct error *error);
