#include "multilingual.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "language/language_guess.h"
#include "resume/resume.h"
#include "resume/resume_json.h"
#include "resume/resume_language.h"
#include "resume/translation.h"
#include "resume/warnings.h"
#include "sshd/base/error.h"

struct multilingual {
    json_t *root; /* as in the file, with its maps */
    json_t *own;  /* without them, in the owner's language */
    char file[4096];
    struct translation_tags tags;
};

/* Returns the language tag that ROOT names as its own, or "". */
static const char *
multilingual_tag(json_t *root)
{
    const char *tag = json_string_value(resume_language_find(root));

    return tag != NULL && language_guess_is_tag(tag) ? tag : "";
}

/* Choose the owner's language of a file with maps: what the file says, else
 * English, else the first of its languages. */
static void
multilingual_choose_own(struct multilingual *multilingual,
                        struct warnings *warnings)
{
    struct translation_tags found = {.count = 0}, *tags = &multilingual->tags;
    const char *own = multilingual_tag(multilingual->root);
    char named[TRANSLATION_TAG_SIZE];

    translation_tags_find(multilingual->root, &found);
    if (*own == '\0' && found.count > 0) {
        own = found.tags[0];
        for (size_t i = 0; i < found.count && i < TRANSLATION_TAGS_MAX; i++)
            if (strcmp(found.tags[i], "en") == 0)
                own = "en";
        if (language_guess_from_name(multilingual->file, named, sizeof(named)))
            own = named;
        if (warnings != NULL)
            warnings_note(warnings, WARNING_NOTE, "meta.language",
                          "missing; the owner's language is \"%s\"", own);
    }
    if (*own != '\0')
        translation_tags_add(tags, own);
    for (size_t i = 0; i < found.count && i < TRANSLATION_TAGS_MAX; i++)
        translation_tags_add(tags, found.tags[i]);
    if (found.count > TRANSLATION_TAGS_MAX ||
        tags->count > TRANSLATION_TAGS_MAX) {
        tags->count = TRANSLATION_TAGS_MAX;
        if (warnings != NULL)
            warnings_add(warnings, "the file",
                         "more than %d languages; the others are not published",
                         TRANSLATION_TAGS_MAX);
    }
    multilingual->own = translation_select(multilingual->root, own, own,
                                           found.count > 0 ? warnings : NULL);
    if (found.count > 0 && *multilingual_tag(multilingual->own) == '\0')
        translation_set_language(multilingual->own, own);
}

struct multilingual *
multilingual_open(const char *file, struct warnings *warnings,
                  struct error *error)
{
    struct multilingual *multilingual = calloc(1, sizeof(*multilingual));

    if (multilingual == NULL)
        abort();
    snprintf(multilingual->file, sizeof(multilingual->file), "%s", file);
    multilingual->root = resume_load_json(file, warnings, error);
    if (multilingual->root == NULL) {
        free(multilingual);
        return NULL;
    }
    multilingual_choose_own(multilingual, warnings);
    return multilingual;
}

void
multilingual_free(struct multilingual *multilingual)
{
    if (multilingual == NULL)
        return;
    json_decref(multilingual->root);
    json_decref(multilingual->own);
    free(multilingual);
}

struct resume *
multilingual_read_own(struct multilingual *multilingual,
                      struct warnings *warnings, struct error *error)
{
    struct resume *resume = resume_read_json(
        json_deep_copy(multilingual->own), multilingual->file, warnings, error);

    /* A guessed language also counts as the owner's. */
    if (resume != NULL && multilingual->tags.count == 0)
        translation_tags_add(&multilingual->tags, resume->language);
    return resume;
}

const struct translation_tags *
multilingual_tags(const struct multilingual *multilingual)
{
    return &multilingual->tags;
}

struct resume *
multilingual_read(const struct multilingual *multilingual, const char *tag,
                  const char *translation, struct warnings *warnings,
                  struct error *error)
{
    json_t *translated = NULL, *own, *merged;

    if (translation != NULL) {
        translated = resume_load_json(translation, warnings, error);
        if (translated == NULL)
            return NULL;
        if (!json_is_object(translated)) {
            json_decref(translated);
            error_set(error,
                      "line 1, column 1: the root must be an object, { ... }");
            return NULL;
        }
    }
    own = translation_select(multilingual->root, tag,
                             multilingual->tags.tags[0], NULL);
    merged = translation_merge(own, multilingual->own, translated, warnings);
    json_decref(own);
    json_decref(translated);
    translation_set_language(merged, tag);
    return resume_read_json(merged, translation != NULL ? translation : "",
                            warnings, error);
}
