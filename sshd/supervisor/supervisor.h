#pragma once

/*
 * The process that lives: it accepts connections, forks a worker for each,
 * reaps, republishes and shuts down. It reads not one byte that comes from
 * the network, so whatever is wrong with a visitor's bytes is not its
 * problem.
 */

#include <stddef.h>

#include "files/published_files.h"
#include "proxy/proxy.h"
#include "supervisor/connections.h"
#include "net/listener.h"
#include "supervisor/metrics.h"
#include "launcher/launcher.h"
#include "supervisor/publisher.h"
#include "supervisor/reject.h"
#include "supervisor/systemd.h"
#include "supervisor/watch.h"
#include "worker/worker.h"

struct error;

#define SUPERVISOR_REST    500 /* milliseconds from what failed to a next try */
#define SUPERVISOR_RESERVE 8

struct supervisor {
    struct worker_plan plan;
    struct launcher launcher;
    struct listener listener;
    struct proxy proxy;
    struct publisher publisher;
    struct published_files files; /* for new visits */
    struct watch watch;
    struct systemd systemd;
    struct reject reject;
    struct connections
        *connections;        /* these two change with each visit, and are */
    struct metrics *metrics; /* the supervisor's alone: no child has a copy */
    int signals;
    pid_t exited; /* whom a signal told of, -1 somebody, 0 nobody */
    int reserve[SUPERVISOR_RESERVE]; /* `reserved` descriptors, to refuse with
                                      */
    size_t reserved;
    bool open;     /* visitors are let in */
    bool draining; /* nobody is let in, and the end is when all have left */
    int shutting;  /* how often we were asked to end */
    uint64_t ping_at, rest_until, kill_at;
    uint64_t launcher_at; /* when another launcher may begin */
};

/* How large the house is, and who may come in. */
struct supervisor_terms {
    size_t max_sessions;
    const struct srclimit_bounds *bounds;
    const struct penalty_terms *penalties;
};

/* Prepare SUPERVISOR, whose plan, launcher, listener, doors, publisher, service
 * and watch, and then metrics, are the caller's to fill, under TERMS, whose
 * parts are borrowed. Returns -1 with ERROR filled. */
int supervisor_init(struct supervisor *supervisor,
                    const struct supervisor_terms *terms, struct error *error);
void supervisor_fini(struct supervisor *supervisor);

/* Publish, then serve until asked to end. Returns -1 with ERROR filled where
 * there is nothing to show. */
int supervisor_run(struct supervisor *supervisor, struct error *error);
