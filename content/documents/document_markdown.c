#include "documents/document.h"

#include <string.h>

#include "documents/markdown.h"
#include "language/language.h"
#include "resume/resume.h"
#include "resume/section_layout.h"

struct page {
    struct markdown markdown;
    const struct language *language;
    bool parts; /* the line of parts has text */
};

static const char *
document_markdown_word(const struct page *page, enum word word)
{
    return language_word(page->language, word);
}

static void
document_markdown_put_text(struct page *page, const char *text)
{
    markdown_text(&page->markdown, text, strlen(text));
}

static void
document_markdown_put(struct page *page, const char *marks)
{
    markdown_put(&page->markdown, marks);
}

/* Write paragraphs and points, each after INDENT. */
static void
document_markdown_put_paragraphs(struct page *page, const char *text,
                                 const char *indent)
{
    struct paragraph paragraph;
    bool after_point = false;

    while (paragraph_next(&text, &paragraph)) {
        if (!paragraph.is_point || !after_point)
            markdown_gap(&page->markdown);
        document_markdown_put(page, indent);
        if (paragraph.is_point)
            document_markdown_put(page, "- ");
        markdown_text(&page->markdown, paragraph.text, paragraph.length);
        document_markdown_put(page, "\n");
        after_point = paragraph.is_point;
    }
}

/* Write one more part of a line: "*2019 – present* · Lyon". */
static void
document_markdown_put_part(struct page *page, const char *open,
                           const char *text, const char *close)
{
    if (*text == '\0')
        return;
    document_markdown_put(page, page->parts ? " · " : "");
    fputs(open, page->markdown.out);
    document_markdown_put_text(page, text);
    fputs(close, page->markdown.out);
    page->parts = true;
}

static void
document_markdown_put_labelled_part(struct page *page, const char *label,
                                    const char *text)
{
    if (*text == '\0')
        return;
    document_markdown_put(page, page->parts ? " · " : "");
    document_markdown_put_text(page, label);
    fputs(": ", page->markdown.out);
    document_markdown_put_text(page, text);
    page->parts = true;
}

static void
document_markdown_end_parts(struct page *page)
{
    document_markdown_put(page, page->parts ? "\n" : "");
    page->parts = false;
}

static void
document_markdown_put_badges(struct page *page, struct strings badges)
{
    for (size_t i = 0; i < badges.count; i++) {
        fputs(" (", page->markdown.out);
        document_markdown_put_text(page, badges.items[i]);
        fputs(")", page->markdown.out);
    }
}

static void
document_markdown_put_words(struct page *page, struct strings words)
{
    for (size_t i = 0; i < words.count; i++) {
        fputs(i > 0 ? ", " : "", page->markdown.out);
        document_markdown_put_text(page, words.items[i]);
    }
}

static void
document_markdown_put_points(struct page *page, struct strings points,
                             const char *indent)
{
    if (points.count > 0 && *indent == '\0')
        markdown_gap(&page->markdown);
    for (size_t i = 0; i < points.count; i++) {
        document_markdown_put(page, indent);
        document_markdown_put(page, "- ");
        document_markdown_put_text(page, points.items[i]);
        document_markdown_put(page, "\n");
    }
}

/* Write "- **Languages** (Master): C, Rust". */
static void
document_markdown_put_one_line(struct page *page, const struct entry *entry)
{
    bool own_marks = inline_find(page->markdown.resume->parsed, entry->title);
    const char *strong =
        own_marks || section_layout_is_point(entry) ? "" : "**";

    document_markdown_put(page, "- ");
    document_markdown_put_part(page, strong, entry->title, strong);
    page->parts = false;
    document_markdown_put_badges(page, entry->badges);
    if (*entry->note != '\0' && entry->keywords.count > 0) {
        fputs(" (", page->markdown.out);
        document_markdown_put_text(page, entry->note);
        fputs(")", page->markdown.out);
    } else if (*entry->note != '\0') {
        fputs(": ", page->markdown.out);
        document_markdown_put_text(page, entry->note);
    }
    if (entry->keywords.count > 0)
        fputs(": ", page->markdown.out);
    document_markdown_put_words(page, entry->keywords);
    document_markdown_put(page, "\n");
    document_markdown_put_paragraphs(page, entry->summary, "  ");
    document_markdown_put_points(page, entry->highlights, "  ");
}

/* Write one or two lines below the heading. */
static void
document_markdown_put_parts(struct page *page, const struct entry *entry,
                            const struct section_layout *layout)
{
    const char *second = section_layout_second(layout, entry);
    bool own_marks = inline_find(page->markdown.resume->parsed, second);
    const char *strong = layout->by_org && !own_marks ? "**" : "";
    char dates[128];

    period_format(dates, sizeof(dates), &entry->period, page->language);
    markdown_gap(&page->markdown);
    document_markdown_put_part(page, strong, second, strong);
    document_markdown_put_part(page, "", entry->place, "");
    document_markdown_put_part(page, "*", dates, "*");
    document_markdown_put_labelled_part(
        page, document_markdown_word(page, layout->note), entry->note);
    document_markdown_end_parts(page);
}

static void
document_markdown_put_heading(struct page *page, const struct entry *entry,
                              const struct section_layout *layout,
                              unsigned level)
{
    const char *heading = section_layout_heading(layout, entry);

    if (*heading == '\0')
        return;
    markdown_gap(&page->markdown);
    for (unsigned i = 0; i < level; i++)
        fputc('#', page->markdown.out);
    document_markdown_put(page, " ");
    document_markdown_put_text(page, heading);
    document_markdown_put_badges(page, entry->badges);
    document_markdown_put(page, "\n");
}

static bool
document_markdown_has_parts(const struct entry *entry,
                            const struct section_layout *layout)
{
    return *section_layout_second(layout, entry) != '\0' ||
           *entry->place != '\0' || *entry->note != '\0' ||
           *entry->period.start != '\0' || *entry->period.end != '\0';
}

static void document_markdown_put_entry(struct page *page,
                                        const struct entry *entry,
                                        const struct section_layout *layout,
                                        unsigned level);

/* Write "- Best paper · SystemsConf · *2016*". */
static void
document_markdown_put_point_of(struct page *page, const struct entry *entry)
{
    char dates[128];

    period_format(dates, sizeof(dates), &entry->period, page->language);
    document_markdown_put(page, "- ");
    document_markdown_put_text(page, entry->title);
    document_markdown_put_badges(page, entry->badges);
    page->parts = true;
    document_markdown_put_part(page, "", entry->org, "");
    document_markdown_put_part(page, "*", dates, "*");
    document_markdown_end_parts(page);
}

/* Write short children at the start as points; write the others as entries. */
static void
document_markdown_put_children(struct page *page,
                               const struct entries *children, unsigned level)
{
    size_t i = 0;

    if (children->count > 0 && section_layout_is_point(&children->items[0]))
        markdown_gap(&page->markdown);
    while (i < children->count && section_layout_is_point(&children->items[i]))
        document_markdown_put_point_of(page, &children->items[i++]);
    for (; i < children->count; i++)
        document_markdown_put_entry(page, &children->items[i],
                                    &layout_of_children, level);
}

static void
document_markdown_put_entry(struct page *page, const struct entry *entry,
                            const struct section_layout *layout, unsigned level)
{
    if (layout->one_line) {
        document_markdown_put_one_line(page, entry);
        return;
    }
    document_markdown_put_heading(page, entry, layout, level);
    if (document_markdown_has_parts(entry, layout))
        document_markdown_put_parts(page, entry, layout);
    if (entry->keywords.count > 0) {
        markdown_gap(&page->markdown);
        document_markdown_put_text(
            page, document_markdown_word(page, WORD_TECHNOLOGIES));
        fputs(": ", page->markdown.out);
        document_markdown_put_words(page, entry->keywords);
        document_markdown_put(page, "\n");
    }
    if (*entry->url != '\0') {
        markdown_gap(&page->markdown);
        markdown_address(&page->markdown, entry->url);
        document_markdown_put(page, "\n");
    }
    document_markdown_put_paragraphs(page, entry->summary, "");
    document_markdown_put_points(page, entry->highlights, "");
    document_markdown_put_children(page, &entry->children,
                                   level < 6 ? level + 1 : 6);
}

/* Write "- GitHub: <https://github.com/ada>". */
static void
document_markdown_put_contact(struct page *page, const char *label,
                              const char *handle, const char *address)
{
    if (*address == '\0')
        return;
    document_markdown_put(page, "- ");
    document_markdown_put_text(page, label);
    fputs(": ", page->markdown.out);
    if (*handle != '\0') {
        document_markdown_put_text(page, handle);
        fputs(", ", page->markdown.out);
    }
    markdown_address(&page->markdown, address);
    document_markdown_put(page, "\n");
}

static void
document_markdown_put_contacts(struct page *page)
{
    const struct resume *resume = page->markdown.resume;

    markdown_gap(&page->markdown);
    document_markdown_put_contact(
        page, document_markdown_word(page, WORD_EMAIL), "", resume->email);
    document_markdown_put_contact(
        page, document_markdown_word(page, WORD_PHONE), "", resume->phone);
    document_markdown_put_contact(page, document_markdown_word(page, WORD_WEB),
                                  "", resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        const char *network = profile->network;

        document_markdown_put_contact(
            page,
            *network != '\0' ? network : document_markdown_word(page, WORD_WEB),
            profile_handle(profile),
            *profile->url != '\0' ? profile->url : profile->username);
    }
}

static void
document_markdown_put_basics(struct page *page)
{
    const struct resume *resume = page->markdown.resume;
    const struct availability *availability = &resume->availability;
    char note[AVAILABILITY_NOTE_SIZE];

    if (*resume->name != '\0') {
        document_markdown_put(page, "# ");
        document_markdown_put_text(page, resume->name);
        document_markdown_put(page, "\n");
    }
    document_markdown_put_paragraphs(page, resume->label, "");
    document_markdown_put_paragraphs(page, resume->place, "");
    if (availability_shown(availability, date_today())) {
        document_markdown_put_paragraphs(
            page, availability_label(availability, date_today()), "");
        document_markdown_put_paragraphs(
            page, availability_note(note, sizeof(note), resume, date_today()),
            "");
    }
    if (*resume->email != '\0' || *resume->phone != '\0' ||
        *resume->url != '\0' || resume->profile_count > 0)
        document_markdown_put_contacts(page);
    document_markdown_put_paragraphs(page, resume->summary, "");
}

static void
document_markdown_put_section(struct page *page, const struct section *section)
{
    const struct section_layout *layout = section_layout_of(section->kind);

    markdown_gap(&page->markdown);
    document_markdown_put(page, "## ");
    document_markdown_put_text(page,
                               section_title(section->kind, page->language));
    document_markdown_put(page, "\n");
    if (layout->one_line)
        markdown_gap(&page->markdown);
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);

        document_markdown_put_entry(page, &roles.employer, layout, 3);
        for (size_t j = 0; j < roles.count; j++) {
            struct entry role = section_layout_role(&roles, j);

            document_markdown_put_entry(page, &role, &layout_of_roles, 4);
        }
        i += roles.taken;
    }
}

static int
document_markdown_write_document(const struct resume *resume, FILE *out,
                                 struct error *error)
{
    struct page page = {.markdown = {.out = out, .resume = resume},
                        .language = language_find(resume->language)};

    (void)error;
    document_markdown_put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        document_markdown_put_section(&page, &resume->sections[i]);
    return 0;
}

const struct document document_markdown = {
    .name = "resume.md",
    .word = "md",
    .title = "Markdown",
    .type = "text/markdown; charset=utf-8",
    .write = document_markdown_write_document,
};
