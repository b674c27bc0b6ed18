#pragma once

/*
 * Translations in the JSON of a résumé, before it is read: values that are
 * maps of languages ({"en": "Engineer", "fr": "Ingénieure"}), and a second
 * file that has the texts in another language.
 */

#include <jansson.h>
#include <stddef.h>

struct warnings;

#define TRANSLATION_TAG_SIZE 16
#define TRANSLATION_TAGS_MAX 8 /* languages of a résumé */

struct translation_tags {
    char tags[TRANSLATION_TAGS_MAX][TRANSLATION_TAG_SIZE];
    size_t count; /* may exceed TRANSLATION_TAGS_MAX; the rest is not kept */
};

/* Add WHOLE, shortened to TRANSLATION_TAG_SIZE - 1 bytes, unless TAGS have
 * it. */
void translation_tags_add(struct translation_tags *tags, const char *whole);

/* Add the languages of the maps in ROOT with two languages or more. */
void translation_tags_find(const json_t *root, struct translation_tags *tags);

/* Returns a copy of ROOT, each map replaced with its value in the language
 * TAG, or else OWNER's, or else the likeliest. Add a warning to WARNINGS (may
 * be NULL) for each map without TAG. The caller frees it. */
json_t *translation_select(const json_t *root, const char *tag,
                           const char *owner, struct warnings *warnings);

/* Returns a copy of OWN, a résumé whose maps were replaced, with the texts of
 * TRANSLATED (NULL: none), which may lack any part. Add a warning for each text
 * that is the same as in OWNERS, the résumé in its owner's language, because
 * it was not translated. Items of lists belong together by their names and
 * dates, or else by their order. The caller frees it. */
json_t *translation_merge(const json_t *own, const json_t *owners,
                          const json_t *translated, struct warnings *warnings);

/* Set meta.language of ROOT. */
void translation_set_language(json_t *root, const char *tag);
