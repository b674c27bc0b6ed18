#pragma once

/* The main loop of a session with a terminal, from the first frame to the
 * goodbye card. */

struct resumes;
struct people;
struct source;

/* Show the edition of SOURCE, one of RESUMES, or PEOPLE if that is NULL, on
 * the terminal of standard input and output, whose terminfo entry is NAME. Open
 * at PLACE (see start.h), or at the Overview if it is NULL. Returns the exit
 * status, or -1 if the terminal cannot be used; nothing was shown then. */
int interactive_run(struct resumes *resumes, const struct source *source,
                    const struct people *people, const char *name,
                    const char *place);
