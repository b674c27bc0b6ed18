#pragma once

/* A published directory in $TMPDIR with three files: resume.json of 3 bytes,
 * resume.md, which is empty, and resume.txt of 300000 bytes. */

#include "files/outbuf.h"
#include "files/published_view.h"

#define TXT_SIZE 300000
#define MTIME    1700000000 /* 2023-11-14 22:13:20 UTC, of every file */

/* The cmocka set-up and tear-down of a group; *STATE is a view of them. */
int published_dir_set_up(void **state);
int published_dir_tear_down(void **state);

/* A view with a folder for each of two persons, "ada" with resume.json and
 * "bob" with resume.md of the view ALL, and no other file. */
struct published_view published_dir_people(const struct published_view *all);

/* The byte of resume.txt at OFFSET. */
unsigned char txt_byte(size_t offset);

/* Move all that OUTBUF holds to BYTES of SIZE. Returns its length. */
size_t outbuf_drain(struct outbuf *outbuf, unsigned char *bytes, size_t size);
