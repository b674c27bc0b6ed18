#pragma once

/* A published directory, for the fuzzers of sftp and scp. */

/* Make one below $TMPDIR, which the caller of the fuzzer removes. It has an
 * empty document, a short one, and one longer than an answer can be. Returns
 * its name. */
const char *publish(void);
