#pragma once

/*
 * The published documents, opened once for all visits: every regular file
 * resume.* of the published directory. A worker inherits those of its start,
 * so that an open visit keeps its version whatever is published meanwhile.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define DOCUMENTS_MAX     12
#define DOCUMENT_NAME_MAX 63

struct document {
    char name[DOCUMENT_NAME_MAX + 1]; /* letters, digits and ._- */
    int fd;                           /* for pread(2) alone: it is shared */
    uint64_t size;
    time_t changed;
};

/* Zero is none at all. */
struct documents {
    struct document items[DOCUMENTS_MAX]; /* by name */
    size_t count;
    time_t changed; /* when the directory was */
    time_t opened;
};

/* Open what is in DIRECTORY, in place of what DOCUMENTS had. Returns -1 and
 * errno, with nothing changed, where the directory cannot be read. */
int documents_open(struct documents *documents, const char *directory);
void documents_close(struct documents *documents);

/* The document called NAME, or NULL. */
const struct document *documents_find(const struct documents *documents,
                                      const char *name);

/* What a PATH of any client's means, from the root or from nowhere. Where it
 * is a document, or could be the name of one, NAME is filled; "" is the root
 * itself. False for everything below. */
bool documents_resolve(const char *path, char name[DOCUMENT_NAME_MAX + 1]);
