#pragma once

/*
 * The published directory: every document of a résumé, always all of one
 * snapshot. A new snapshot is written beside it and swapped in at once, so
 * that who opens DIR/resume.json finds a whole file at any moment.
 */

struct error;
struct resume;
struct warnings;

/*
 * Publish RESUME, which was read from FILE, as the directory DIR. What was
 * there before is removed, if it is an earlier snapshot; anything else is
 * refused. Several at once wait for each other. A document that is
 * optional and cannot be made is left out, and WARNINGS says why. Nothing is
 * left behind on failure, nor by SIGHUP, SIGINT or SIGTERM, which end the
 * process here. Returns 0, or -1 with ERROR filled.
 */
int snapshot_write(const struct resume *resume, const char *file,
                   const char *dir, struct warnings *warnings,
                   struct error *error);

/* Make every document and keep none: returns and warns as snapshot_write()
 * does, but for what concerns DIR. */
int snapshot_check(const struct resume *resume, const char *file,
                   struct warnings *warnings, struct error *error);
