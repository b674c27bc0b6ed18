#pragma once

/*
 * The résumés of a published directory, one for each edition of its index; of
 * a single file, one. A résumé is read when it is first shown; the zygote reads
 * all of them once, for all sessions.
 */

#include "published/source.h"
#include "resume/resume.h"
#include "sshd/base/published_index.h"

struct resumes {
    struct source source; /* the directory, or the file */
    struct published_index index;
    struct resume *items[PUBLISHED_EDITIONS_MAX]; /* NULL: not read yet */
    char *hosts[PUBLISHED_EDITIONS_MAX]; /* "alice@HOST", for the résumés */
    int *uses[PUBLISHED_EDITIONS_MAX];   /* of each skill, for everybody; NULL:
                                            not counted yet */
    const char *audience;                /* of this session; NULL: everybody */
    struct resume shown[2]; /* as the audience finds them: the current one, and
                               the one before it */
    size_t turn;
};

/* Open PATH, a directory or a file, without reading a résumé. Returns -1 with
 * ERROR filled. */
int resumes_open(struct resumes *resumes, const char *path,
                 struct error *error);
void resumes_fini(struct resumes *resumes);

/* Read all of them. Returns -1 with ERROR filled if none can be read. */
int resumes_read_all(struct resumes *resumes, struct error *error);

/* Returns the résumé of EDITION, of the index of RESUMES, which own it; NULL
 * with ERROR filled if it cannot be read. The host of a person's résumé has the
 * person's name before it. */
const struct resume *resumes_read(struct resumes *resumes,
                                  const struct published_edition *edition,
                                  struct error *error);

/* Returns the résumé of EDITION as the session's audience finds it; valid until
 * the call after the next. NULL with ERROR filled if it cannot be read. */
const struct resume *resumes_show(struct resumes *resumes,
                                  const struct published_edition *edition,
                                  struct error *error);

/* Returns the edition of the same person in the next language, and after the
 * last in the first; EDITION itself if there is only one language. */
const struct published_edition *
resumes_next_language(const struct resumes *resumes,
                      const struct published_edition *edition);

/* Returns the person's edition in the owner's language. */
const struct published_edition *
resumes_own_language(const struct resumes *resumes,
                     const struct published_edition *edition);
