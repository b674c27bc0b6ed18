#include "documents/document.h"

#include <string.h>

#include "documents/text_writer.h"
#include "language/language.h"
#include "resume/resume.h"
#include "resume/section_layout.h"
#include "text/arena.h"
#include "text/text.h"
#include "text/web_address.h"

/* Text for screen readers, pasting and searching: one column, no icons, no
 * empty fields. */
struct page {
    struct text_writer writer;
    const struct resume *resume;
    const struct language *language;
    struct arena arena; /* owns the generated texts */
};

static const char *
document_text_word(const struct page *page, enum word word)
{
    return language_word(page->language, word);
}

/* Join STRINGS with commas. */
static const char *
document_text_joined(struct page *page, struct strings strings)
{
    size_t size = 1;
    char *text, *at;

    for (size_t i = 0; i < strings.count; i++)
        size += strlen(strings.items[i]) + 2;
    text = at = arena_take(&page->arena, size);
    for (size_t i = 0; i < strings.count; i++) {
        at = stpcpy(at, i > 0 ? ", " : "");
        at = stpcpy(at, strings.items[i]);
    }
    return text;
}

/* Copy LENGTH bytes of TEXT, with the URL after each link: "hush
 * (https://hush.example.org)". */
static const char *
document_text_linked_part(struct page *page, const char *text, size_t length)
{
    struct inline_runs runs = resume_runs(page->resume, text, length);
    struct inline_run run;
    size_t size = length + 1;
    char *copy, *at;

    while (inline_next(&runs, &run))
        size += strlen(run.url) + strlen(" ()");
    copy = at = arena_take(&page->arena, size);
    runs = resume_runs(page->resume, text, length);
    while (inline_next(&runs, &run)) {
        const char *url = web_address_without_scheme(run.url, WEB_MAILTO);

        at = mempcpy(at, run.text, run.length);
        if (*url != '\0' && strncmp(run.text, url, run.length) != 0)
            at += sprintf(at, " (%s)", url);
    }
    return copy;
}

static const char *
document_text_linked(struct page *page, const char *text)
{
    return document_text_linked_part(page, text, strlen(text));
}

static void
document_text_put_strings(struct page *page, const char *label,
                          struct strings strings)
{
    text_writer_label(&page->writer, label,
                      document_text_joined(page, strings));
}

/* Put paragraphs, with blank lines between long ones. */
static void
document_text_put_paragraphs(struct page *page, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool is_long = text_width_n(text, length) > TEXT_WRITER_COLUMNS;

        page->writer.gap |= is_long;
        text_writer_put(&page->writer, "", "", "%s",
                        document_text_linked_part(page, text, length));
        page->writer.gap = is_long && text[length] != '\0';
        text += length + (text[length] != '\0');
    }
}

/* Put the heading of an entry, and its badges. */
static void
document_text_put_heading(struct page *page, const char *heading,
                          struct strings badges)
{
    const char *marks = document_text_joined(page, badges);

    if (*marks != '\0')
        text_writer_put(&page->writer, "", "  ", "%s (%s)", heading, marks);
    else
        text_writer_put(&page->writer, "", "  ", "%s", heading);
}

/* Put "Languages (expert): C, Rust" or "French: native". */
static void
document_text_put_one_line(struct page *page, const struct entry *entry)
{
    const char *words = document_text_joined(page, entry->keywords);
    const char *note = entry->note;

    if (*words == '\0' || *note == '\0')
        text_writer_put(&page->writer, "", "  ", "%s%s%s", entry->title,
                        *words != '\0' || *note != '\0' ? ": " : "",
                        *words != '\0' ? words : note);
    else
        text_writer_put(&page->writer, "", "  ", "%s (%s): %s", entry->title,
                        note, words);
}

static void
document_text_put_labels(struct page *page, const struct entry *entry,
                         const struct section_layout *layout)
{
    bool one_day = layout->one_day &&
                   (*entry->period.end == '\0' || *entry->period.start == '\0');
    char dates[128];

    document_text_put_heading(
        page, document_text_linked(page, section_layout_heading(layout, entry)),
        entry->badges);
    text_writer_label(
        &page->writer, document_text_word(page, layout->second),
        document_text_linked(page, section_layout_second(layout, entry)));
    text_writer_label(&page->writer, document_text_word(page, layout->note),
                      entry->note);
    period_words(dates, sizeof(dates), &entry->period, page->language);
    text_writer_label(
        &page->writer,
        document_text_word(page, one_day ? WORD_DATE : WORD_DATES), dates);
    text_writer_label(&page->writer, document_text_word(page, WORD_PLACE),
                      entry->place);
    document_text_put_strings(page, document_text_word(page, WORD_TECHNOLOGIES),
                              entry->keywords);
}

static void
document_text_put_point_of(struct page *page, const struct entry *entry)
{
    const char *org = entry->org;
    const char *marks = document_text_joined(page, entry->badges);
    char dates[128];

    period_words(dates, sizeof(dates), &entry->period, page->language);
    text_writer_put(&page->writer, "- ", "  ", "%s%s%s%s%s%s%s%s", entry->title,
                    *marks != '\0' ? " (" : "", marks,
                    *marks != '\0' ? ")" : "", *org != '\0' ? ", " : "", org,
                    *dates != '\0' ? ", " : "", dates);
}

static void document_text_put_entry(struct page *page,
                                    const struct entry *entry,
                                    const struct section_layout *layout);

/* Put short children at the start, such as a degree's awards, as points; put
 * the others below headings. */
static void
document_text_put_children(struct page *page, const struct entries *children)
{
    size_t i = 0;

    page->writer.gap |= children->count > 0;
    while (i < children->count && section_layout_is_point(&children->items[i]))
        document_text_put_point_of(page, &children->items[i++]);
    for (; i < children->count; i++) {
        page->writer.gap = true;
        document_text_put_entry(page, &children->items[i], &layout_of_children);
    }
}

static void
document_text_put_entry(struct page *page, const struct entry *entry,
                        const struct section_layout *layout)
{
    size_t before = page->writer.lines;

    if (layout->one_line)
        document_text_put_one_line(page, entry);
    else
        document_text_put_labels(page, entry, layout);
    text_writer_address(&page->writer, document_text_word(page, WORD_WEB),
                        entry->url);
    page->writer.gap |= page->writer.lines > before + 1;
    document_text_put_paragraphs(page, entry->summary);
    page->writer.gap &= entry->summary[0] == '\0';
    for (size_t i = 0; i < entry->highlights.count; i++)
        text_writer_put(&page->writer, "- ", "  ", "%s",
                        document_text_linked(page, entry->highlights.items[i]));
    document_text_put_children(page, &entry->children);
}

static void
document_text_put_section(struct page *page, size_t index)
{
    const struct resume *resume = page->resume;
    const struct section *section = &resume->sections[index];
    const struct section_layout *layout = section_layout_of(section->kind);
    char heading[128];

    page->writer.gap = true;
    text_writer_put(
        &page->writer, "", "  ", "%s",
        language_format(heading, sizeof(heading), page->language,
                        WORD_SECTION_OF, index + 1, resume->section_count,
                        section_title(section->kind, page->language)));
    page->writer.gap = true;
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);

        document_text_put_entry(page, &roles.employer, layout);
        page->writer.gap = !layout->one_line;
        for (size_t j = 0; j < roles.count; j++) {
            struct entry role = section_layout_role(&roles, j);

            document_text_put_entry(page, &role, &layout_of_roles);
            page->writer.gap = true;
        }
        i += roles.taken;
    }
}

static void
document_text_put_contacts(struct page *page)
{
    const struct resume *resume = page->resume;

    page->writer.gap = true;
    text_writer_address(&page->writer, document_text_word(page, WORD_EMAIL),
                        resume->email);
    text_writer_address(&page->writer, document_text_word(page, WORD_PHONE),
                        resume->phone);
    text_writer_address(&page->writer, document_text_word(page, WORD_WEB),
                        resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        const char *network = profile->network;

        if (*profile_handle(profile) != '\0')
            text_writer_address(
                &page->writer,
                *network != '\0' ? network : document_text_word(page, WORD_WEB),
                document_text_joined(
                    page,
                    (struct strings){(const char *const[]){
                                         profile_handle(profile), profile->url},
                                     2}));
        else
            text_writer_address(
                &page->writer,
                *network != '\0' ? network : document_text_word(page, WORD_WEB),
                *profile->url != '\0' ? profile->url : profile->username);
    }
    page->writer.gap = true;
}

static void
document_text_put_basics(struct page *page)
{
    const struct resume *resume = page->resume;
    const struct availability *availability = &resume->availability;
    char note[AVAILABILITY_NOTE_SIZE];

    text_writer_put(&page->writer, "", "", "%s", resume->name);
    text_writer_put(&page->writer, "", "", "%s", resume->label);
    text_writer_put(&page->writer, "", "", "%s", resume->place);
    if (availability_shown(availability, date_today())) {
        text_writer_put(&page->writer, "", "", "%s",
                        availability_label(availability, date_today()));
        text_writer_put(
            &page->writer, "", "", "%s",
            availability_note(note, sizeof(note), resume, date_today()));
    }
    document_text_put_contacts(page);
    document_text_put_paragraphs(page, resume->summary);
}

void
document_text_write(const struct resume *resume, const struct section *section,
                    bool ascii, FILE *out)
{
    struct page page = {.writer = {.out = out, .ascii = ascii},
                        .resume = resume,
                        .language = language_find(resume->language)};

    if (section != NULL) {
        document_text_put_section(&page, (size_t)(section - resume->sections));
    } else {
        document_text_put_basics(&page);
        for (size_t i = 0; i < resume->section_count; i++)
            document_text_put_section(&page, i);
        page.writer.gap = true;
        text_writer_put(&page.writer, "", "", "%s",
                        document_text_word(&page, WORD_END_OF_RESUME));
    }
    arena_fini(&page.arena);
}

static int
document_text_write_document(const struct resume *resume, FILE *out,
                             struct error *error)
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
    .write = document_text_write_document,
};

/* The paragraphs of the letter are the entries of the first section; the title
 * of the first one is the greeting. */
static int
document_text_write_letter(const struct resume *resume, FILE *out,
                           struct error *error)
{
    struct page page = {.writer = {.out = out},
                        .resume = resume,
                        .language = language_find(resume->language)};
    const struct entries *letter = &resume->sections->entries;

    (void)error;
    text_writer_put(&page.writer, "", "", "%s", resume->name);
    text_writer_put(&page.writer, "", "", "%s", resume->place);
    document_text_put_contacts(&page);
    for (size_t i = 0; i < letter->count; i++) {
        page.writer.gap = true;
        document_text_put_paragraphs(&page, letter->items[i].title);
        page.writer.gap = true;
        document_text_put_paragraphs(&page, letter->items[i].summary);
    }
    arena_fini(&page.arena);
    return 0;
}

const struct document document_letter_text = {
    .name = "letter.txt",
    .word = "letter",
    .title = "Plain text",
    .type = "text/plain; charset=utf-8",
    .write = document_text_write_letter,
};
