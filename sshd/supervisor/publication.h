#pragma once

/*
 * The supervisor's part of publishing: it opens what a publisher has written
 * for new connections, and publishes again on reload. The first publication
 * makes the server ready.
 */

struct error;
struct supervisor;

/* Accept connections from now on, and notify systemd; once. */
void publication_set_ready(struct supervisor *supervisor);

/* Serve the current publication to new connections, and notify the workers of
 * open ones, which keep theirs. */
void publication_renew(struct supervisor *supervisor);

/* The publisher ended with the wait(2) STATUS. Returns -1 with ERROR filled if
 * the first run failed and no earlier publication exists. */
int publication_ended(struct supervisor *supervisor, int status,
                      struct error *error);

/* Log whether a configuration file has changed: a reload publishes the content
 * again, but does not read the configuration. */
void publication_check_config(const struct supervisor *supervisor);

/* Publish the content again, after SIGHUP or a change of it; without content,
 * renew what others have published. */
void publication_reload(struct supervisor *supervisor);
