#pragma once

/* One visit at a terminal: from the first frame to the goodbye card. */

struct resume;
struct source;

/* Show RESUME, which came from SOURCE, on the terminal of standard input and
 * output, whose terminfo entry is NAME; begin at PLACE (see app/start.h), or
 * where that is NULL at the Overview. Returns the exit status, or -1 where
 * the terminal cannot be used: then nothing was shown. */
int interactive_run(const struct resume *resume, const struct source *source,
                    const char *name, const char *place);
