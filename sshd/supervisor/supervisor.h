#pragma once

/*
 * The supervisor, the process that lives as long as the server: it accepts
 * connections, forks a worker for each, reaps processes, publishes, counts,
 * and shuts down. It reads no bytes from the network, so that nothing that a
 * client sends can compromise or stop it.
 */

#include <stddef.h>

#include "supervisor/supervisor_state.h"

struct error;

/* Connection limits; the pointers are borrowed. */
struct supervisor_terms {
    size_t max_sessions;
    const struct srclimit_bounds *bounds;
    const struct penalty_terms *penalties;
};

/* Prepare SUPERVISOR to serve under TERMS. The caller has filled plan,
 * launcher, listener, proxy, publisher, systemd and watch, and initialises
 * metrics afterwards. Returns -1 with ERROR filled. */
int supervisor_init(struct supervisor *supervisor,
                    const struct supervisor_terms *terms, struct error *error);
void supervisor_fini(struct supervisor *supervisor);

/* Publish, then serve until a signal ends it. Returns -1 with ERROR filled if
 * there is no content to serve. */
int supervisor_run(struct supervisor *supervisor, struct error *error);
