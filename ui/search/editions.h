#pragma once

/*
 * The editions of a published directory: each person's résumé in each
 * language, as the index lists them. A single file is one edition. An edition
 * is read when it is first shown; the zygote reads all of them once, for all
 * sessions.
 */

#include "resume/resume.h"
#include "search/source.h"
#include "sshd/base/published_index.h"

struct editions {
    struct source source; /* the directory, or the file */
    struct published_index index;
    struct resume *resumes[PUBLISHED_EDITIONS_MAX]; /* NULL: not read yet */
    char *hosts[PUBLISHED_EDITIONS_MAX]; /* "alice@HOST", for the résumés */
    const char *audience;                /* of this session; NULL: everybody */
    struct resume shown[2]; /* as the audience finds them: the current one, and
                               the one before it */
    size_t turn;
};

/* Open PATH, a directory or a file, without reading a résumé. Returns -1 with
 * ERROR filled. */
int editions_open(struct editions *editions, const char *path,
                  struct error *error);
void editions_fini(struct editions *editions);

/* Read all editions. Returns -1 with ERROR filled if none can be read. */
int editions_load(struct editions *editions, struct error *error);

/* Returns the résumé of EDITION, of the index of EDITIONS, which own it; NULL
 * with ERROR filled if it cannot be read. The host of a person's résumé has the
 * person's name before it. */
const struct resume *editions_resume(struct editions *editions,
                                     const struct published_edition *edition,
                                     struct error *error);

/* Returns the résumé of EDITION as the session's audience finds it; valid until
 * the call after the next. NULL with ERROR filled if it cannot be read. */
const struct resume *editions_show(struct editions *editions,
                                   const struct published_edition *edition,
                                   struct error *error);

/* Returns the next edition of the same person, or EDITION if there is none. */
const struct published_edition *
editions_next_language(const struct editions *editions,
                       const struct published_edition *edition);

/* Returns the person's edition in the owner's language. */
const struct published_edition *
editions_own(const struct editions *editions,
             const struct published_edition *edition);
