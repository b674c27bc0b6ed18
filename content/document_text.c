#include "document.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "resume.h"
#include "text.h"

#define COLUMNS 72

/*
 * Text that is read aloud, pasted and searched: one column, everything in
 * words. A line is written only where there is something to say, and one
 * blank line between two blocks, never two.
 */
struct page {
    FILE *out;
    bool ascii;
    const struct language *language;
    size_t columns;
    size_t lines; /* written so far */
    bool gap;     /* a blank line is due before the next one */
};

/* How the entries of a section are told. */
struct layout {
    bool by_org;      /* the organization is the heading, not the title */
    bool one_line;    /* "Languages: C, Rust" says it all */
    enum word second; /* the label of the one that is not the heading */
    enum word note;
    bool one_day; /* it happened on one, rather than from one to another */
};

static const struct layout layouts[SECTION_KINDS] = {
    [SECTION_WORK] = {true, false, WORD_ROLE, WORD_TYPE, false},
    [SECTION_SKILLS] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_PROJECTS] = {false, false, WORD_ORGANIZATION, WORD_ROLE, false},
    [SECTION_EDUCATION] = {true, false, WORD_DEGREE, WORD_SCORE, false},
    [SECTION_VOLUNTEER] = {true, false, WORD_ROLE, WORD_TYPE, false},
    [SECTION_AWARDS] = {false, false, WORD_AWARDED_BY, WORD_TYPE, true},
    [SECTION_CERTIFICATES] = {false, false, WORD_ISSUED_BY, WORD_ID, true},
    [SECTION_PUBLICATIONS] = {false, false, WORD_PUBLISHED_BY, WORD_AUTHORS,
                              true},
    [SECTION_LANGUAGES] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_INTERESTS] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_REFERENCES] = {false, false, WORD_ORGANIZATION, WORD_ROLE, false},
};

/* Of children, which are projects, prizes, or groups of points. */
static const struct layout child_layout = {false, false, WORD_ORGANIZATION,
                                           WORD_ROLE, false};

static const char *
say(const struct page *page, enum word word)
{
    return language_word(page->language, word);
}

static void
put_line(struct page *page, const char *prefix, const char *line, size_t length)
{
    if (page->gap && page->lines > 0)
        fputc('\n', page->out);
    page->gap = false;
    page->lines++;
    fprintf(page->out, "%s%.*s\n", prefix, (int)length, line);
}

/* TEXT, wrapped, FIRST before its first line and REST before the others. */
static void
put_wrapped(struct page *page, const char *first, const char *rest,
            const char *text)
{
    size_t columns = page->columns - strlen(first), length;
    const char *line;

    while ((line = text_wrap(&text, columns, &length)) != NULL) {
        put_line(page, first, line, length);
        first = rest;
        columns = page->columns - strlen(rest);
    }
}

/* Write a printf-like text, which may need several lines. */
static void put(struct page *page, const char *first, const char *rest,
                const char *format, ...) __attribute__((format(printf, 4, 5)));

static void
put(struct page *page, const char *first, const char *rest, const char *format,
    ...)
{
    char *text = NULL, *ascii;
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (length < 0)
        abort();
    if (!page->ascii) {
        put_wrapped(page, first, rest, text);
    } else {
        size_t size = (size_t)length * 6 + 1;

        ascii = malloc(size);
        if (ascii == NULL)
            abort();
        put_wrapped(page, first, rest, text_ascii(ascii, size, text));
        free(ascii);
    }
    free(text);
}

/* "Role: Principal engineer" */
static void
put_label(struct page *page, const char *label, const char *value)
{
    if (*value != '\0')
        put(page, "", "  ", "%s: %s", label, value);
}

/* An address, never broken: who copies it wants all of it. */
static void
put_link(struct page *page, const char *label, const char *url)
{
    size_t columns = page->columns;

    page->columns = SIZE_MAX;
    put_label(page, label, url);
    page->columns = columns;
}

/* STRINGS with commas between; the caller frees it. */
static char *
joined(struct strings strings)
{
    size_t size = 1;
    char *text, *at;

    for (size_t i = 0; i < strings.count; i++)
        size += strlen(strings.items[i]) + 2;
    text = at = malloc(size);
    if (text == NULL)
        abort();
    *at = '\0';
    for (size_t i = 0; i < strings.count; i++) {
        at = stpcpy(at, i > 0 ? ", " : "");
        at = stpcpy(at, strings.items[i]);
    }
    return text;
}

static void
put_strings(struct page *page, const char *label, struct strings strings)
{
    char *text = joined(strings);

    put_label(page, label, text);
    free(text);
}

/* Paragraphs, with a blank line between them where they are long. */
static void
put_paragraphs(struct page *page, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool is_long = text_width_n(text, length) > page->columns;

        page->gap |= is_long;
        put(page, "", "", "%.*s", (int)length, text);
        page->gap = is_long && text[length] != '\0';
        text += length + (text[length] != '\0');
    }
}

/* The heading of an entry, and its badges. */
static void
put_heading(struct page *page, const char *heading, struct strings badges)
{
    char *marks = joined(badges);

    if (*marks != '\0')
        put(page, "", "  ", "%s (%s)", heading, marks);
    else
        put(page, "", "  ", "%s", heading);
    free(marks);
}

/* "Languages (expert): C, Rust"; "French: native" */
static void
put_one_line(struct page *page, const struct entry *entry)
{
    char *words = joined(entry->keywords);
    const char *note = entry->note;

    if (*words == '\0' || *note == '\0')
        put(page, "", "  ", "%s%s%s", entry->title,
            *words != '\0' || *note != '\0' ? ": " : "",
            *words != '\0' ? words : note);
    else
        put(page, "", "  ", "%s (%s): %s", entry->title, note, words);
    free(words);
}

static void
put_labels(struct page *page, const struct entry *entry,
           const struct layout *layout)
{
    bool by_org = layout->by_org && *entry->org != '\0';
    bool one_day;
    char dates[128];

    put_heading(page, by_org ? entry->org : entry->title, entry->badges);
    put_label(page, say(page, layout->second),
              by_org ? entry->title : entry->org);
    put_label(page, say(page, layout->note), entry->note);
    period_words(dates, sizeof(dates), &entry->period, page->language);
    one_day = layout->one_day && *entry->period.end == '\0';
    put_label(page, say(page, one_day ? WORD_DATE : WORD_DATES), dates);
    put_label(page, say(page, WORD_PLACE), entry->place);
    put_strings(page, say(page, WORD_TECHNOLOGIES), entry->keywords);
}

/* Is a title, and who gave it when, all there is to say? */
static bool
is_point(const struct entry *entry)
{
    return *entry->title != '\0' && *entry->summary == '\0' &&
           *entry->url == '\0' && *entry->note == '\0' &&
           entry->keywords.count + entry->highlights.count +
                   entry->children.count ==
               0;
}

static void
put_point_of(struct page *page, const struct entry *entry)
{
    const char *org = entry->org;
    char *marks = joined(entry->badges);
    char dates[128];

    period_words(dates, sizeof(dates), &entry->period, page->language);
    put(page, "- ", "  ", "%s%s%s%s%s%s%s%s", entry->title,
        *marks != '\0' ? " (" : "", marks, *marks != '\0' ? ")" : "",
        *org != '\0' ? ", " : "", org, *dates != '\0' ? ", " : "", dates);
    free(marks);
}

static void put_entry(struct page *page, const struct entry *entry,
                      const struct layout *layout);

/* Those that come first and say little are points, such as the prizes of a
 * degree; the rest have a heading each. */
static void
put_children(struct page *page, const struct entries *children)
{
    size_t i = 0;

    page->gap |= children->count > 0;
    while (i < children->count && is_point(&children->items[i]))
        put_point_of(page, &children->items[i++]);
    for (; i < children->count; i++) {
        page->gap = true;
        put_entry(page, &children->items[i], &child_layout);
    }
}

static void
put_entry(struct page *page, const struct entry *entry,
          const struct layout *layout)
{
    size_t before = page->lines;

    if (layout->one_line)
        put_one_line(page, entry);
    else
        put_labels(page, entry, layout);
    put_link(page, say(page, WORD_WEB), entry->url);
    page->gap |= page->lines > before + 1;
    put_paragraphs(page, entry->summary);
    page->gap &= entry->summary[0] == '\0';
    for (size_t i = 0; i < entry->highlights.count; i++)
        put(page, "- ", "  ", "%s", entry->highlights.items[i]);
    put_children(page, &entry->children);
}

static void
put_section(struct page *page, const struct resume *resume, size_t index)
{
    const struct section *section = &resume->sections[index];
    const struct layout *layout = &layouts[section->kind];
    char heading[128];

    page->gap = true;
    put(page, "", "  ", "%s",
        language_format(heading, sizeof(heading), page->language,
                        WORD_SECTION_OF, index + 1, resume->section_count,
                        section_title(section->kind, page->language)));
    page->gap = true;
    for (size_t i = 0; i < section->entries.count; i++) {
        put_entry(page, &section->entries.items[i], layout);
        page->gap = !layout->one_line;
    }
}

static void
put_basics(struct page *page, const struct resume *resume)
{
    const struct availability *availability = &resume->availability;

    put(page, "", "", "%s", resume->name);
    put(page, "", "", "%s", resume->label);
    put(page, "", "", "%s", resume->place);
    if (availability_shown(availability, date_today())) {
        put(page, "", "", "%s", availability->label);
        put(page, "", "", "%s", availability->note);
    }
    page->gap = true;
    put_link(page, say(page, WORD_EMAIL), resume->email);
    put_link(page, say(page, WORD_PHONE), resume->phone);
    put_link(page, say(page, WORD_WEB), resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        const char *network = profile->network;

        put_link(page, *network != '\0' ? network : say(page, WORD_WEB),
                 *profile->url != '\0' ? profile->url : profile->username);
    }
    page->gap = true;
    put_paragraphs(page, resume->summary);
}

void
document_text_write(const struct resume *resume, const struct section *section,
                    bool ascii, FILE *out)
{
    struct page page = {.out = out,
                        .ascii = ascii,
                        .language = language_find(resume->language),
                        .columns = COLUMNS};

    if (section != NULL) {
        put_section(&page, resume, (size_t)(section - resume->sections));
        return;
    }
    put_basics(&page, resume);
    for (size_t i = 0; i < resume->section_count; i++)
        put_section(&page, resume, i);
    page.gap = true;
    put(&page, "", "", "%s", say(&page, WORD_END_OF_RESUME));
}

static int
write_document(const struct resume *resume, FILE *out, struct error *error)
{
    (void)error;
    document_text_write(resume, NULL, false, out);
    return 0;
}

const struct document document_text = {
    .name = "resume.txt",
    .word = "text",
    .title = "Plain text",
    .type = "text/plain; charset=utf-8",
    .write = write_document,
};
