#pragma once

/* A published directory, for those who hand out of it. */

/* Make one below $TMPDIR, which whoever started us removes. Its documents
 * are none, a few and more bytes than one answer can carry. Returns its
 * name. */
const char *publish(void);
