#pragma once

/* meta.ssh: what a résumé says about its own service. */

#include <jansson.h>

struct reader;
struct resume;

/* Read the members of SSH, except the availability, the sections and the
 * ticker, into RESUME. */
void resume_meta_read(struct reader *reader, json_t *ssh,
                      struct resume *resume);

/* Read the words of VALUE, meta.ssh.ticker; if it is true, every skill of
 * RESUME once. */
void resume_meta_read_ticker(struct reader *reader, json_t *value,
                             struct resume *resume);
