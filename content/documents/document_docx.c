#include "documents/document.h"

#include <stdbool.h>
#include <string.h>

#include "documents/paper.h"
#include "docx/docx.h"
#include "language/language.h"
#include "resume/resume.h"
#include "resume/section_layout.h"
#include "sshd/base/array.h"
#include "text/text_format.h"

/* The format that application portals ask for: one column, standard headings,
 * real lists and links. */
struct page {
    struct docx *docx;
    const struct resume *resume;
    const struct language *language;
    bool rtl;
};

static void
document_docx_put_text(struct page *page, const char *text)
{
    docx_put_runs(page->docx, text, strlen(text));
}

static void
document_docx_put_block(struct page *page, enum docx_style style,
                        const char *text)
{
    docx_begin(page->docx, style);
    document_docx_put_text(page, text);
    docx_end(page->docx);
}

/* Put the separator between the parts of a line. Direction marks around it keep
 * Latin words and numbers in a right-to-left line in order. */
static void
document_docx_put_dot(struct page *page)
{
    if (docx_has_text(page->docx))
        docx_put(page->docx, page->rtl ? "\u200F · \u200F" : " · ");
}

static void
document_docx_put_contact(struct page *page, const char *label,
                          const char *scheme, const char *address)
{
    if (*address == '\0')
        return;
    document_docx_put_dot(page);
    docx_put(page->docx, page->rtl ? "\u200E" : "");
    docx_put(page->docx, label);
    docx_put(page->docx, *label != '\0' ? ": " : "");
    docx_put_link(page->docx, scheme, address);
    docx_put(page->docx, page->rtl ? "\u200E" : "");
}

static void
document_docx_put_profile(struct page *page, const struct profile *profile)
{
    const char *handle = profile_handle(profile);
    char label[256];

    text_format(label, sizeof(label), "%s%s%s", profile->network,
                *handle != '\0' && *profile->network != '\0' ? ": " : "",
                handle);
    docx_begin(page->docx, DOCX_CONTACT);
    document_docx_put_contact(page, label, "",
                              *profile->url != '\0' ? profile->url
                                                    : profile->username);
    docx_end(page->docx);
}

static void
document_docx_put_paragraphs(struct page *page, const char *text)
{
    struct paragraph paragraph;

    while (paragraph_next(&text, &paragraph)) {
        docx_begin(page->docx, paragraph.is_point ? DOCX_POINT : DOCX_NORMAL);
        docx_put_runs(page->docx, paragraph.text, paragraph.length);
        docx_end(page->docx);
    }
}

static void
document_docx_put_basics(struct page *page)
{
    const struct resume *resume = page->resume;
    const struct availability *availability = &resume->availability;
    char note[AVAILABILITY_NOTE_SIZE];

    document_docx_put_block(page, DOCX_TITLE, resume->name);
    document_docx_put_block(page, DOCX_SUBTITLE, resume->label);
    docx_begin(page->docx, DOCX_CONTACT);
    document_docx_put_text(page, resume->place);
    document_docx_put_contact(page, "", "mailto:", resume->email);
    document_docx_put_contact(page, "", "tel:", resume->phone);
    document_docx_put_contact(page, "", "", resume->url);
    docx_end(page->docx);
    for (size_t i = 0; i < resume->profile_count; i++)
        document_docx_put_profile(page, &resume->profiles[i]);
    if (availability_shown(availability, date_today())) {
        docx_begin(page->docx, DOCX_CONTACT);
        docx_put_bold(page->docx,
                      availability_label(availability, date_today()));
        docx_end(page->docx);
        document_docx_put_block(
            page, DOCX_CONTACT,
            availability_note(note, sizeof(note), resume, date_today()));
    }
    document_docx_put_paragraphs(page, resume->summary);
}

static void
document_docx_put_joined(struct page *page, struct strings strings)
{
    for (size_t i = 0; i < strings.count; i++) {
        docx_put(page->docx, i > 0 ? ", " : "");
        document_docx_put_text(page, strings.items[i]);
    }
}

static void
document_docx_put_badges(struct page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->badges.count; i++) {
        docx_put_quiet(page->docx, i > 0 ? " · " : "  ");
        docx_put_quiet(page->docx, entry->badges.items[i]);
    }
}

/* Put one line: "Languages (expert): C, Rust" */
static void
document_docx_put_one_line(struct page *page, const struct entry *entry)
{
    bool words = entry->keywords.count > 0;

    docx_begin(page->docx, DOCX_NORMAL);
    if (section_layout_is_point(entry))
        document_docx_put_text(page, entry->title);
    else
        docx_put_bold(page->docx, entry->title);
    if (words && *entry->note != '\0') {
        docx_put(page->docx, " (");
        document_docx_put_text(page, entry->note);
        docx_put(page->docx, ")");
    }
    if (docx_has_text(page->docx) && (words || *entry->note != '\0'))
        docx_put(page->docx, ": ");
    if (words)
        document_docx_put_joined(page, entry->keywords);
    else
        document_docx_put_text(page, entry->note);
    docx_end(page->docx);
}

static void
document_docx_put_heading(struct page *page, const struct entry *entry,
                          const struct section_layout *layout,
                          enum docx_style style)
{
    const char *heading = section_layout_heading(layout, entry);
    const char *note = language_word(page->language, layout->note);
    char dates[128];

    period_format(dates, sizeof(dates), &entry->period, page->language);
    docx_begin(page->docx, *heading != '\0' ? style : DOCX_META);
    document_docx_put_text(page, heading);
    document_docx_put_badges(page, entry);
    docx_put_right(page->docx, dates);
    docx_end(page->docx);

    docx_begin(page->docx, DOCX_META);
    document_docx_put_text(page, section_layout_second(layout, entry));
    if (*entry->place != '\0') {
        document_docx_put_dot(page);
        document_docx_put_text(page, entry->place);
    }
    if (*entry->note != '\0') {
        document_docx_put_dot(page);
        docx_put(page->docx, note);
        docx_put(page->docx, ": ");
        document_docx_put_text(page, entry->note);
    }
    docx_end(page->docx);
    docx_begin(page->docx, DOCX_TAGS);
    document_docx_put_joined(page, entry->keywords);
    docx_end(page->docx);
}

static void
document_docx_put_point_of(struct page *page, const struct entry *entry)
{
    char dates[128];

    docx_begin(page->docx, DOCX_POINT);
    document_docx_put_text(page, entry->title);
    document_docx_put_badges(page, entry);
    if (*entry->org != '\0') {
        document_docx_put_dot(page);
        document_docx_put_text(page, entry->org);
    }
    period_format(dates, sizeof(dates), &entry->period, page->language);
    if (*dates != '\0') {
        document_docx_put_dot(page);
        docx_put(page->docx, dates);
    }
    docx_end(page->docx);
}

static void document_docx_put_entry(struct page *page,
                                    const struct entry *entry,
                                    const struct section_layout *layout,
                                    enum docx_style style);

/* Put short children at the start, such as a degree's awards, as points; put
 * the others as entries. */
static void
document_docx_put_children(struct page *page, const struct entries *children)
{
    size_t i = 0;

    while (i < children->count && section_layout_is_point(&children->items[i]))
        document_docx_put_point_of(page, &children->items[i++]);
    for (; i < children->count; i++)
        document_docx_put_entry(page, &children->items[i], &layout_of_children,
                                DOCX_HEADING_3);
}

static void
document_docx_put_entry(struct page *page, const struct entry *entry,
                        const struct section_layout *layout,
                        enum docx_style style)
{
    if (layout->one_line)
        document_docx_put_one_line(page, entry);
    else
        document_docx_put_heading(page, entry, layout, style);
    docx_begin(page->docx, DOCX_TAGS);
    docx_put_link(page->docx, "", entry->url);
    docx_end(page->docx);
    document_docx_put_paragraphs(page, entry->summary);
    for (size_t i = 0; i < entry->highlights.count; i++)
        document_docx_put_block(page, DOCX_POINT, entry->highlights.items[i]);
    document_docx_put_children(page, &entry->children);
}

static void
document_docx_put_section(struct page *page, const struct section *section)
{
    const struct section_layout *layout = section_layout_of(section->kind);

    document_docx_put_block(page, DOCX_HEADING_1,
                            section_title(section->kind, page->language));
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);

        document_docx_put_entry(page, &roles.employer, layout, DOCX_HEADING_2);
        for (size_t j = 0; j < roles.count; j++) {
            struct entry role = section_layout_role(&roles, j);

            document_docx_put_entry(page, &role, &layout_of_roles,
                                    DOCX_HEADING_3);
        }
        i += roles.taken;
    }
}

static int
document_docx_write_document(const struct resume *resume, FILE *out,
                             struct error *error)
{
    struct page page = {.docx = docx_new(resume),
                        .resume = resume,
                        .language = language_find(resume->language),
                        .rtl = language_is_rtl(resume->language)};
    int result;

    document_docx_put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        document_docx_put_section(&page, &resume->sections[i]);
    result = docx_write(page.docx, paper_of(resume), out, error);
    docx_free(page.docx);
    return result;
}

const struct document document_docx = {
    .name = "resume.docx",
    .word = "docx",
    .title = "Word",
    .type = "application/vnd.openxmlformats-officedocument.wordprocessingml."
            "document",
    .binary = true,
    .own = true,
    .write = document_docx_write_document,
};
