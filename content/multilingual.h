#pragma once

/*
 * One person's résumé in several languages: a file in the owner's language,
 * whose values may be maps of languages, and files with translations.
 */

#include <stddef.h>

struct error;
struct multilingual;
struct resume;
struct translation_tags;
struct warnings;

/* Read FILE. Returns NULL with ERROR filled if it is not JSON. */
struct multilingual *multilingual_open(const char *file,
                                       struct warnings *warnings,
                                       struct error *error);
void multilingual_free(struct multilingual *multilingual);

/* Returns the résumé in the owner's language, which the caller frees, or NULL
 * with ERROR filled. Read it before the translations. */
struct resume *multilingual_read_own(struct multilingual *multilingual,
                                     struct warnings *warnings,
                                     struct error *error);

/* Returns the languages of FILE's maps, the owner's first. */
const struct translation_tags *
multilingual_tags(const struct multilingual *multilingual);

/* Returns the résumé in the language TAG, as the maps and the file TRANSLATION
 * (NULL: none) have it; the owner's text stands where both lack it. The caller
 * frees it. NULL with ERROR filled if TRANSLATION cannot be read. */
struct resume *multilingual_read(const struct multilingual *multilingual,
                                 const char *tag, const char *translation,
                                 struct warnings *warnings,
                                 struct error *error);
