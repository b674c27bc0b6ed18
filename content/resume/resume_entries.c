#include "resume/resume_entries.h"

#include <stdio.h>
#include <string.h>

#include "resume/resume_fields.h"
#include "sshd/base/array.h"

static const struct key *
entry_find_key(const struct key *keys, const char *name)
{
    while (keys->name != NULL && strcmp(keys->name, name) != 0)
        keys++;
    return keys->name != NULL ? keys : NULL;
}

static bool
entry_is_known(const char *name, const void *context)
{
    const struct shape *shape = context;

    return entry_find_key(shape->keys, name) != NULL ||
           entry_find_key(common_keys, name) != NULL;
}

/* Read the members of ITEM that are in KEYS, in the order of KEYS. */
static void
entry_read_keys(struct draft *draft, json_t *item, const struct key *keys,
                const struct key *done)
{
    for (; keys->name != NULL; keys++) {
        json_t *value = json_object_get(item, keys->name);
        size_t mark;

        if (value == NULL || (done != NULL && entry_find_key(done, keys->name)))
            continue;
        mark = reader_enter(draft->reader, keys->name);
        keys->read(draft, keys, value);
        reader_leave(draft->reader, mark);
    }
}

/* Whether DATE is program code, which is not shown as written. */
static bool
entry_is_code(const char *date)
{
    return strpbrk(date, "{}<>=;$") != NULL || strstr(date, "()") != NULL;
}

static const char *
entry_check_date(struct reader *reader, const char *date, struct date meaning,
                 const char *end)
{
    size_t mark;
    bool code = entry_is_code(date);

    if (*date == '\0' || meaning.year != 0)
        return date;
    mark = reader_enter(reader, end);
    reader_warn(reader, "\"%.40s\" is not a date; %s", date,
                code ? "left out" : "shown as written");
    reader_leave(reader, mark);
    return code ? "" : date;
}

static void
entry_finish_period(struct draft *draft, const struct shape *shape)
{
    struct reader *reader = draft->reader;
    struct period *period = &draft->entry.period;
    bool open_ended = shape->open_ended || draft->ends;

    period_read(period, draft->start, draft->end, open_ended);
    if (period->from.year == 0)
        draft->start =
            entry_check_date(reader, draft->start, period->from, "startDate");
    if (!date_is_present_word(draft->end))
        draft->end =
            entry_check_date(reader, draft->end, period->to, "endDate");
    period_read(period, draft->start, draft->end, open_ended);
    period->expires = shape == &section_shapes[SECTION_CERTIFICATES];
    /* An entry that has not started yet is not "to present". */
    if (*draft->end == '\0' && period->ongoing &&
        date_compare(period->from, date_today()) > 0)
        period->ongoing = false;
    if (period->from.year != 0 && period->to.year != 0 &&
        date_compare(period->from, period->to) > 0 &&
        period->from.year > period->to.year)
        reader_warn(reader, "ends before it starts; shown as written");
}

static bool
entry_is_empty(const struct entry *entry)
{
    const char *const texts[] = {
        entry->title, entry->org,     entry->place,        entry->note,
        entry->url,   entry->summary, entry->period.start, entry->period.end};

    for (size_t i = 0; i < COUNT(texts); i++)
        if (*texts[i] != '\0')
            return false;
    return entry->keywords.count + entry->highlights.count +
               entry->badges.count + entry->children.count ==
           0;
}

/* Append ENTRY unless it is empty. Warn that it is empty if there has been no
 * other warning since WARNINGS_BEFORE. */
static void
entry_append(struct reader *reader, const struct entry *entry,
             size_t warnings_before, struct list *entries)
{
    if (entry_is_empty(entry) && reader->warning_count == warnings_before)
        reader_warn(reader, "empty; left out");
    if (!entry_is_empty(entry))
        *(struct entry *)list_add(reader->arena, entries, sizeof(*entry)) =
            *entry;
}

static struct strings
entry_strings_of(const struct list *list)
{
    return (struct strings){list->items, list->count};
}

/* Whether ENTRY, an employer with ROLES, has more fields than name and
 * location. Its dates count if a role has none. */
static bool
entry_employer_has_details(const struct entry *entry, const struct list *roles)
{
    const struct entry *items = roles->items;
    struct entry rest = *entry;
    bool dated = true;

    for (size_t i = 0; i < roles->count; i++)
        dated &= *items[i].period.start != '\0' || *items[i].period.end != '\0';
    rest.org = rest.place = rest.url = "";
    if (dated && *entry->title == '\0')
        rest.period = entry_empty.period;
    return !entry_is_empty(&rest);
}

/* Append each of ROLES as a separate entry, at EMPLOYER. */
static void
entry_add_roles(struct reader *reader, const struct entry *employer,
                const struct list *roles, struct list *entries)
{
    const struct entry *items = roles->items;

    if (entry_employer_has_details(employer, roles))
        entry_append(reader, employer, reader->warning_count, entries);
    for (size_t i = 0; i < roles->count; i++) {
        struct entry role = items[i];

        role.org = employer->org;
        if (*role.place == '\0')
            role.place = employer->place;
        if (*role.url == '\0')
            role.url = employer->url;
        entry_append(reader, &role, reader->warning_count, entries);
    }
}

/* Append the URLs after the first to the summary, each a paragraph and a
 * link. */
static void
entry_add_addresses(struct draft *draft)
{
    const char **items = draft->addresses.items;
    struct reader *reader = draft->reader;

    for (size_t i = 0; i < draft->addresses.count; i++) {
        char link[1024];
        int length = snprintf(link, sizeof(link), "<%s>", items[i]);
        bool fits = length > 0 && (size_t)length < sizeof(link) &&
                    strstr(items[i], "://") != NULL;

        draft->entry.summary = reader_join(
            reader, draft->entry.summary, "\n",
            fits ? reader_clean(reader, link, (size_t)length, READ_LINE)
                 : items[i]);
    }
}

/* Put TEXT, the text of a reference, in the quotation marks of the résumé's
 * language, unless it has its own. */
static const char *
entry_quoted(struct reader *reader, const char *text)
{
    static const char *const marks[] = {"\"", "“",  "„", "«", "»",
                                        "「", "『", "”", "'", "‘"};
    const struct language *language = language_find(reader->language);

    for (size_t i = 0; i < COUNT(marks); i++)
        if (strncmp(text, marks[i], strlen(marks[i])) == 0)
            return text;
    if (*text == '\0')
        return text;
    text = inline_spans_join(reader->parsed, language->quotes[0], "", text);
    return inline_spans_join(reader->parsed, text, "", language->quotes[1]);
}

/* Complete an entry without a name, or clear it. */
static void
entry_complete(struct reader *reader, struct entry *entry,
               const struct shape *shape)
{
    const struct language *language = language_find(reader->language);

    if (shape == &section_shapes[SECTION_REFERENCES])
        entry->summary = entry_quoted(reader, entry->summary);
    if (*entry->title != '\0')
        return;
    if (shape == &section_shapes[SECTION_LANGUAGES] && *entry->note != '\0') {
        reader_warn(reader, "language is missing; left out");
        entry->note = "";
    }
    if (shape != &section_shapes[SECTION_SKILLS] &&
        shape != &section_shapes[SECTION_INTERESTS])
        return;
    if (entry->keywords.count > 0) {
        reader_warn(reader, "name is missing; the %s is shown instead",
                    *entry->note != '\0' ? "level" : "section's title");
        entry->title = *entry->note != '\0'
                           ? entry->note
                           : language_word(language, shape->word);
    } else if (*entry->note != '\0') {
        reader_warn(reader, "name is missing; left out");
    }
    entry->note = "";
}

static void
entry_set_text(struct entry *entry, size_t field, const char *text)
{
    *(const char **)(void *)((char *)entry + field) = text;
}

void
entry_add(struct reader *reader, json_t *item, const struct shape *shape,
          const char *title, struct list *entries)
{
    struct draft draft = {
        .reader = reader, .entry = entry_empty, .start = "", .end = ""};
    struct entry *entry = &draft.entry;
    size_t warnings_before = reader->warning_count;

    entry_read_keys(&draft, item, shape->keys, NULL);
    entry_read_keys(&draft, item, common_keys, shape->keys);
    reader_warn_unknown(reader, item, entry_is_known, shape);
    entry_finish_period(&draft, shape);
    if (*entry->title == '\0')
        entry->title = title;
    else if (*entry->org == '\0')
        entry->org = title;
    entry->keywords = entry_strings_of(&draft.keywords);
    entry->badges = entry_strings_of(&draft.badges);
    entry->highlights = entry_strings_of(&draft.highlights);
    entry->children =
        (struct entries){draft.children.items, draft.children.count};
    entry_add_addresses(&draft);
    entry_complete(reader, entry, shape);
    if (draft.roles.count > 0)
        entry_add_roles(reader, entry, &draft.roles, entries);
    else
        entry_append(reader, entry, warnings_before, entries);
}

/* Whether OBJECT is an item, as opposed to a map from names to items. */
static bool
entry_is_item(json_t *object, const struct shape *shape)
{
    const char *name;
    json_t *value;

    json_object_foreach (object, name, value)
        if (entry_is_known(name, shape))
            return true;
    return false;
}

/* Add a member of a map: {"Languages": ["C", "Go"], "Tools": "git, make"} */
static void
entry_add_member(struct reader *reader, const char *name, json_t *value,
                 const struct shape *shape, struct list *entries)
{
    struct entry entry = entry_empty;
    struct list words = {0};
    size_t warnings_before = reader->warning_count;

    entry.title = reader_clean(reader, name, strlen(name), READ_LINE);
    if (json_is_object(value)) {
        entry_add(reader, value, shape, entry.title, entries);
        return;
    }
    if (shape->grouping) {
        reader_words(reader, value, &words);
        entry.keywords = entry_strings_of(&words);
    } else if (json_is_array(value)) {
        reader_words(reader, value, &words);
        entry.highlights = entry_strings_of(&words);
    } else {
        entry_set_text(&entry, shape->named,
                       reader_text(reader, value, READ_PARAGRAPHS));
    }
    entry_append(reader, &entry, warnings_before, entries);
}

/* Add a plain string in place of an object: as a keyword of LOOSE if SHAPE is a
 * group, otherwise as an entry with only this text. */
static void
entry_add_plain(struct reader *reader, json_t *value, const struct shape *shape,
                struct list *loose, struct list *entries)
{
    struct entry entry = entry_empty;
    size_t warnings_before = reader->warning_count;
    const char *text = reader_text(reader, value, READ_LINE);

    if (shape->grouping) {
        reader_add(reader, loose, text);
        return;
    }
    entry_set_text(&entry, shape->plain, text);
    entry_append(reader, &entry, warnings_before, entries);
    if (*text != '\0')
        reader_warn(reader, "expected an object, found text; shown as written");
}

static void
entry_add_items(struct reader *reader, json_t *array, const struct shape *shape,
                struct list *loose, struct list *entries)
{
    json_t *item;
    size_t i;

    json_array_foreach (array, i, item) {
        size_t mark = reader_enter_item(reader, i);

        if (json_is_object(item)) {
            entry_add(reader, item, shape, "", entries);
        } else if (json_is_array(item)) {
            reader_warn(reader, "a list inside a list; shown as one list");
            entry_add_items(reader, item, shape, loose, entries);
        } else {
            entry_add_plain(reader, item, shape, loose, entries);
        }
        reader_leave(reader, mark);
    }
}

/* Add an object in place of a list: the only item, or a map. */
static void
entry_add_single(struct reader *reader, json_t *object,
                 const struct shape *shape, struct list *entries)
{
    const char *name;
    json_t *value;

    if (json_object_size(object) == 0)
        return;
    if (entry_is_item(object, shape)) {
        reader_warn(reader, "expected a list, found an object; shown as one "
                            "item");
        entry_add(reader, object, shape, "", entries);
        return;
    }
    reader_warn(reader, "expected a list, found an object; its keys are shown "
                        "as titles");
    json_object_foreach (object, name, value) {
        size_t mark = reader_enter(reader, name);

        entry_add_member(reader, name, value, shape, entries);
        reader_leave(reader, mark);
    }
}

void
entries_add(struct reader *reader, json_t *value, const struct shape *shape,
            struct list *entries)
{
    const struct language *language = language_find(reader->language);
    struct entry group = entry_empty;
    struct list loose = {0};

    if (json_is_array(value))
        entry_add_items(reader, value, shape, &loose, entries);
    else if (json_is_object(value))
        entry_add_single(reader, value, shape, entries);
    else if (json_is_string(value) && shape->grouping)
        reader_words(reader, value, &loose);
    else if (!json_is_string(value) || json_string_length(value) > 0)
        entry_add_plain(reader, value, shape, &loose, entries);
    if (loose.count == 0)
        return;
    if (json_is_array(value))
        reader_warn(reader, "expected objects, found text; shown as one group");
    group.title = language_word(language, shape->word);
    group.keywords = entry_strings_of(&loose);
    entry_append(reader, &group, reader->warning_count, entries);
}
