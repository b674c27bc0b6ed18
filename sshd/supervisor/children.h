#pragma once

/*
 * The supervisor's child processes: the launcher, the proxy process, workers
 * and the publisher. It starts the launcher, reaps all of them, and kills those
 * that have work but do not run.
 */

#include <stdint.h>

struct error;
struct supervisor;

/* Start a launcher if none is running, at most once in SUPERVISOR_RETRY.
 * Returns when to call again, or CLOCK_NEVER. */
uint64_t children_keep_launcher(struct supervisor *supervisor, uint64_t now);

/* Give the launcher and the proxy process something to read, so that
 * children_check_progress() finds one that does not run before a visitor has to
 * wait for it. */
void children_ping(struct supervisor *supervisor, uint64_t now);

/* Kill the launcher and the proxy process if they have work and do not run;
 * each is replaced when it is reaped. Returns when to call again. */
uint64_t children_check_progress(struct supervisor *supervisor, uint64_t now);

/* Reap exited children. Returns -1 as publication_ended() does. */
int children_reap(struct supervisor *supervisor, struct error *error);
