#include "documents/document.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>
#include <strings.h>
#include <uchar.h>

#include "documents/html.h"
#include "documents/paper.h"
#include "language/language.h"
#include "pdf/pdf.h"
#include "resume/resume.h"
#include "resume/section_layout.h"
#include "text/codepoint.h"
#include "text/text_format.h"

/* One column, standard headings, no icons: readable on paper and by applicant
 * tracking programs. */
struct page {
    struct pdf *pdf;
    const struct resume *resume;
    const struct language *language;
    struct pdf_text text; /* text of the current block */
    double used;          /* width of the contact line; points */
};

static void
document_pdf_end_block(struct page *page, enum pdf_role role, const char *dates)
{
    pdf_add(page->pdf, role, &page->text, dates);
    pdf_text_init(&page->text);
}

static void
document_pdf_put_text(struct page *page, const char *text)
{
    pdf_text_add_runs(&page->text, page->resume, text, strlen(text));
}

/* Add TEXT as a separate block; nothing if it is empty. */
static void
document_pdf_put_block(struct page *page, enum pdf_role role, const char *text)
{
    document_pdf_put_text(page, text);
    document_pdf_end_block(page, role, "");
}

#define DOT "  ·  "

/* Put the separator before each part of a block except the first. */
static void
document_pdf_put_dot(struct page *page)
{
    if (page->text.bytes->len > 0)
        pdf_text_add(&page->text, DOT);
}

/* Put a direction mark: without one, Latin parts that are side by side on a
 * right-to-left page would be in left-to-right order. */
static void
document_pdf_put_mark(struct page *page, char32_t mark)
{
    char text[MB_LEN_MAX + 1];

    if (!language_is_rtl(page->resume->language))
        return;
    text[codepoint_encode(text, MB_LEN_MAX, mark)] = '\0';
    pdf_text_add(&page->text, text);
}

#define ISOLATE     0x2068 /* FIRST STRONG ISOLATE */
#define ISOLATE_END 0x2069

/* Put one contact detail. It begins a new line if it does not fit, so that no
 * separator ends a line and no URL is broken. */
static void
document_pdf_put_contact(struct page *page, const char *label,
                         const char *scheme, const char *address)
{
    const char *shown = html_link_scheme(scheme, address) != NULL
                            ? strstr(address, "://")
                            : NULL;
    char *words;
    double width;

    if (*address == '\0')
        return;
    words = g_strconcat(label, *label != '\0' ? ": " : "",
                        shown != NULL ? shown + strlen("://") : address, NULL);
    width = pdf_width(page->pdf, PDF_CONTACT, words);
    g_free(words);
    if (page->used > 0 &&
        page->used + pdf_width(page->pdf, PDF_CONTACT, DOT) + width >
            pdf_column(page->pdf)) {
        document_pdf_end_block(page, PDF_CONTACT, "");
        page->used = 0;
    }
    page->used +=
        width + (page->used > 0 ? pdf_width(page->pdf, PDF_CONTACT, DOT) : 0);
    document_pdf_put_dot(page);
    document_pdf_put_mark(page, ISOLATE);
    if (*label != '\0') {
        pdf_text_add(&page->text, label);
        pdf_text_add(&page->text, ": ");
    }
    pdf_text_add_link(&page->text, scheme, address);
    document_pdf_put_mark(page, ISOLATE_END);
}

static void
document_pdf_put_contacts(struct page *page)
{
    const struct resume *resume = page->resume;

    page->used = 0;
    document_pdf_put_contact(page, "", "place:", resume->place);
    document_pdf_put_contact(page, "", "mailto:", resume->email);
    document_pdf_put_contact(page, "", "tel:", resume->phone);
    document_pdf_put_contact(page, "", "", resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        bool link = *profile->url != '\0';
        const char *handle = profile_handle(profile);
        char label[256];

        text_format(label, sizeof(label), "%s%s%s", profile->network,
                    *handle != '\0' && *profile->network != '\0' ? ": " : "",
                    handle);
        document_pdf_put_contact(page, link ? label : profile->network, "",
                                 link ? profile->url : profile->username);
    }
    document_pdf_end_block(page, PDF_CONTACT, "");
}

/* Put the lines of TEXT as blocks of ROLE, and those with a bullet as
 * points. */
static void
document_pdf_put_paragraphs(struct page *page, enum pdf_role role,
                            const char *text)
{
    struct paragraph paragraph;

    while (paragraph_next(&text, &paragraph)) {
        pdf_text_add_runs(&page->text, page->resume, paragraph.text,
                          paragraph.length);
        document_pdf_end_block(page, paragraph.is_point ? PDF_POINT : role, "");
    }
}

static void
document_pdf_put_basics(struct page *page)
{
    const struct resume *resume = page->resume;
    const struct availability *availability = &resume->availability;
    char note[AVAILABILITY_NOTE_SIZE];

    document_pdf_put_block(page, PDF_NAME, resume->name);
    document_pdf_put_block(page, PDF_LABEL, resume->label);
    document_pdf_put_contacts(page);
    if (availability_shown(availability, date_today())) {
        document_pdf_put_block(page, PDF_OPEN,
                               availability_label(availability, date_today()));
        document_pdf_put_block(
            page, PDF_CONTACT,
            availability_note(note, sizeof(note), resume, date_today()));
    }
    pdf_may_break(page->pdf);
    document_pdf_put_paragraphs(page, PDF_SUMMARY, resume->summary);
}

static void
document_pdf_put_joined(struct page *page, struct strings strings,
                        const char *between)
{
    for (size_t i = 0; i < strings.count; i++) {
        pdf_text_add(&page->text, i > 0 ? between : "");
        document_pdf_put_text(page, strings.items[i]);
    }
}

/* Put badges, small, after the heading. */
static void
document_pdf_put_badges(struct page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->badges.count; i++) {
        pdf_text_add_quiet(&page->text, i > 0 ? " · " : "   ");
        pdf_text_add_quiet(&page->text, entry->badges.items[i]);
    }
}

/* Put one line: "Languages (expert): C, Rust" */
static void
document_pdf_put_one_line(struct page *page, const struct entry *entry)
{
    bool words = entry->keywords.count > 0;

    pdf_text_add_bold(&page->text, entry->title);
    if (words && *entry->note != '\0') {
        pdf_text_add(&page->text, " (");
        document_pdf_put_text(page, entry->note);
        pdf_text_add(&page->text, ")");
    }
    if (words || *entry->note != '\0')
        pdf_text_add(&page->text, ": ");
    if (words)
        document_pdf_put_joined(page, entry->keywords, ", ");
    else
        document_pdf_put_text(page, entry->note);
    document_pdf_end_block(page, PDF_PARAGRAPH, "");
}

/* Put "Principal engineer  ·  Lyon  ·  Score: 3.7". */
static void
document_pdf_put_meta(struct page *page, const struct entry *entry,
                      const struct section_layout *layout)
{
    pdf_text_add_italic(&page->text, page->resume,
                        section_layout_second(layout, entry));
    if (*entry->place != '\0') {
        document_pdf_put_dot(page);
        document_pdf_put_text(page, entry->place);
    }
    if (*entry->note != '\0') {
        document_pdf_put_dot(page);
        pdf_text_add(&page->text, language_word(page->language, layout->note));
        pdf_text_add(&page->text, ": ");
        document_pdf_put_text(page, entry->note);
    }
    document_pdf_end_block(page, PDF_META, "");
}

static void
document_pdf_put_heading(struct page *page, const struct entry *entry,
                         const struct section_layout *layout,
                         enum pdf_role role)
{
    char dates[128];

    period_format(dates, sizeof(dates), &entry->period, page->language);
    /* Roles are in italics; employers are bold. */
    if (role == PDF_POSITION)
        pdf_text_add_italic(&page->text, page->resume,
                            section_layout_heading(layout, entry));
    else
        document_pdf_put_text(page, section_layout_heading(layout, entry));
    document_pdf_put_badges(page, entry);
    document_pdf_end_block(page, role, dates);
    document_pdf_put_meta(page, entry, layout);
    document_pdf_put_joined(page, entry->keywords, ", ");
    document_pdf_end_block(page, PDF_WORDS, "");
}

static void
document_pdf_put_point_of(struct page *page, const struct entry *entry)
{
    char dates[128];

    document_pdf_put_text(page, entry->title);
    document_pdf_put_badges(page, entry);
    if (*entry->org != '\0') {
        document_pdf_put_dot(page);
        document_pdf_put_text(page, entry->org);
    }
    period_format(dates, sizeof(dates), &entry->period, page->language);
    if (*dates != '\0') {
        document_pdf_put_dot(page);
        pdf_text_add(&page->text, dates);
    }
    document_pdf_end_block(page, PDF_POINT, "");
}

static void document_pdf_put_entry(struct page *page, const struct entry *entry,
                                   const struct section_layout *layout,
                                   enum pdf_role role);

/* Put short children at the start, such as a degree's awards, as points; put
 * the others as entries. */
static void
document_pdf_put_children(struct page *page, const struct entries *children)
{
    size_t first = pdf_count(page->pdf), i = 0;

    while (i < children->count && section_layout_is_point(&children->items[i]))
        document_pdf_put_point_of(page, &children->items[i++]);
    pdf_keep_ends(page->pdf, first);
    for (; i < children->count; i++)
        document_pdf_put_entry(page, &children->items[i], &layout_of_children,
                               PDF_PART);
}

static void
document_pdf_put_entry(struct page *page, const struct entry *entry,
                       const struct section_layout *layout, enum pdf_role role)
{
    size_t first;

    if (layout->one_line)
        document_pdf_put_one_line(page, entry);
    else
        document_pdf_put_heading(page, entry, layout, role);
    pdf_text_add_link(&page->text, "", entry->url);
    document_pdf_end_block(page, PDF_WORDS, "");
    document_pdf_put_paragraphs(page, PDF_PARAGRAPH, entry->summary);
    first = pdf_count(page->pdf);
    for (size_t i = 0; i < entry->highlights.count; i++)
        document_pdf_put_block(page, PDF_POINT, entry->highlights.items[i]);
    pdf_keep_ends(page->pdf, first);
    document_pdf_put_children(page, &entry->children);
    pdf_may_break(page->pdf);
}

/* Put skills that have only names, from entry I on, as one list: "Chess,
 * Sailing". Returns the number of entries. */
static size_t
document_pdf_put_names(struct page *page, const struct entries *entries,
                       size_t i)
{
    size_t first = i;

    for (; i < entries->count && section_layout_is_point(&entries->items[i]);
         i++) {
        pdf_text_add(&page->text, i > first ? ", " : "");
        document_pdf_put_text(page, entries->items[i].title);
    }
    document_pdf_end_block(page, PDF_PARAGRAPH, "");
    return i - first;
}

/* Put the entry of SECTION at I, with the following roles at the same employer.
 * Returns the number of entries. */
static size_t
document_pdf_put_entries(struct page *page, const struct section *section,
                         size_t i)
{
    const struct section_layout *layout = section_layout_of(section->kind);
    struct section_roles roles = section_layout_roles(section, i);
    size_t before = pdf_count(page->pdf);

    document_pdf_put_entry(page, &roles.employer, layout, PDF_ENTRY);
    if (roles.count > 0 && pdf_count(page->pdf) > before)
        pdf_keep_last(page->pdf);
    for (size_t j = 0; j < roles.count; j++) {
        struct entry role = section_layout_role(&roles, j);

        document_pdf_put_entry(page, &role, &layout_of_roles, PDF_POSITION);
    }
    return roles.taken;
}

static void
document_pdf_put_section(struct page *page, const struct section *section)
{
    const struct section_layout *layout = section_layout_of(section->kind);
    size_t first, i = 0;

    document_pdf_put_block(page, PDF_SECTION,
                           section_title(section->kind, page->language));
    first = pdf_count(page->pdf);
    while (i < section->entries.count) {
        size_t names = layout->one_line
                           ? document_pdf_put_names(page, &section->entries, i)
                           : 0;

        i += names > 0 ? names : document_pdf_put_entries(page, section, i);
    }
    if (layout->one_line)
        pdf_keep_ends(page->pdf, first);
}

static int
document_pdf_write_document(const struct resume *resume, FILE *out,
                            struct error *error)
{
    struct page page = {.resume = resume,
                        .language = language_find(resume->language)};
    int result;

    page.pdf = pdf_new(paper_of(resume), resume, error);
    if (page.pdf == NULL)
        return -1;
    pdf_text_init(&page.text);
    document_pdf_put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        document_pdf_put_section(&page, &resume->sections[i]);
    pdf_text_fini(&page.text);
    result = pdf_write(page.pdf, resume, out, error);
    pdf_free(page.pdf);
    return result;
}

const struct document document_pdf = {
    .name = "resume.pdf",
    .word = "pdf",
    .title = "PDF",
    .type = "application/pdf",
    .binary = true,
    .optional = true,
    .own = true,
    .write = document_pdf_write_document,
};

/* Put the lines of a letter's paragraph. */
static void
document_pdf_put_letter(struct page *page, const char *text)
{
    enum pdf_role role = PDF_LETTER;

    while (*text != '\0') {
        size_t length = strcspn(text, "\n");

        pdf_text_add_runs(&page->text, page->resume, text, length);
        document_pdf_end_block(page, role, "");
        role = PDF_PARAGRAPH;
        text += length + (text[length] != '\0');
    }
}

/* The paragraphs of the letter are the entries of the first section; the title
 * of the first one is the greeting. */
static int
document_pdf_write_letter(const struct resume *resume, FILE *out,
                          struct error *error)
{
    struct page page = {.resume = resume,
                        .language = language_find(resume->language)};
    const struct entries *letter = &resume->sections->entries;
    int result;

    page.pdf = pdf_new(paper_of(resume), resume, error);
    if (page.pdf == NULL)
        return -1;
    pdf_text_init(&page.text);
    document_pdf_put_block(&page, PDF_NAME, resume->name);
    document_pdf_put_block(&page, PDF_LABEL, resume->label);
    document_pdf_put_contacts(&page);
    pdf_may_break(page.pdf);
    for (size_t i = 0; i < letter->count; i++) {
        document_pdf_put_letter(&page, letter->items[i].title);
        document_pdf_put_letter(&page, letter->items[i].summary);
    }
    pdf_text_fini(&page.text);
    result = pdf_write(page.pdf, resume, out, error);
    pdf_free(page.pdf);
    return result;
}

const struct document document_letter_pdf = {
    .name = "letter.pdf",
    .word = "letter.pdf",
    .title = "PDF",
    .type = "application/pdf",
    .binary = true,
    .optional = true,
    .write = document_pdf_write_letter,
};
