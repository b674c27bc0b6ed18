#pragma once

/*
 * What is published from a file or a folder: each person's résumé in each
 * language. A file is one person, and STEM.TAG.json beside STEM.json a
 * translation. In a folder each NAME.json is a person, and resume.json the
 * résumé for everybody.
 */

#include <stdbool.h>
#include <stddef.h>

#include "sshd/base/error.h"
#include "sshd/base/published_index.h"

struct resume;
struct warnings;

struct edition {
    struct published_edition row;
    char *file;            /* path of the file that it was read from */
    char *stem;            /* path of the user's own documents, without the
                              extension: DIR/resume.fr */
    bool own;              /* in the owner's language; each person's first */
    struct resume *resume; /* NULL: `error` says why */
    struct error error;
    struct warnings *warnings;
};

struct editions {
    struct edition *items; /* a person's are side by side */
    size_t count, capacity;
    bool folder;               /* read from a folder */
    struct warnings *warnings; /* about names */
};

/* Read the file or folder PATH. A file that cannot be read is an edition
 * without a résumé. Returns -1 with ERROR filled if PATH does not exist or is
 * a folder without résumés. */
int editions_load(struct editions *editions, const char *path,
                  struct error *error);
void editions_fini(struct editions *editions);
