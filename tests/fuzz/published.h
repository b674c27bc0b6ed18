#pragma once

/* A published directory, for the fuzzers of sftp and scp. */

struct published_files;
struct published_view;

/* Make one below $TMPDIR, which the caller of the fuzzer removes. It has an
 * empty document, a short one, and one longer than an answer can be. Returns
 * its name. */
const char *publish(void);

/* Open the files of such a directory, and what a client without a login name
 * sees of them. */
void published_open(struct published_files *files, struct published_view *view);
