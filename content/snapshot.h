#pragma once

/*
 * The published directory: every document of one snapshot of a résumé. A new
 * snapshot is written beside the directory and swapped in with one rename, so
 * that a program that opens DIR/resume.json always finds a complete file.
 */

struct error;
struct resume;
struct warnings;

/*
 * Publish RESUME, which was read from FILE, as the directory DIR. Remove DIR's
 * former contents if they are an earlier snapshot; reject any other contents.
 * Concurrent publishers of one directory wait for each other (flock). An
 * optional document that cannot be written is left out, and a warning in
 * WARNINGS gives the reason. A failure leaves no files behind, nor does SIGHUP,
 * SIGINT or SIGTERM, which end the process in this function. Returns 0, or -1
 * with ERROR filled.
 */
int snapshot_write(const struct resume *resume, const char *file,
                   const char *dir, struct warnings *warnings,
                   struct error *error);

/* Write every document to /dev/null. Returns and warns as snapshot_write()
 * does, except for errors about DIR. */
int snapshot_check(const struct resume *resume, const char *file,
                   struct warnings *warnings, struct error *error);
