#pragma once

/* A résumé to begin with: an example of everything that most people need. */

struct error;

/* Write it to FILE, which must not exist yet. Returns 0, or -1 with ERROR
 * filled and nothing left behind. */
int template_write(const char *file, struct error *error);
