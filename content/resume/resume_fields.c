#include "resume/resume_fields.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "resume/reader.h"
#include "resume/resume_entries.h"
#include "sshd/base/array.h"

static const char **
field_text_of(struct draft *draft, const struct key *key)
{
    return (const char **)(void *)((char *)draft + key->field);
}

static struct list *
field_list_of(struct draft *draft, const struct key *key)
{
    return (struct list *)(void *)((char *)draft + key->field);
}

static void
field_put(struct draft *draft, const struct key *key, const char *text)
{
    const char **field = field_text_of(draft, key);

    if (key->between != NULL)
        *field = reader_join(draft->reader, *field, key->between, text);
    else if (**field == '\0')
        *field = text;
    else if (*text != '\0' && strcmp(*field, text) != 0)
        reader_warn(draft->reader, "left out; another key has \"%s\"", *field);
}

void
field_text(struct draft *draft, const struct key *key, json_t *value)
{
    field_put(draft, key, reader_text(draft->reader, value, READ_LINE));
}

void
field_texts(struct draft *draft, const struct key *key, json_t *value)
{
    field_put(draft, key, reader_joined(draft->reader, value));
}

void
field_paragraphs(struct draft *draft, const struct key *key, json_t *value)
{
    field_put(draft, key, reader_text(draft->reader, value, READ_PARAGRAPHS));
}

void
field_url(struct draft *draft, const struct key *key, json_t *value)
{
    json_t *item;
    size_t i;

    if (!json_is_array(value)) {
        field_put(draft, key, reader_url(draft->reader, value));
        return;
    }
    reader_warn(draft->reader, "expected text, found a list; each is shown");
    json_array_foreach (value, i, item) {
        size_t mark = reader_enter_item(draft->reader, i);

        field_address(draft, key, item);
        reader_leave(draft->reader, mark);
    }
}

void
field_place(struct draft *draft, const struct key *key, json_t *value)
{
    field_put(draft, key, reader_place(draft->reader, value));
}

/* Whether TITLE ends in a preposition, so that the subject can follow directly:
 * "Master's degree in". */
static bool
field_ends_in_preposition(const char *title)
{
    static const char *const prepositions[] = {" in", " of",  " en", " em",
                                               " de", " für", ":"};
    size_t length = strlen(title);

    for (size_t i = 0; i < COUNT(prepositions); i++) {
        size_t bytes = strlen(prepositions[i]);

        if (length > bytes &&
            strcasecmp(title + length - bytes, prepositions[i]) == 0)
            return true;
    }
    return false;
}

/* Join with a word of the résumé's language ("in") if known, otherwise with a
 * comma. */
void
field_area(struct draft *draft, const struct key *key, json_t *value)
{
    struct reader *reader = draft->reader;
    const struct language *language = language_find(reader->language);
    const char *area = reader_text(reader, value, READ_LINE);
    const char **title = field_text_of(draft, key);
    size_t code = strlen(language->code);
    char both[512];

    if (*area == '\0' || strstr(*title, area) != NULL)
        return;
    /* "BSc" with the subject "BSc Nursing" */
    if (strncmp(area, *title, strlen(*title)) == 0)
        *title = area;
    else if (field_ends_in_preposition(*title))
        *title = reader_join(reader, *title, " ", area);
    else if (strncasecmp(reader->language, language->code, code) != 0)
        *title = reader_join(reader, *title, ", ", area);
    else
        *title = arena_copy(reader->arena,
                            language_format(both, sizeof(both), language,
                                            WORD_DEGREE_IN, *title, area));
}

/* Read a date, which may be an object: {"year": 2019, "month": 3}. */
static const char *
field_date_text(struct draft *draft, json_t *value)
{
    struct reader *reader = draft->reader;
    const char *year, *month;
    int number;
    char text[64];

    if (json_object_get(value, "year") == NULL)
        return reader_text(reader, value, READ_LINE);
    reader_warn(reader, "expected text, found an object; read as a date");
    year = reader_member(reader, value, "year", READ_LINE);
    month = reader_member(reader, value, "month", READ_LINE);
    number = atoi(month);
    if (number > 0)
        snprintf(text, sizeof(text), "%.20s-%02d", year, number % 100);
    else
        snprintf(text, sizeof(text), "%.30s%s%.20s", month,
                 *month != '\0' ? " " : "", year);
    return arena_copy(reader->arena, text);
}

void
field_date(struct draft *draft, const struct key *key, json_t *value)
{
    field_put(draft, key, field_date_text(draft, value));
}

void
field_end(struct draft *draft, const struct key *key, json_t *value)
{
    draft->ends = true;
    if (json_is_null(value))
        reader_warn(draft->reader, "null; read as \"to present\"");
    else
        field_put(draft, key, field_date_text(draft, value));
}

void
field_words(struct draft *draft, const struct key *key, json_t *value)
{
    reader_words(draft->reader, value, field_list_of(draft, key));
}

void
field_word(struct draft *draft, const struct key *key, json_t *value)
{
    reader_add(draft->reader, field_list_of(draft, key),
               reader_text(draft->reader, value, READ_LINE));
}

/* Skip a typed bullet at the start of TEXT. */
static const char *
field_without_bullet(const char *text)
{
    static const char *const bullets[] = {"- ", "* ", "– "};
    const char *after = reader_skip_bullet(text);

    for (size_t i = 0; after == text && i < COUNT(bullets); i++)
        if (strncmp(text, bullets[i], strlen(bullets[i])) == 0)
            after += strlen(bullets[i]);
    return after == text ? text : after + strspn(after, " ");
}

/* Whether VALUE is an object that contains a list: a title with points. */
static bool
field_is_group(json_t *value)
{
    const char *key;
    json_t *member;

    json_object_foreach (value, key, member)
        if (json_is_array(member))
            return true;
    return false;
}

/* Add each line of one string as a point. */
static void
field_split_points(struct draft *draft, const struct key *key, json_t *value)
{
    struct reader *reader = draft->reader;
    const char *text = reader_text(reader, value, READ_RAW_LINES);

    if (*text != '\0')
        reader_warn(reader,
                    "expected a list, found text; each line is a point");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        const char *line = reader_clean(reader, text, length, READ_LINE);

        reader_add(reader, field_list_of(draft, key),
                   field_without_bullet(line));
        text += length + (text[length] != '\0');
    }
}

/* Add each member of OBJECT: a text as a point, a list as points below a title,
 * its key. */
static void
field_points_of_object(struct draft *draft, const struct key *key,
                       json_t *object)
{
    struct reader *reader = draft->reader;
    const char *name;
    json_t *member;

    reader_warn(reader, "expected a list, found an object; each member is "
                        "shown");
    json_object_foreach (object, name, member) {
        size_t mark = reader_enter(reader, name);
        json_t *group =
            json_is_array(member) ? json_pack("{s:O}", "items", member) : NULL;

        if (group != NULL)
            entry_add(reader, group, &group_shape,
                      reader_clean(reader, name, strlen(name), READ_LINE),
                      &draft->children);
        else
            reader_add(reader, field_list_of(draft, key),
                       reader_text(reader, member, READ_LINE));
        json_decref(group);
        reader_leave(reader, mark);
    }
}

void
field_points(struct draft *draft, const struct key *key, json_t *value)
{
    struct reader *reader = draft->reader;
    json_t *item;
    size_t i;

    if (json_is_string(value)) {
        field_split_points(draft, key, value);
        return;
    }
    if (json_is_object(value)) {
        field_points_of_object(draft, key, value);
        return;
    }
    if (!json_is_array(value)) {
        reader_add(reader, field_list_of(draft, key),
                   reader_text(reader, value, READ_LINE));
        return;
    }
    json_array_foreach (value, i, item) {
        size_t mark = reader_enter_item(reader, i);

        if (field_is_group(item)) {
            entry_add(reader, item, &group_shape, "", &draft->children);
        } else if (json_is_array(item)) {
            reader_warn(reader, "a list inside a list; shown as one list");
            field_points(draft, key, item);
        } else {
            reader_add(
                reader, field_list_of(draft, key),
                field_without_bullet(reader_text(reader, item, READ_LINE)));
        }
        reader_leave(reader, mark);
    }
}

void
field_projects(struct draft *draft, const struct key *key, json_t *value)
{
    (void)key;
    entries_add(draft->reader, value, &subproject_shape, &draft->children);
}

void
field_groups(struct draft *draft, const struct key *key, json_t *value)
{
    (void)key;
    entries_add(draft->reader, value, &group_shape, &draft->children);
}

void
field_awards(struct draft *draft, const struct key *key, json_t *value)
{
    (void)key;
    entries_add(draft->reader, value, &section_shapes[SECTION_AWARDS],
                &draft->children);
}

void
field_address(struct draft *draft, const struct key *key, json_t *value)
{
    const char *url = reader_url(draft->reader, value);
    const char **field = field_text_of(draft, key);

    if (**field == '\0')
        *field = url;
    else if (strcmp(*field, url) != 0)
        reader_add(draft->reader, &draft->addresses, url);
}

void
field_doi(struct draft *draft, const struct key *key, json_t *value)
{
    const char *doi = json_string_value(value);
    json_t *url;

    if (doi != NULL && strncasecmp(doi, "doi:", 4) == 0)
        doi += 4 + strspn(doi + 4, " ");
    if (doi == NULL || strncmp(doi, "10.", 3) != 0) {
        field_address(draft, key, value);
        return;
    }
    url = json_sprintf("https://doi.org/%s", doi);
    field_address(draft, key, url);
    json_decref(url);
}

void
field_roles(struct draft *draft, const struct key *key, json_t *value)
{
    (void)key;
    entries_add(draft->reader, value, &role_shape, &draft->roles);
}

/* Format a course object as text: "Wards: All about wards (A)". */
static const char *
field_course_text(struct reader *reader, json_t *course)
{
    static const char *const names[] = {"title", "name", "course"};
    static const char *const scores[] = {"score", "gpa", "grade"};
    static const struct {
        const char *key, *between;
    } more[] = {{"summary", ": "}, {"description", ": "}, {"url", ", "}};
    const char *text = "", *score = "";

    for (size_t i = 0; *text == '\0' && i < COUNT(names); i++)
        text = reader_member(reader, course, names[i], READ_LINE);
    for (size_t i = 0; *score == '\0' && i < COUNT(scores); i++)
        score = reader_member(reader, course, scores[i], READ_LINE);
    for (size_t i = 0; i < COUNT(more); i++)
        text =
            reader_join(reader, text, more[i].between,
                        reader_member(reader, course, more[i].key, READ_LINE));
    if (*score == '\0')
        return text;
    return reader_join(reader, reader_join(reader, text, " (", score), "", ")");
}

static void
field_add_courses(struct reader *reader, json_t *value, struct list *courses)
{
    json_t *item;
    size_t i;

    if (!json_is_array(value)) {
        reader_words(reader, value, courses);
        return;
    }
    json_array_foreach (value, i, item) {
        size_t mark = reader_enter_item(reader, i);

        if (json_is_array(item)) {
            reader_warn(reader, "a list inside a list; shown as one list");
            field_add_courses(reader, item, courses);
        } else {
            reader_add(reader, courses,
                       json_is_object(item)
                           ? field_course_text(reader, item)
                           : reader_text(reader, item, READ_LINE));
        }
        reader_leave(reader, mark);
    }
}

/* Add a group of points, with a title in the résumé's language. */
void
field_courses(struct draft *draft, const struct key *key, json_t *value)
{
    struct reader *reader = draft->reader;
    const struct language *language = language_find(reader->language);
    struct list courses = {0};
    struct entry *child;

    (void)key;
    field_add_courses(reader, value, &courses);
    if (courses.count == 0)
        return;
    child = list_add(reader->arena, &draft->children, sizeof(*child));
    *child = entry_empty;
    child->title = language_word(language, WORD_COURSES);
    child->highlights = (struct strings){courses.items, courses.count};
}

void
field_ignored(struct draft *draft, const struct key *key, json_t *value)
{
    (void)key;
    if (!json_is_null(value) &&
        !(json_is_string(value) && *json_string_value(value) == '\0'))
        reader_warn(draft->reader, "not shown");
}
