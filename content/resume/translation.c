#include "resume/translation.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "language/language_guess.h"
#include "resume/privacy.h"
#include "resume/reader.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"

/* Values that are the same in every language, or whose words are names. */
static const char *const neutral_keys[] = {
    "accent",     "canonical",    "city",         "company",      "countryCode",
    "date",       "email",        "endDate",      "entity",       "expires",
    "expiryDate", "from",         "host",         "id",           "image",
    "keywords",   "lang",         "language",     "lastModified", "location",
    "name",       "network",      "organization", "institution",  "paper",
    "phone",      "picture",      "postalCode",   "profiles",     "publish",
    "region",     "releaseDate",  "score",        "sections",     "startDate",
    "status",     "technologies", "theme",        "ticker",       "type",
    "until",      "url",          "username",     "version",      "website",
    NULL,
};

/* Keys whose equal values identify one item in two languages. */
static const char *const identity_keys[] = {
    "name", "company", "organization", "institution", "network",
    "url",  "website", "startDate",    "date",        "releaseDate",
};

static const char *const date_keys[] = {"startDate", "date", "releaseDate"};

/* Copy TAG; leave out the last subtags of one that is too long, and the
 * singleton before them (RFC 4647, section 3.4): "de-CH-1901-x-private" becomes
 * "de-CH-1901". */
static void
translation_tag_shorten(char out[TRANSLATION_TAG_SIZE], const char *tag)
{
    size_t length = strlen(tag);

    while (length >= TRANSLATION_TAG_SIZE ||
           (length < strlen(tag) && length > 2 &&
            strchr("-_", tag[length - 2]) != NULL)) {
        while (length > 0 && strchr("-_", tag[length - 1]) == NULL)
            length--;
        length -= length > 0;
    }
    snprintf(out, TRANSLATION_TAG_SIZE, "%.*s", (int)length, tag);
}

void
translation_tags_add(struct translation_tags *tags, const char *whole)
{
    char tag[TRANSLATION_TAG_SIZE];

    translation_tag_shorten(tag, whole);
    if (*tag == '\0')
        return;
    for (size_t i = 0; i < tags->count && i < TRANSLATION_TAGS_MAX; i++)
        if (strcasecmp(tags->tags[i], tag) == 0)
            return;
    if (tags->count < TRANSLATION_TAGS_MAX)
        snprintf(tags->tags[tags->count], TRANSLATION_TAG_SIZE, "%s", tag);
    tags->count++;
}

/* Whether VALUE is a map of languages. KEY is its name in its object, or "".
 * In the section "languages", {"en": "fluent"} is data. */
static bool
translation_is_map(const json_t *value, const char *key)
{
    json_t *object = (json_t *)(uintptr_t)value, *member;
    bool one = json_object_size(value) == 1;
    const char *tag;

    if (json_object_size(value) == 0)
        return false;
    json_object_foreach (object, tag, member)
        if (!language_guess_is_known(tag) ||
            strlen(tag) >= TRANSLATION_TAG_SIZE ||
            (json_is_string(member) && strcmp(key, "languages") == 0) ||
            (one && !json_is_string(member)))
            return false;
    return true;
}

static void
translation_find(const json_t *value, const char *key,
                 struct translation_tags *tags)
{
    const char *name;
    json_t *member;
    size_t i;
    bool map = translation_is_map(value, key) && json_object_size(value) > 1;

    json_array_foreach (value, i, member)
        translation_find(member, "", tags);
    json_object_foreach ((json_t *)(uintptr_t)value, name, member) {
        if (map)
            translation_tags_add(tags, name);
        translation_find(member, name, tags);
    }
}

void
translation_tags_find(const json_t *root, struct translation_tags *tags)
{
    translation_find(root, "", tags);
}

/* One pass over a résumé. */
struct pass {
    struct reader path; /* only for its path */
    struct warnings *warnings;
    const char *tag, *owner;
};

static void
translation_warn(struct pass *pass, const char *what)
{
    if (pass->warnings != NULL)
        warnings_note(pass->warnings, WARNING_UNTRANSLATED,
                      pass->path.path_length > 0 ? pass->path.path : "the file",
                      "%s", what);
}

/* MAP's value in the language TAG, or of another region; or NULL. */
static json_t *
translation_member(const json_t *map, const char *tag)
{
    size_t primary = strcspn(tag, "-_");
    json_t *member;
    const char *name;

    json_object_foreach ((json_t *)(uintptr_t)map, name, member)
        if (strcasecmp(name, tag) == 0)
            return member;
    json_object_foreach ((json_t *)(uintptr_t)map, name, member)
        if (strcspn(name, "-_") == primary &&
            strncasecmp(name, tag, primary) == 0)
            return member;
    return NULL;
}

static bool
translation_is_empty(const json_t *value)
{
    return value == NULL || json_is_null(value) ||
           (json_is_string(value) && json_string_length(value) == 0) ||
           (json_is_array(value) && json_array_size(value) == 0);
}

static const json_t *
translation_choose(struct pass *pass, const json_t *map)
{
    json_t *value = translation_member(map, pass->tag);
    char what[96];

    if (!translation_is_empty(value))
        return value;
    snprintf(what, sizeof(what), "no \"%s\"; another language is shown",
             pass->tag);
    translation_warn(pass, what);
    value = translation_member(map, pass->owner);
    if (translation_is_empty(value))
        value = json_object_get(map, "en");
    return value != NULL ? value
                         : json_object_iter_value(
                               json_object_iter((json_t *)(uintptr_t)map));
}

static json_t *
translation_select_value(struct pass *pass, const json_t *value,
                         const char *key)
{
    json_t *copy, *member;
    const char *name;
    size_t i, mark;

    if (translation_is_map(value, key))
        value = translation_choose(pass, value);
    if (json_is_array(value)) {
        copy = json_array();
        json_array_foreach (value, i, member) {
            mark = reader_enter_item(&pass->path, i);
            json_array_append_new(copy,
                                  translation_select_value(pass, member, ""));
            reader_leave(&pass->path, mark);
        }
        return copy;
    }
    if (!json_is_object(value))
        return json_deep_copy(value);
    copy = json_object();
    json_object_foreach ((json_t *)(uintptr_t)value, name, member) {
        mark = reader_enter(&pass->path, name);
        json_object_set_new(copy, name,
                            translation_select_value(pass, member, name));
        reader_leave(&pass->path, mark);
    }
    return copy;
}

json_t *
translation_select(const json_t *root, const char *tag, const char *owner,
                   struct warnings *warnings)
{
    struct pass pass = {.warnings = warnings, .tag = tag, .owner = owner};

    return translation_select_value(&pass, root, "");
}

static bool
translation_equal(const json_t *a, const json_t *b, const char *key)
{
    return json_equal(json_object_get(a, key), json_object_get(b, key));
}

/* Whether the items A and B of two lists are the same one in two languages. */
static bool
translation_is_same(const json_t *a, const json_t *b)
{
    if (!json_is_object(a) || !json_is_object(b))
        return false;
    for (size_t i = 0; i < COUNT(date_keys); i++)
        if (json_object_get(a, date_keys[i]) != NULL &&
            json_object_get(b, date_keys[i]) != NULL &&
            !translation_equal(a, b, date_keys[i]))
            return false;
    for (size_t i = 0; i < COUNT(identity_keys); i++)
        if (!translation_is_empty(json_object_get(a, identity_keys[i])) &&
            translation_equal(a, b, identity_keys[i]))
            return true;
    return false;
}

/* The index in OWN, FROM or later, of the item that ITEM translates; or the
 * length of OWN. */
static size_t
translation_find_own(const json_t *own, size_t from, const json_t *item)
{
    while (from < json_array_size(own) &&
           !translation_is_same(json_array_get(own, from), item))
        from++;
    return from;
}

static bool
translation_has_all(const json_t *own, const json_t *translated)
{
    size_t at = 0, i;
    json_t *item;

    json_array_foreach (translated, i, item) {
        at = translation_find_own(own, at, item);
        if (at++ == json_array_size(own))
            return false;
    }
    return true;
}

/* A value in the language that is made: its own text so far, the owner's text
 * of the same value, and its translation. The last two may be NULL. */
struct triple {
    const json_t *own, *owners, *translated;
};

static json_t *translation_merge_value(struct pass *pass,
                                       const struct triple *value);

static struct triple
translation_member_of(const struct triple *value, const char *name)
{
    return (struct triple){json_object_get(value->own, name),
                           json_object_get(value->owners, name),
                           json_object_get(value->translated, name)};
}

/* Merge a list of objects: by identity if each translated item has its own
 * item; by order if there are as many; otherwise the translated list. */
static json_t *
translation_merge_list(struct pass *pass, const struct triple *value)
{
    const json_t *own = value->own, *translated = value->translated;
    size_t count = json_array_size(own), next = 0;
    bool by_identity = translation_has_all(own, translated);
    json_t *list;

    if (!by_identity && count != json_array_size(translated)) {
        if (json_array_size(translated) < count)
            translation_warn(pass, "fewer entries than in the owner's "
                                   "language");
        return json_deep_copy(translated);
    }
    list = json_array();
    for (size_t i = 0; i < count; i++) {
        struct triple item = {json_array_get(own, i),
                              json_array_get(value->owners, i),
                              json_array_get(translated, next)};
        size_t mark = reader_enter_item(&pass->path, i);

        if (item.translated != NULL && by_identity &&
            !translation_is_same(item.own, item.translated))
            item.translated = NULL;
        next += item.translated != NULL;
        if (item.translated == NULL && json_equal(item.own, item.owners))
            translation_warn(pass, "not translated");
        json_array_append_new(list, item.translated == NULL &&
                                            json_equal(item.own, item.owners)
                                        ? json_deep_copy(item.own)
                                        : translation_merge_value(pass, &item));
        reader_leave(&pass->path, mark);
    }
    return list;
}

/* Whether a value under KEY is a text that a reader of another language
 * misses. */
static bool
translation_is_text(const char *key, const json_t *value)
{
    return !privacy_is_private_key(key) &&
           !reader_is_listed(key, neutral_keys) &&
           (json_is_string(value) || json_is_array(value) ||
            json_is_object(value)) &&
           !translation_is_empty(value) && !language_guess_is_known(key);
}

/* Merge a member without a translation of its own: maps may have translated it
 * or parts of it. */
static json_t *
translation_keep_member(struct pass *pass, const struct triple *value)
{
    bool same = json_equal(value->own, value->owners);

    if (json_is_object(value->own) ||
        (!same && json_is_object(json_array_get(value->own, 0))))
        return translation_merge_value(pass, value);
    if (same)
        translation_warn(pass, "not translated");
    return json_deep_copy(value->own);
}

static json_t *
translation_merge_object(struct pass *pass, const struct triple *value)
{
    json_t *merged = json_object(), *member;
    const char *name;

    json_object_foreach ((json_t *)(uintptr_t)value->own, name, member) {
        struct triple inner = translation_member_of(value, name);
        size_t mark = reader_enter(&pass->path, name);

        if (!translation_is_empty(inner.translated))
            member = translation_merge_value(pass, &inner);
        else if (translation_is_text(name, inner.own))
            member = translation_keep_member(pass, &inner);
        else
            member = json_deep_copy(inner.own);
        json_object_set_new(merged, name, member);
        reader_leave(&pass->path, mark);
    }
    json_object_foreach ((json_t *)(uintptr_t)value->translated, name, member)
        if (json_object_get(value->own, name) == NULL)
            json_object_set_new(merged, name, json_deep_copy(member));
    return merged;
}

static json_t *
translation_merge_value(struct pass *pass, const struct triple *value)
{
    const json_t *translated = value->translated;

    if (json_is_object(json_array_get(value->own, 0)) &&
        (translated == NULL || json_is_array(translated)))
        return translation_merge_list(pass, value);
    if (json_is_object(value->own) &&
        (translated == NULL || json_is_object(translated)))
        return translation_merge_object(pass, value);
    if (json_is_object(value->own) && !json_is_string(translated)) {
        translation_warn(pass, "expected an object; not translated");
        return json_deep_copy(value->own);
    }
    return json_deep_copy(translated != NULL ? translated : value->own);
}

json_t *
translation_merge(const json_t *own, const json_t *owners,
                  const json_t *translated, struct warnings *warnings)
{
    struct pass pass = {.warnings = warnings, .tag = "", .owner = ""};
    const struct triple value = {own, owners, translated};

    return translation_merge_value(&pass, &value);
}

void
translation_set_language(json_t *root, const char *tag)
{
    json_t *meta = json_object_get(root, "meta");

    if (!json_is_object(root))
        return;
    if (!json_is_object(meta)) {
        meta = json_object();
        json_object_set_new(root, "meta", meta);
    }
    json_object_set_new(meta, "language", json_string(tag));
}
