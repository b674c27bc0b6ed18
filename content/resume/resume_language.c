#include "resume/resume_language.h"

#include <string.h>
#include <strings.h>

#include "language/language.h"
#include "language/language_guess.h"
#include "resume/reader.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"

static bool
resume_language_is_empty(json_t *value)
{
    return value == NULL || json_is_null(value) ||
           (json_is_string(value) && json_string_length(value) == 0);
}

json_t *
resume_language_find(json_t *root)
{
    static const char *const meta_keys[] = {"language", "lang"};
    static const char *const root_keys[] = {"x-lang", "lang", "language"};
    json_t *meta = json_object_get(root, "meta"), *value;

    for (size_t i = 0; i < COUNT(meta_keys); i++) {
        value = json_object_get(meta, meta_keys[i]);
        if (!resume_language_is_empty(value))
            return value;
    }
    for (size_t i = 0; i < COUNT(root_keys); i++) {
        value = json_object_get(root, root_keys[i]);
        if (json_is_string(value) && !resume_language_is_empty(value))
            return value;
    }
    return NULL;
}

/* Add every text of VALUE, except URLs, to GUESS. */
static void
resume_language_count(struct language_guess *guess, json_t *value)
{
    const char *key, *text = json_string_value(value);
    json_t *member;
    size_t i;

    if (text != NULL && strstr(text, "://") == NULL &&
        strchr(text, '@') == NULL)
        language_guess_add(guess, text);
    json_array_foreach (value, i, member)
        resume_language_count(guess, member);
    json_object_foreach (value, key, member)
        if (strcmp(key, "meta") != 0)
            resume_language_count(guess, member);
}

/* Guess the language from FILE's name or from the texts of ROOT, which has no
 * language tag. Returns NULL if unknown. Adds a note with the result and its
 * reason. */
static const char *
resume_language_guess(struct reader *reader, json_t *root, const char *file)
{
    struct language_guess guess = {0};
    char named[16];
    const char *tag = NULL, *why = "default";
    bool by_script = false;

    if (language_guess_from_name(file, named, sizeof(named))) {
        tag = arena_copy(reader->arena, named);
        why = "from the file name";
    } else {
        resume_language_count(&guess, root);
        tag = language_guess_tag(&guess, &by_script);
        if (tag != NULL)
            why = by_script ? "from the script" : "from frequent words";
    }
    if (reader->warnings != NULL)
        warnings_note(reader->warnings, WARNING_NOTE, "meta.language",
                      "missing; using \"%s\" (%s)", tag != NULL ? tag : "en",
                      why);
    return tag;
}

/* Replace underscores with hyphens, as HTML requires: "pt-BR" for "pt_BR". */
static const char *
resume_language_tag(struct reader *reader, const char *tag)
{
    size_t size = strlen(tag) + 1;
    char *copy;

    if (strchr(tag, '_') == NULL)
        return tag;
    copy = arena_take(reader->arena, size);
    memcpy(copy, tag, size);
    for (char *at = copy; *at != '\0'; at++)
        *at = *at == '_' ? '-' : *at;
    return copy;
}

/* Note that headings, dates and labels are English if TAG has no
 * translation. */
static void
resume_language_warn(struct reader *reader, const char *tag)
{
    const struct language *language = language_find(tag);

    if (reader->warnings != NULL &&
        strncasecmp(tag, language->code, strlen(language->code)) != 0)
        warnings_note(reader->warnings, WARNING_NOTE, "meta.language",
                      "no translation for \"%s\"; headings are in English",
                      tag);
}

void
resume_language_read(struct reader *reader, json_t *root, const char *file,
                     struct resume *resume)
{
    size_t mark = reader_enter(reader, "meta.language");
    const char *tag = reader_text(reader, resume_language_find(root), READ_RAW);
    bool is_named;

    if (*tag != '\0' && !language_guess_is_tag(tag))
        reader_warn(reader, "\"%.40s\" is not a language tag such as \"fr\"",
                    tag);
    is_named = language_guess_is_tag(tag);
    if (!is_named) {
        tag = resume_language_guess(reader, root, file);
        resume->language_guessed = tag != NULL;
        tag = tag != NULL ? tag : "en";
    }
    resume->language = resume_language_tag(reader, tag);
    /* Without a known language, no words of a language join texts. */
    if (resume->language_guessed || is_named)
        reader->language = resume->language;
    resume_language_warn(reader, resume->language);
    reader_leave(reader, mark);
}
