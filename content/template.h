#pragma once

/* A template of a résumé: an example of the keys that most people need. */

struct error;

/* Write the template to FILE, which must not exist. Returns 0, or -1 with ERROR
 * filled; a failure leaves no file behind. */
int template_write(const char *file, struct error *error);
