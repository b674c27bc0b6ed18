#include "resume/resume_availability.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "language/language.h"
#include "sshd/base/array.h"

static const struct {
    const char *word;
    enum availability_status status;
} words[] = {
    {"open", AVAILABILITY_OPEN},
    {"available", AVAILABILITY_OPEN},
    {"looking", AVAILABILITY_OPEN},
    {"yes", AVAILABILITY_OPEN},
    {"closed", AVAILABILITY_CLOSED},
    {"unavailable", AVAILABILITY_CLOSED},
    {"not available", AVAILABILITY_CLOSED},
    {"busy", AVAILABILITY_CLOSED},
    {"not looking", AVAILABILITY_CLOSED},
    {"no", AVAILABILITY_CLOSED},
};

/* "not-looking" and "not_looking" are "not looking". */
static enum availability_status
resume_availability_status_of(const char *word)
{
    char plain[32];

    snprintf(plain, sizeof(plain), "%s", word);
    for (char *c = plain; *c != '\0'; c++)
        if (*c == '-' || *c == '_')
            *c = ' ';
    for (size_t i = 0; i < COUNT(words); i++)
        if (strcasecmp(words[i].word, plain) == 0)
            return words[i].status;
    return AVAILABILITY_UNKNOWN;
}

bool
availability_is_text(const char *text)
{
    static const char *const signs[] = {
        "avail",  "open to", "open for",   "looking",   "hire",      "hiring",
        "seek",   "notice",  "opportunit", "employed",  "verfügbar", "suche",
        "offen",  "frei ab", "dispon",     "recherche", "écoute",    "busca",
        "abiert", "procura", "aberto",     "求职",      "求職",      "转职",
        "転職",   "在职",    "在職",       "应聘",
    };

    if (*text == '\0' ||
        resume_availability_status_of(text) != AVAILABILITY_UNKNOWN)
        return true;
    for (size_t i = 0; i < COUNT(signs); i++)
        if (strcasestr(text, signs[i]) != NULL)
            return true;
    return false;
}

static struct date
resume_availability_read_date(struct reader *reader, json_t *object,
                              const char *key)
{
    const char *text = reader_member(reader, object, key, READ_LINE);
    struct date date = date_parse(text);

    if (*text != '\0' && date.year == 0)
        reader_warn(reader, "%s is \"%.40s\", not a date; left out", key, text);
    return date;
}

/* Format the date FROM with the pattern WORD. */
static const char *
resume_availability_format_from(struct reader *reader, const char *from,
                                enum word word)
{
    const struct language *language = language_find(reader->language);
    struct period start;
    char when[64], text[160];

    period_read(&start, from, "", false);
    period_format(when, sizeof(when), &start, language);
    language_format(text, sizeof(text), language, word, when);
    return arena_copy(reader->arena, text);
}

/* The sentence to show if the file has no label. */
static const char *
resume_availability_default_label(struct reader *reader,
                                  enum availability_status status,
                                  const char *from)
{
    const struct language *language = language_find(reader->language);

    if (status == AVAILABILITY_CLOSED)
        return language_word(language, WORD_NOT_AVAILABLE);
    if (*from == '\0')
        return language_word(language, WORD_AVAILABLE);
    return resume_availability_format_from(reader, from, WORD_AVAILABLE_FROM);
}

/* Whether the sentence LABEL says the year of the date FROM already. */
static bool
resume_availability_has_year(const char *label, const char *from)
{
    char year[16];

    snprintf(year, sizeof(year), "%d", date_parse(from).year);
    return strstr(label, year) != NULL;
}

/* What to show of the date FROM beside the label of AVAILABILITY, or "". */
static const char *
resume_availability_beside_label(struct reader *reader,
                                 const struct availability *availability,
                                 const char *from)
{
    return availability->status == AVAILABILITY_OPEN &&
                   *availability->label != '\0' && *from != '\0' &&
                   !resume_availability_has_year(availability->label, from)
               ? resume_availability_format_from(reader, from, WORD_FROM)
               : "";
}

/* Read the status of OBJECT, a word or a boolean. */
static const char *
resume_availability_read_status(struct reader *reader, json_t *object)
{
    const json_t *flag = json_object_get(object, "status");

    if (json_is_boolean(flag))
        return json_is_true(flag) ? "open" : "closed";
    return reader_member(reader, object, "status", READ_LINE);
}

/* Set the status that the words STATUS stand for; words that stand for none are
 * the label, if there is no other. Warn of such ones, unless they are a whole
 * sentence in place of an object. */
static void
resume_availability_set_status(struct reader *reader,
                               struct availability *availability,
                               const char *status, bool in_object)
{
    bool labelled = *availability->label != '\0';

    availability->status = resume_availability_status_of(status);
    if (availability->status != AVAILABILITY_UNKNOWN)
        return;
    if (in_object && (labelled || strchr(status, ' ') == NULL))
        reader_warn(reader, "\"%.40s\" is not a status (open, closed)%s",
                    status, labelled ? "" : "; shown as written");
    if (!labelled)
        availability->label = status;
}

struct availability
availability_read(struct reader *reader, json_t *value)
{
    static const char *const keys[] = {"status", "label", "note", "from",
                                       "until",  "to",    NULL};
    struct availability availability = {
        .label = "", .label_since = "", .note = "", .from = ""};
    const char *status = "", *from = "";

    reader_warn_unknown(reader, value, reader_is_listed, keys);
    if (json_is_boolean(value)) {
        availability.status =
            json_is_true(value) ? AVAILABILITY_OPEN : AVAILABILITY_CLOSED;
    } else if (json_is_object(value)) {
        status = resume_availability_read_status(reader, value);
        availability.label = reader_member(reader, value, "label", READ_LINE);
        availability.note = reader_member(reader, value, "note", READ_LINE);
        from = reader_member(reader, value, "from", READ_LINE);
        availability.until =
            resume_availability_read_date(reader, value, "until");
        if (availability.until.year == 0)
            availability.until =
                resume_availability_read_date(reader, value, "to");
    } else {
        status = reader_text(reader, value, READ_LINE);
    }
    if (*status != '\0')
        resume_availability_set_status(reader, &availability, status,
                                       json_is_object(value));
    if (availability.status == AVAILABILITY_UNKNOWN &&
        (*availability.label != '\0' || *from != '\0'))
        availability.status = AVAILABILITY_OPEN;
    if (availability.status == AVAILABILITY_UNKNOWN &&
        *availability.note != '\0')
        reader_warn(reader, "has neither a status nor a label; not shown");
    availability.since = date_parse(from);
    availability.from =
        resume_availability_beside_label(reader, &availability, from);
    availability.label_since = availability.label;
    if (availability.status != AVAILABILITY_UNKNOWN &&
        *availability.label == '\0') {
        availability.label = resume_availability_default_label(
            reader, availability.status, from);
        availability.label_since =
            resume_availability_default_label(reader, availability.status, "");
    }
    return availability;
}

/* Whether the first day of AVAILABILITY is not after TODAY. */
static bool
resume_availability_has_begun(const struct availability *availability,
                              struct date today)
{
    return availability->since.year != 0 &&
           date_compare(availability->since, today) <= 0;
}

const char *
availability_label(const struct availability *availability, struct date today)
{
    return resume_availability_has_begun(availability, today)
               ? availability->label_since
               : availability->label;
}

const char *
availability_from(const struct availability *availability, struct date today)
{
    return resume_availability_has_begun(availability, today)
               ? ""
               : availability->from;
}

bool
availability_shown(const struct availability *availability, struct date today)
{
    struct date until = availability->until;

    /* "until 2026-03" includes the last day of March. */
    if (until.month == 0)
        until.month = 12;
    if (until.day == 0)
        until.day = 31;
    return availability->status != AVAILABILITY_UNKNOWN &&
           (until.year == 0 || date_compare(today, until) <= 0);
}

const char *
availability_note(char *buffer, size_t size, const struct resume *resume,
                  struct date today)
{
    const struct availability *availability = &resume->availability;
    const struct language *language = language_find(resume->language);
    const char *note = availability->note;
    const char *from = availability_from(availability, today);
    char date[64], until[128] = "";
    int length;

    if (availability->until.year != 0)
        language_format(until, sizeof(until), language, WORD_UNTIL,
                        language_date(date, sizeof(date), language,
                                      availability->until.year,
                                      availability->until.month));
    length = snprintf(
        buffer, size, "%s%s%s%s%s", note,
        *note != '\0' && *from != '\0' ? " · " : "", from,
        *until != '\0' && (*note != '\0' || *from != '\0') ? " · " : "", until);
    return length < (int)size ? buffer : note;
}
