#include "resume/audience.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "resume/reader.h"
#include "resume/resume_json.h"
#include "sshd/base/published_index.h"

#define PUBLISHED_JSON "resume.json"
#define EVERYBODY      "everybody" /* in the report and the metrics */

/* Add PARAGRAPH, with its line breaks, to LETTER (of struct entry). */
static void
audience_add_paragraph(struct reader *reader, json_t *paragraph,
                       struct list *letter)
{
    const char *text = reader_text(reader, paragraph, READ_PARAGRAPHS);
    struct entry *entry;

    if (*text == '\0')
        return;
    entry = list_add(reader->arena, letter, sizeof(*entry));
    *entry = entry_empty;
    entry->summary = text;
}

/* Read a list with an item for each paragraph, or a text with blank lines
 * between them. GREETING is the title of the first. */
static struct entries
audience_read_letter(struct reader *reader, json_t *value, const char *greeting)
{
    const char *text = json_string_value(value);
    struct list letter = {0};
    json_t *item;
    size_t i;

    json_array_foreach (value, i, item) {
        size_t mark = reader_enter_item(reader, i);

        audience_add_paragraph(reader, item, &letter);
        reader_leave(reader, mark);
    }
    if (text == NULL && !json_is_array(value))
        audience_add_paragraph(reader, value, &letter);
    while (text != NULL && *text != '\0') {
        const char *end = strstr(text, "\n\n");
        size_t length = end != NULL ? (size_t)(end - text) : strlen(text);

        item = json_stringn(text, length);
        audience_add_paragraph(reader, item, &letter);
        json_decref(item);
        text += length;
        text += strspn(text, "\n");
    }
    if (letter.count > 0)
        ((struct entry *)letter.items)->title = greeting;
    return (struct entries){letter.items, letter.count};
}

/* The sections of RESUME: the letter, those in WANTED, then the others. */
static void
audience_order(struct reader *reader, json_t *wanted,
               const struct resume *resume, struct audience *audience)
{
    struct list words = {0};
    struct section *sections = arena_take(
        reader->arena, (resume->section_count + 1) * sizeof(*sections));
    bool placed[SECTION_KINDS] = {false};
    size_t count = 0;

    reader_words(reader, wanted, &words);
    if (audience->letter.count > 0)
        sections[count++] = (struct section){SECTION_LETTER, audience->letter};
    for (size_t i = 0; i < words.count; i++) {
        const char *word = ((const char **)words.items)[i];
        const struct section *section = resume_section(resume, word);

        if (section == NULL) {
            reader_warn(reader, "\"%.40s\" is not a section here; left out",
                        word);
        } else if (!placed[section->kind]) {
            placed[section->kind] = true;
            sections[count++] = *section;
        }
    }
    for (size_t i = 0; i < resume->section_count; i++)
        if (!placed[resume->sections[i].kind])
            sections[count++] = resume->sections[i];
    audience->sections = sections;
    audience->section_count = count;
}

/* Enter OBJECT's member KEY. Returns it; pass *MARK to reader_leave(). */
static json_t *
audience_enter(struct reader *reader, json_t *object, const char *key,
               size_t *mark)
{
    *mark = reader_enter(reader, key);
    return json_object_get(object, key);
}

static void
audience_read_one(struct reader *reader, json_t *object,
                  const struct resume *resume, struct audience *audience)
{
    static const char *const keys[] = {"name",     "greeting", "letter",
                                       "sections", "best",     NULL};
    struct list best = {0};
    json_t *value;
    size_t mark;

    audience->greeting = reader_member(reader, object, "greeting", READ_LINE);
    value = audience_enter(reader, object, "letter", &mark);
    audience->letter = audience_read_letter(reader, value, audience->greeting);
    reader_leave(reader, mark);
    value = audience_enter(reader, object, "sections", &mark);
    audience_order(reader, value, resume, audience);
    reader_leave(reader, mark);
    value = audience_enter(reader, object, "best", &mark);
    reader_points(reader, value, &best);
    audience->best = (struct strings){best.items, best.count};
    reader_leave(reader, mark);
    reader_warn_unknown(reader, object, reader_is_listed, keys);
}

/* Warn about NAME unless it can be a login name of its own. Returns whether it
 * can. */
static bool
audience_name_is_good(struct reader *reader, const char *name,
                      const struct resume *resume)
{
    if (strcasecmp(name, EVERYBODY) == 0) {
        reader_warn(reader,
                    "\"%.40s\" means readers without an audience; left out",
                    name);
        return false;
    }
    if (!published_index_is_name(name)) {
        reader_warn(reader,
                    "\"%.40s\" cannot be a user name (letters, digits and "
                    "\"._-\", 1 to %d); the audience is left out",
                    name, PUBLISHED_NAME_MAX);
        return false;
    }
    if (resume_audience(resume, name) != NULL) {
        reader_warn(reader, "\"%.40s\" is listed twice; the first is used",
                    name);
        return false;
    }
    return true;
}

void
audiences_read(struct reader *reader, json_t *value, struct resume *resume)
{
    struct list found = {0};
    size_t mark = reader_enter(reader, "meta.ssh.audiences"), i;
    json_t *item;

    if (value != NULL && !json_is_array(value))
        reader_warn(reader, "expected a list of audiences; left out");
    json_array_foreach (value, i, item) {
        size_t inner = reader_enter_item(reader, i), name_mark;
        struct audience audience = {.name = ""};

        audience.name = reader_member(reader, item, "name", READ_RAW);
        name_mark = reader_enter(reader, "name");
        if (found.count == PUBLISHED_AUDIENCES_MAX)
            reader_warn(reader, "only the first %d audiences are read",
                        PUBLISHED_AUDIENCES_MAX);
        else if (audience_name_is_good(reader, audience.name, resume)) {
            reader_leave(reader, name_mark);
            audience_read_one(reader, item, resume, &audience);
            *(struct audience *)list_add(reader->arena, &found,
                                         sizeof(audience)) = audience;
        }
        resume->audiences = found.items;
        resume->audience_count = found.count;
        reader_leave(reader, inner);
    }
    reader_leave(reader, mark);
}

const struct audience *
resume_audience(const struct resume *resume, const char *name)
{
    for (size_t i = 0; i < resume->audience_count; i++)
        if (strcasecmp(resume->audiences[i].name, name) == 0)
            return &resume->audiences[i];
    return NULL;
}

struct resume
resume_for_audience(const struct resume *resume,
                    const struct audience *audience)
{
    struct resume shown = *resume;

    if (audience == NULL)
        return shown;
    if (*audience->greeting != '\0')
        shown.greeting = audience->greeting;
    if (audience->best.count > 0)
        shown.best = audience->best;
    shown.sections = audience->sections;
    shown.section_count = audience->section_count;
    return shown;
}

/* ROOT's meta.ssh, or NULL. */
static json_t *
audiences_ssh(const json_t *root)
{
    return json_object_get(json_object_get(root, "meta"), "ssh");
}

void
audiences_join(json_t *root, const char *file)
{
    const char *slash = strrchr(file, '/');
    json_t *meta = json_object_get(root, "meta"), *ssh = audiences_ssh(root);
    char path[PATH_MAX];
    json_t *list;

    if (strcmp(slash != NULL ? slash + 1 : file, PUBLISHED_JSON) != 0 ||
        snprintf(path, sizeof(path), "%.*s%s",
                 slash != NULL ? (int)(slash + 1 - file) : 0, file,
                 AUDIENCES_FILE) >= (int)sizeof(path))
        return;
    list = json_load_file(path, 0, NULL);
    if (list == NULL)
        return;
    if (meta == NULL && json_object_set_new(root, "meta", json_object()) == 0)
        meta = json_object_get(root, "meta");
    if (ssh == NULL && json_object_set_new(meta, "ssh", json_object()) == 0)
        ssh = json_object_get(meta, "ssh");
    json_object_set_new(ssh, "audiences", list);
}

void
audiences_remove(json_t *root)
{
    json_object_del(audiences_ssh(root), "audiences");
}

const json_t *
audiences_json(const struct resume *resume)
{
    return resume->audience_count == 0
               ? NULL
               : json_object_get(audiences_ssh(resume_json(resume)),
                                 "audiences");
}
