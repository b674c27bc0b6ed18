#pragma once

/* A résumé of the fuzzer's bytes, and what no text of it may become. */

#include <stddef.h>

struct resume;

/* DATA is fields: a byte that says which, and its text, up to a form feed. The
 * caller frees the résumé with resume_free(). Returns NULL where there is
 * nothing to show, or a NUL in a text. */
struct resume *invent_resume(const char *data, size_t size);

/* Abort unless TARGET is a URL that a document may link to. */
void check_link(const char *target);
