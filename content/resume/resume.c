#include "resume/resume.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "sshd/base/error.h"
#include "resume/reader.h"
#include "json/json_text.h"
#include "language/language.h"
#include "language/language_guess.h"
#include "resume/warnings.h"
#include "resume/audience.h"
#include "resume/privacy.h"
#include "resume/resume_availability.h"
#include "resume/resume_basics.h"
#include "resume/resume_json.h"
#include "resume/resume_sections.h"
#include "sshd/base/array.h"

#define TICKER_MAX 200

/* A résumé with the memory that it owns. */
struct loaded {
    struct resume resume; /* must be first: resume_free() casts it back */
    struct arena arena;
    json_t *root;
};

static void
resume_read_availability(struct reader *reader, json_t *object,
                         const char *path, const char *key,
                         struct resume *resume)
{
    json_t *value = json_object_get(object, key);
    size_t mark, inner;

    if (value == NULL || resume->availability.status != AVAILABILITY_UNSAID)
        return;
    mark = reader_enter(reader, path);
    inner = reader_enter(reader, key);
    resume->availability = availability_read(reader, value);
    reader_leave(reader, inner);
    reader_leave(reader, mark);
}

/* basics.status is an availability or a job title. */
static void
resume_read_status(struct reader *reader, json_t *basics, struct resume *resume)
{
    json_t *status = json_object_get(basics, "status");
    size_t mark;

    if (!json_is_string(status) ||
        availability_is_said(json_string_value(status))) {
        resume_read_availability(reader, basics, "basics", "status", resume);
        return;
    }
    mark = reader_enter(reader, "basics.status");
    if (*resume->label == '\0')
        resume->label = reader_text(reader, status, READ_LINE);
    else if (*json_string_value(status) != '\0' &&
             strcasecmp(json_string_value(status), resume->label) != 0)
        reader_warn(reader, "not an availability; not shown");
    reader_leave(reader, mark);
}

static void
resume_add_word(struct reader *reader, struct list *words, const char *word)
{
    const char **have = words->items;

    for (size_t i = 0; i < words->count; i++)
        if (strcasecmp(have[i], word) == 0)
            return;
    if (words->count < TICKER_MAX)
        reader_add(reader, words, word);
}

/* Read the words of meta.ssh.ticker, or every skill once if it is true. */
static void
resume_read_ticker(struct reader *reader, json_t *value, struct resume *resume)
{
    const struct section *skills = resume_section(resume, "skills");
    struct list words = {0};
    size_t mark;

    if (value == NULL || json_is_false(value))
        return;
    mark = reader_enter(reader, "meta.ssh.ticker");
    if (!json_is_true(value))
        reader_words(reader, value, &words);
    reader_leave(reader, mark);
    for (size_t i = 0;
         json_is_true(value) && skills != NULL && i < skills->entries.count;
         i++) {
        const struct entry *group = &skills->entries.items[i];

        if (group->keywords.count == 0)
            resume_add_word(reader, &words, group->title);
        for (size_t j = 0; j < group->keywords.count; j++)
            resume_add_word(reader, &words, group->keywords.items[j]);
    }
    resume->ticker = (struct strings){words.items, words.count};
}

void
resume_read_points(struct reader *reader, json_t *value, struct list *points)
{
    json_t *item;
    size_t i;

    if (json_is_array(value))
        json_array_foreach (value, i, item) {
            size_t inner = reader_enter_item(reader, i);

            if (points->count >= RESUME_BEST_MAX)
                reader_warn(reader, "only the first %d are shown",
                            RESUME_BEST_MAX);
            else
                reader_add(reader, points,
                           reader_text(reader, item, READ_LINE));
            reader_leave(reader, inner);
        }
    else if (value != NULL)
        reader_add(reader, points, reader_text(reader, value, READ_LINE));
}

/* Read meta.ssh.best, the points to show first. */
static void
resume_read_best(struct reader *reader, json_t *value, struct resume *resume)
{
    struct list points = {0};
    size_t mark = reader_enter(reader, "meta.ssh.best");

    resume_read_points(reader, value, &points);
    reader_leave(reader, mark);
    resume->best = (struct strings){points.items, points.count};
}

static bool
resume_is_root_key(const char *name, const void *context)
{
    static const char *const others[] = {"basics", "meta", "lang", "language"};
    bool basics_at_root = *(const bool *)context;

    for (size_t i = 0; i < COUNT(others); i++)
        if (strcmp(others[i], name) == 0)
            return true;
    return sections_know(name) || (basics_at_root && basics_know(name));
}

static bool
resume_is_basics_key(const char *name, const void *context)
{
    (void)context;
    return basics_know(name);
}

static bool
resume_is_ssh_key(const char *name, const void *context)
{
    static const char *const keys[] = {
        "greeting", "host", "theme",  "ticker",  "sections", "availability",
        "paper",    "best", "accent", "publish", "audiences"};

    (void)context;
    for (size_t i = 0; i < COUNT(keys); i++)
        if (strcmp(keys[i], name) == 0)
            return true;
    return false;
}

/* Other formats, each with a key that no other format has: KEY of the root is
 * an object with one of MEMBERS. */
static const struct format {
    const char *name, *key, *members[4];
} formats[] = {
    {"a Reactive Resume file", "sections", {"experience", "summary", "items"}},
    {"a Reactive Resume file", "metadata", {"template", "layout", "page"}},
    {"a FRESH résumé", "employment", {"history", "summary"}},
    {"a FRESH résumé", "info", {"brief", "label", "class"}},
    {"a Manfred file (MAC)", "aboutMe", {"profile", "relevantLinks"}},
    {"a Manfred file (MAC)", "experience", {"jobs", "publicArtifacts"}},
    {"a RenderCV file", "cv", {"sections", "name"}},
    {"another format (bio instead of basics)",
     "bio",
     {"name", "firstName", "email", "label"}},
};

/* The format of ROOT if it is not JSON Resume, otherwise NULL. */
static const struct format *
resume_find_other_format(json_t *root)
{
    for (size_t i = 0; i < COUNT(formats); i++) {
        json_t *value = json_object_get(root, formats[i].key);

        for (size_t j = 0; j < 4 && formats[i].members[j] != NULL; j++)
            if (json_object_get(value, formats[i].members[j]) != NULL)
                return &formats[i];
    }
    return NULL;
}

static bool
resume_is_resume(json_t *object)
{
    const char *name;
    json_t *value;

    if (json_object_get(object, "basics") != NULL)
        return true;
    json_object_foreach (object, name, value)
        if (sections_know(name))
            return true;
    return false;
}

/* Find the résumé if ROOT is a list that contains it, has one for each
 * language, or wraps it in another key. */
static json_t *
resume_unwrap(struct reader *reader, json_t *root)
{
    const char *name = "";
    json_t *inner = json_is_array(root) ? json_array_get(root, 0) : NULL;

    if (json_is_object(root) && !resume_is_resume(root))
        inner = reader_choose(reader, root, &name);
    if (!json_is_object(inner) || !resume_is_resume(inner))
        return root;
    reader_warn(reader, "the résumé is inside %s; only this one is shown",
                json_is_array(root) ? "a list" : name);
    return inner;
}

static const char *
resume_language_of(struct reader *reader, json_t *root)
{
    const char *const keys[] = {"x-lang", "lang", "language"};
    const char *language = reader_member(reader, json_object_get(root, "meta"),
                                         "language", READ_RAW);

    if (*language == '\0')
        language = reader_member(reader, json_object_get(root, "meta"), "lang",
                                 READ_RAW);
    for (size_t i = 0; i < COUNT(keys); i++)
        if (*language == '\0' && json_is_string(json_object_get(root, keys[i])))
            language = reader_member(reader, root, keys[i], READ_RAW);
    return language;
}

/* Add every text of VALUE, except URLs, to GUESS. */
static void
resume_guess_add(struct language_guess *guess, json_t *value)
{
    const char *key, *text = json_string_value(value);
    json_t *member;
    size_t i;

    if (text != NULL && strstr(text, "://") == NULL &&
        strchr(text, '@') == NULL)
        language_guess_add(guess, text);
    json_array_foreach (value, i, member)
        resume_guess_add(guess, member);
    json_object_foreach (value, key, member)
        if (strcmp(key, "meta") != 0)
            resume_guess_add(guess, member);
}

/* Guess the language from FILE's name or from the texts of ROOT, which has no
 * language tag. Returns NULL if unknown. Adds a note with the result and its
 * reason. */
static const char *
resume_guess_language(struct reader *reader, json_t *root, const char *file)
{
    struct language_guess guess = {0};
    char named[16];
    const char *tag = NULL, *why = "default";
    bool by_script = false;

    if (language_guess_from_name(file, named, sizeof(named))) {
        tag = arena_copy(reader->arena, named);
        why = "from the file name";
    } else {
        resume_guess_add(&guess, root);
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
resume_warn_language(struct reader *reader, const char *tag)
{
    const struct language *language = language_find(tag);

    if (reader->warnings != NULL &&
        strncasecmp(tag, language->code, strlen(language->code)) != 0)
        warnings_note(reader->warnings, WARNING_NOTE, "meta.language",
                      "no translation for \"%s\"; headings are in English",
                      tag);
}

static void
resume_read_language(struct reader *reader, json_t *root, const char *file,
                     struct resume *resume)
{
    const char *said = resume_language_of(reader, root);
    size_t mark = reader_enter(reader, "meta.language");
    bool is_said;

    if (*said != '\0' && !language_guess_is_tag(said))
        reader_warn(reader, "\"%.40s\" is not a language tag such as \"fr\"",
                    said);
    is_said = language_guess_is_tag(said);
    if (!is_said) {
        said = resume_guess_language(reader, root, file);
        resume->language_guessed = said != NULL;
        said = said != NULL ? said : "en";
    }
    resume->language = resume_language_tag(reader, said);
    /* Without a known language, no words of a language join texts. */
    if (resume->language_guessed || is_said)
        reader->language = resume->language;
    resume_warn_language(reader, resume->language);
    reader_leave(reader, mark);
}

static void
resume_read_paper(struct reader *reader, json_t *ssh, struct resume *resume)
{
    const char *paper = reader_member(reader, ssh, "paper", READ_RAW);
    size_t mark = reader_enter(reader, "paper");

    if (strcasecmp(paper, "a4") == 0 || strcasecmp(paper, "letter") == 0)
        resume->paper = paper;
    else if (*paper != '\0')
        reader_warn(reader,
                    "\"%.40s\" is neither \"a4\" nor \"letter\"; "
                    "using the paper of the country",
                    paper);
    reader_leave(reader, mark);
}

static void
resume_read_ssh(struct reader *reader, json_t *ssh, struct resume *resume)
{
    size_t mark = reader_enter(reader, "meta.ssh");

    resume->greeting = reader_member(reader, ssh, "greeting", READ_LINE);
    resume->host = reader_member(reader, ssh, "host", READ_RAW);
    resume->theme = reader_member(reader, ssh, "theme", READ_RAW);
    resume->accent = reader_member(reader, ssh, "accent", READ_RAW);
    resume_read_paper(reader, ssh, resume);
    reader_warn_unknown(reader, ssh, resume_is_ssh_key, NULL);
    reader_leave(reader, mark);
}

static void
resume_read_root(struct reader *reader, json_t *root, const char *file,
                 struct resume *resume)
{
    json_t *basics = json_object_get(root, "basics");
    json_t *meta = json_object_get(root, "meta");
    json_t *ssh = json_object_get(meta, "ssh");
    json_t *order = json_object_get(ssh, "sections");
    /* Some files have the keys of basics at the root. */
    bool basics_at_root = !json_is_object(basics);
    size_t mark;

    resume_read_language(reader, root, file, resume);
    if (basics_at_root) {
        basics_read(reader, root, resume);
        if (*resume->name != '\0')
            reader_warn(reader,
                        "basics is missing; using its keys at the root");
    } else {
        mark = reader_enter(reader, "basics");
        basics_read(reader, basics, resume);
        reader_warn_unknown(reader, basics, resume_is_basics_key, NULL);
        reader_leave(reader, mark);
    }

    resume_read_ssh(reader, ssh, resume);
    resume_read_availability(reader, ssh, "meta.ssh", "availability", resume);
    resume_read_availability(reader, basics, "basics", "availability", resume);
    resume_read_status(reader, basics, resume);

    if (order == NULL)
        order = json_object_get(json_object_get(meta, "theme"), "sectionOrder");
    sections_read(reader, root, order, resume);
    resume_read_ticker(reader, json_object_get(ssh, "ticker"), resume);
    resume_read_best(reader, json_object_get(ssh, "best"), resume);
    audiences_read(reader, json_object_get(ssh, "audiences"), resume);
    reader_warn_unknown(reader, root, resume_is_root_key, &basics_at_root);
    resume->parsed = inline_spans_texts(reader->parsed);
}

static const struct resume resume_empty = {
    .name = "",
    .label = "",
    .summary = "",
    .email = "",
    .phone = "",
    .url = "",
    .place = "",
    .address = {"", "", "", "", ""},
    .greeting = "",
    .host = "",
    .theme = "",
    .paper = "",
    .accent = "",
    .availability = {.label = "", .note = ""},
    .language = "",
};

struct resume *
resume_read_json(json_t *source, const char *file, struct warnings *warnings,
                 struct error *error)
{
    struct loaded *loaded = calloc(1, sizeof(*loaded));
    struct inline_spans parsed = {0};
    struct reader reader = {
        .warnings = warnings, .language = "", .parsed = &parsed};
    const struct format *format;
    struct resume *resume;
    json_t *root;

    if (loaded == NULL)
        abort();
    resume = &loaded->resume;
    *resume = resume_empty;
    reader.arena = parsed.arena = &loaded->arena;
    loaded->root = source;
    root = resume_unwrap(&reader, loaded->root);
    if (!json_is_object(root)) {
        error_set(error,
                  "line 1, column 1: the root must be an object, { ... }");
        goto fail;
    }
    privacy_apply(loaded->root, warnings);
    format = resume_find_other_format(root);
    if (format != NULL) {
        error_set(error,
                  "this is %s, not JSON Resume; export it as JSON Resume",
                  format->name);
        goto fail;
    }
    resume_read_root(&reader, root, file, resume);
    if (*resume->name == '\0' && resume->section_count == 0) {
        error_set(error, "nothing to show: no name and no section");
        goto fail;
    }
    if (*resume->name == '\0' && warnings != NULL)
        warnings_add(warnings, "basics.name", "missing; no name is shown");
    return resume;

fail:
    resume_free(resume);
    return NULL;
}

struct resume *
resume_parse(const char *bytes, size_t length, struct warnings *warnings,
             struct error *error)
{
    json_t *root = json_text_parse(bytes, length, warnings, error);

    return root == NULL ? NULL : resume_read_json(root, "", warnings, error);
}

json_t *
resume_load_json(const char *file, struct warnings *warnings,
                 struct error *error)
{
    size_t size = RESUME_BYTES_MAX + 1, length = 0;
    char *bytes = malloc(size);
    /* A FIFO that nobody writes to is read as an empty file. */
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    json_t *root = NULL;
    ssize_t got = -1;

    if (bytes == NULL)
        abort();
    if (fd >= 0 && fcntl(fd, F_SETFL, 0) == 0)
        while ((got = read(fd, bytes + length, size - length)) > 0)
            length += (size_t)got;
    if (got < 0)
        error_set(error, "cannot read the file: %s", strerror(errno));
    else
        root = json_text_parse(bytes, length, warnings, error);
    if (fd >= 0)
        close(fd);
    free(bytes);
    return root;
}

struct resume *
resume_load(const char *file, struct warnings *warnings, struct error *error)
{
    json_t *root = resume_load_json(file, warnings, error);

    if (root == NULL)
        return NULL;
    audiences_join(root, file);
    return resume_read_json(root, file, warnings, error);
}

void
resume_free(struct resume *resume)
{
    struct loaded *loaded = (struct loaded *)resume;

    if (resume == NULL)
        return;
    json_decref(loaded->root);
    arena_fini(&loaded->arena);
    free(loaded);
}

json_t *
resume_json(const struct resume *resume)
{
    return ((const struct loaded *)resume)->root;
}
