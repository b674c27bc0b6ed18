#pragma once

/*
 * The published directory: every document of one snapshot of the résumés. A
 * new snapshot is written beside the directory and swapped in with one rename,
 * so that a program that opens DIR/resume.json always finds a complete file,
 * and all languages and people are of one version.
 */

struct editions;
struct error;

/*
 * Publish EDITIONS as the directory DIR. Remove DIR's former contents if they
 * are an earlier snapshot; reject any other contents. An edition without a
 * résumé keeps its last good version. Concurrent publishers of one directory
 * wait for each other (flock). An optional document that cannot be written is
 * left out, and a warning of its edition gives the reason. A failure leaves no
 * files behind, nor does SIGHUP, SIGINT or SIGTERM, which end the process in
 * this function. Returns 0, or -1 with ERROR filled.
 */
int snapshot_write(const struct editions *editions, const char *dir,
                   struct error *error);
