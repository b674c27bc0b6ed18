#include "documents/document.h"

#include <stdbool.h>
#include <string.h>

#include "sshd/base/array.h"
#include "documents/docx.h"
#include "documents/paper.h"
#include "documents/section_layout.h"
#include "language/language.h"
#include "resume/resume.h"

/* What people are asked to upload: one column, standard headings, real
 * lists and links. */
struct page {
    struct docx *docx;
    const struct resume *resume;
    const struct language *language;
};

static void
put_text(struct page *page, const char *text)
{
    docx_put_runs(page->docx, text, strlen(text));
}

static void
put_block(struct page *page, enum docx_style style, const char *text)
{
    docx_begin(page->docx, style);
    put_text(page, text);
    docx_end(page->docx);
}

/* What stands between the parts of a line. */
static void
put_dot(struct page *page)
{
    if (docx_has_text(page->docx))
        docx_put(page->docx, " · ");
}

static void
put_contact(struct page *page, const char *label, const char *scheme,
            const char *address)
{
    if (*address == '\0')
        return;
    put_dot(page);
    docx_put(page->docx, label);
    docx_put(page->docx, *label != '\0' ? ": " : "");
    docx_put_link(page->docx, scheme, address);
}

static void
put_profile(struct page *page, const struct profile *profile)
{
    const char *handle = profile_handle(profile);
    char label[256];

    snprintf(label, sizeof(label), "%s%s%s", profile->network,
             *handle != '\0' && *profile->network != '\0' ? ": " : "", handle);
    docx_begin(page->docx, DOCX_CONTACT);
    put_contact(page, label, "",
                *profile->url != '\0' ? profile->url : profile->username);
    docx_end(page->docx);
}

static void
put_paragraphs(struct page *page, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool point = length > 2 && strncmp(text, "- ", 2) == 0;

        docx_begin(page->docx, point ? DOCX_POINT : DOCX_NORMAL);
        docx_put_runs(page->docx, text + 2 * point, length - 2 * point);
        docx_end(page->docx);
        text += length + (text[length] != '\0');
    }
}

static void
put_basics(struct page *page)
{
    const struct resume *resume = page->resume;
    const struct availability *availability = &resume->availability;

    put_block(page, DOCX_TITLE, resume->name);
    put_block(page, DOCX_SUBTITLE, resume->label);
    docx_begin(page->docx, DOCX_CONTACT);
    put_text(page, resume->place);
    put_contact(page, "", "mailto:", resume->email);
    put_contact(page, "", "tel:", resume->phone);
    put_contact(page, "", "", resume->url);
    docx_end(page->docx);
    for (size_t i = 0; i < resume->profile_count; i++)
        put_profile(page, &resume->profiles[i]);
    if (availability_shown(availability, date_today())) {
        docx_begin(page->docx, DOCX_CONTACT);
        docx_put_bold(page->docx, availability->label);
        docx_end(page->docx);
        put_block(page, DOCX_CONTACT, availability->note);
    }
    put_paragraphs(page, resume->summary);
}

static void
put_joined(struct page *page, struct strings strings)
{
    for (size_t i = 0; i < strings.count; i++) {
        docx_put(page->docx, i > 0 ? ", " : "");
        put_text(page, strings.items[i]);
    }
}

static void
put_badges(struct page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->badges.count; i++) {
        docx_put_quiet(page->docx, i > 0 ? " · " : "  ");
        docx_put_quiet(page->docx, entry->badges.items[i]);
    }
}

/* "Languages (expert): C, Rust" */
static void
put_one_line(struct page *page, const struct entry *entry)
{
    bool words = entry->keywords.count > 0;

    docx_begin(page->docx, DOCX_NORMAL);
    docx_put_bold(page->docx, entry->title);
    if (words && *entry->note != '\0') {
        docx_put(page->docx, " (");
        put_text(page, entry->note);
        docx_put(page->docx, ")");
    }
    if (docx_has_text(page->docx) && (words || *entry->note != '\0'))
        docx_put(page->docx, ": ");
    if (words)
        put_joined(page, entry->keywords);
    else
        put_text(page, entry->note);
    docx_end(page->docx);
}

static void
put_heading(struct page *page, const struct entry *entry,
            const struct section_layout *layout, enum docx_style style)
{
    const char *heading = section_layout_heading(layout, entry);
    const char *note = language_word(page->language, layout->note);
    char dates[128];

    period_format(dates, sizeof(dates), &entry->period, page->language);
    docx_begin(page->docx, *heading != '\0' ? style : DOCX_META);
    put_text(page, heading);
    put_badges(page, entry);
    docx_put_right(page->docx, dates);
    docx_end(page->docx);

    docx_begin(page->docx, DOCX_META);
    put_text(page, section_layout_second(layout, entry));
    if (*entry->place != '\0') {
        put_dot(page);
        put_text(page, entry->place);
    }
    if (*entry->note != '\0') {
        put_dot(page);
        docx_put(page->docx, note);
        docx_put(page->docx, ": ");
        put_text(page, entry->note);
    }
    docx_end(page->docx);
    docx_begin(page->docx, DOCX_TAGS);
    put_joined(page, entry->keywords);
    docx_end(page->docx);
}

static void
put_point_of(struct page *page, const struct entry *entry)
{
    char dates[128];

    docx_begin(page->docx, DOCX_POINT);
    put_text(page, entry->title);
    put_badges(page, entry);
    if (*entry->org != '\0') {
        put_dot(page);
        put_text(page, entry->org);
    }
    period_format(dates, sizeof(dates), &entry->period, page->language);
    if (*dates != '\0') {
        put_dot(page);
        docx_put(page->docx, dates);
    }
    docx_end(page->docx);
}

static void put_entry(struct page *page, const struct entry *entry,
                      const struct section_layout *layout,
                      enum docx_style style);

/* Those that come first and say little are points, such as the prizes of a
 * degree. */
static void
put_children(struct page *page, const struct entries *children)
{
    size_t i = 0;

    while (i < children->count && section_layout_is_point(&children->items[i]))
        put_point_of(page, &children->items[i++]);
    for (; i < children->count; i++)
        put_entry(page, &children->items[i], &layout_of_children,
                  DOCX_HEADING_3);
}

static void
put_entry(struct page *page, const struct entry *entry,
          const struct section_layout *layout, enum docx_style style)
{
    if (layout->one_line)
        put_one_line(page, entry);
    else
        put_heading(page, entry, layout, style);
    docx_begin(page->docx, DOCX_TAGS);
    docx_put_link(page->docx, "", entry->url);
    docx_end(page->docx);
    put_paragraphs(page, entry->summary);
    for (size_t i = 0; i < entry->highlights.count; i++)
        put_block(page, DOCX_POINT, entry->highlights.items[i]);
    put_children(page, &entry->children);
}

static void
put_section(struct page *page, const struct section *section)
{
    const struct section_layout *layout = section_layout_of(section->kind);

    put_block(page, DOCX_HEADING_1,
              section_title(section->kind, page->language));
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);

        put_entry(page, &roles.employer, layout, DOCX_HEADING_2);
        for (size_t j = 0; j < roles.count; j++) {
            struct entry role = section_layout_role(&roles, j);

            put_entry(page, &role, &layout_of_roles, DOCX_HEADING_3);
        }
        i += roles.taken;
    }
}

static int
write_document(const struct resume *resume, FILE *out, struct error *error)
{
    struct page page = {.docx = docx_new(resume),
                        .resume = resume,
                        .language = language_find(resume->language)};
    int result;

    put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        put_section(&page, &resume->sections[i]);
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
    .write = write_document,
};
