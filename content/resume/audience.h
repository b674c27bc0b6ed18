#pragma once

/*
 * Audiences: the readers that meta.ssh.audiences names. `ssh NAME@HOST` shows
 * them a greeting of their own, a cover letter, the sections in another order
 * and other points first.
 *
 * The published resume.json, which everybody may download, contains none of
 * this: resume-publish writes it beside the documents, as the file
 * AUDIENCES_FILE, which no client can download.
 */

#include <jansson.h>

#include "resume/resume.h"

#define AUDIENCES_FILE "audiences"

struct reader;

/* Read VALUE, meta.ssh.audiences, into RESUME, whose sections are known. */
void audiences_read(struct reader *reader, json_t *value,
                    struct resume *resume);

/* Move the audiences in the file beside FILE, a published resume.json, into
 * ROOT, which was read from it. */
void audiences_join(json_t *root, const char *file);

/* Remove the audiences from ROOT. */
void audiences_remove(json_t *root);

/* The JSON of RESUME's audiences, borrowed; NULL if it has none. */
const json_t *audiences_json(const struct resume *resume);
