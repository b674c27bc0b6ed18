#include "documents/document.h"

#include <string.h>

#include "documents/html.h"
#include "language/language.h"
#include "resume/accent.h"
#include "resume/resume.h"
#include "resume/section_layout.h"
#include "sshd/base/array.h"

/* One file that loads nothing and runs no scripts; its Content-Security-Policy
 * enforces that. */
struct page {
    struct html html;
    const struct language *language;
};

static const char *
document_html_word(const struct page *page, enum word word)
{
    return language_word(page->language, word);
}

static void
document_html_put(struct page *page, const char *tags)
{
    fputs(tags, page->html.out);
}

static void
document_html_put_text(struct page *page, const char *text)
{
    html_part(&page->html, text, strlen(text));
}

static void
document_html_put_head(struct page *page)
{
    const struct resume *resume = page->html.resume;

    document_html_put(page, "<!DOCTYPE html>\n<html lang=\"");
    html_plain(&page->html, resume->language);
    document_html_put(page,
                      language_is_rtl(resume->language) ? "\" dir=\"rtl" : "");
    document_html_put(page,
                      "\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\""
                      "default-src 'none'; style-src 'unsafe-inline'\">\n"
                      "<meta name=\"viewport\" content=\""
                      "width=device-width, initial-scale=1\">\n"
                      "<meta name=\"generator\" content=\"resume-publish\">\n"
                      "<title>");
    html_plain(&page->html, resume->name);
    if (*resume->name != '\0' && *resume->label != '\0')
        document_html_put(page, " – ");
    html_plain(&page->html, resume->label);
    document_html_put(page, "</title>\n<style>\n");
    fprintf(page->html.out, ":root{--accent-dark:#%06x;--accent-light:#%06x}\n",
            accent_or_default(resume->accent)->dark,
            accent_or_default(resume->accent)->light);
    document_html_put(page, html_style);
    document_html_put(page, "</style>\n</head>\n");
}

static void
document_html_put_contact(struct page *page, const char *label,
                          const char *handle, const char *scheme,
                          const char *address)
{
    if (*address == '\0')
        return;
    document_html_put(page, "<li><span>");
    html_plain(&page->html, label);
    document_html_put(page, "</span> ");
    html_plain(&page->html, handle);
    document_html_put(page, *handle != '\0' ? ", " : "");
    html_link(&page->html, scheme, address);
    document_html_put(page, "</li>\n");
}

static void
document_html_put_contacts(struct page *page)
{
    const struct resume *resume = page->html.resume;

    document_html_put(page, "<ul class=\"contact\">\n");
    document_html_put_contact(page, document_html_word(page, WORD_EMAIL), "",
                              "mailto:", resume->email);
    document_html_put_contact(page, document_html_word(page, WORD_PHONE), "",
                              "tel:", resume->phone);
    document_html_put_contact(page, document_html_word(page, WORD_WEB), "", "",
                              resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        const char *network = profile->network;

        document_html_put_contact(
            page,
            *network != '\0' ? network : document_html_word(page, WORD_WEB),
            profile_handle(profile), "",
            *profile->url != '\0' ? profile->url : profile->username);
    }
    document_html_put(page, "</ul>\n");
}

static void
document_html_put_basics(struct page *page)
{
    const struct resume *resume = page->html.resume;
    const struct availability *availability = &resume->availability;
    char note[AVAILABILITY_NOTE_SIZE];

    document_html_put(page, "<header>\n");
    html_element(&page->html, "h1", "", resume->name);
    html_element(&page->html, "p", "label", resume->label);
    html_element(&page->html, "p", "place", resume->place);
    if (availability_shown(availability, date_today())) {
        html_element(&page->html, "p", "open",
                     availability_label(availability, date_today()));
        html_element(
            &page->html, "p", "place",
            availability_note(note, sizeof(note), resume, date_today()));
    }
    if (*resume->email != '\0' || *resume->phone != '\0' ||
        *resume->url != '\0' || resume->profile_count > 0)
        document_html_put_contacts(page);
    html_paragraphs(&page->html, resume->summary);
    document_html_put(page, "</header>\n");
}

static void
document_html_put_strings(struct page *page, const char *class,
                          struct strings strings)
{
    if (strings.count == 0)
        return;
    document_html_put(page,
                      *class != '\0' ? "<ul class=\"words\">\n" : "<ul>\n");
    for (size_t i = 0; i < strings.count; i++)
        html_element(&page->html, "li", "", strings.items[i]);
    document_html_put(page, "</ul>\n");
}

/* Write "Principal engineer · Lyon · Score: 3.7". */
static void
document_html_put_meta(struct page *page, const struct entry *entry,
                       const struct section_layout *layout)
{
    const char *label =
        layout->one_line ? "" : document_html_word(page, layout->note);
    const struct {
        const char *label, *text;
    } parts[] = {
        {"", section_layout_second(layout, entry)},
        {"", entry->place},
        {label, entry->note},
    };
    bool any = false;

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (*parts[i].text == '\0')
            continue;
        if (any)
            document_html_put(page, " · ");
        else
            html_open_tag(&page->html, "p", "meta");
        html_plain(&page->html, parts[i].label);
        document_html_put(page, *parts[i].label != '\0' ? ": " : "");
        document_html_put_text(page, parts[i].text);
        any = true;
    }
    document_html_put(page, any ? "</p>\n" : "");
}

static void
document_html_put_badges(struct page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->badges.count; i++) {
        document_html_put(page, " <span class=\"badge\">");
        document_html_put_text(page, entry->badges.items[i]);
        document_html_put(page, "</span>");
    }
}

static void
document_html_put_heading(struct page *page, const struct entry *entry,
                          const struct section_layout *layout, unsigned level)
{
    static const char *const headings[] = {[3] = "h3", "h4", "h5", "h6"};
    const char *heading = section_layout_heading(layout, entry);
    char dates[128];

    document_html_put(page, "<div class=\"head\">\n");
    if (*heading != '\0') {
        html_open_tag(&page->html, headings[level], "");
        document_html_put_text(page, heading);
        document_html_put_badges(page, entry);
        fprintf(page->html.out, "</h%u>\n", level);
    }
    period_format(dates, sizeof(dates), &entry->period, page->language);
    html_element(&page->html, "span", "dates", dates);
    document_html_put(page, "</div>\n");
}

static void document_html_put_entry(struct page *page,
                                    const struct entry *entry,
                                    const struct section_layout *layout,
                                    unsigned level);

/* Write short children at the start, such as a degree's awards, as points;
 * write the others as entries. */
static void
document_html_put_children(struct page *page, const struct entries *children,
                           unsigned level)
{
    char dates[128];
    size_t i = 0;

    if (children->count > 0 && section_layout_is_point(&children->items[0]))
        document_html_put(page, "<ul>\n");
    for (; i < children->count && section_layout_is_point(&children->items[i]);
         i++) {
        const struct entry *child = &children->items[i];

        html_open_tag(&page->html, "li", "");
        document_html_put_text(page, child->title);
        document_html_put_badges(page, child);
        document_html_put(page, *child->org != '\0' ? " · " : "");
        document_html_put_text(page, child->org);
        period_format(dates, sizeof(dates), &child->period, page->language);
        document_html_put(page, *dates != '\0' ? " · " : "");
        document_html_put_text(page, dates);
        document_html_put(page, "</li>\n");
    }
    document_html_put(page, i > 0 ? "</ul>\n" : "");
    for (; i < children->count; i++)
        document_html_put_entry(page, &children->items[i], &layout_of_children,
                                level);
}

static void
document_html_put_entry_body(struct page *page, const struct entry *entry,
                             const struct section_layout *layout,
                             unsigned level)
{
    document_html_put_heading(page, entry, layout, level);
    document_html_put_meta(page, entry, layout);
    document_html_put_strings(page, "words", entry->keywords);
    if (*entry->url != '\0') {
        document_html_put(page, "<p class=\"meta\">");
        html_link(&page->html, "", entry->url);
        document_html_put(page, "</p>\n");
    }
    html_paragraphs(&page->html, entry->summary);
    document_html_put_strings(page, "", entry->highlights);
    /* HTML has only six levels of headings. */
    document_html_put_children(page, &entry->children,
                               level < 6 ? level + 1 : 6);
}

static void
document_html_put_entry(struct page *page, const struct entry *entry,
                        const struct section_layout *layout, unsigned level)
{
    document_html_put(page, layout->one_line && section_layout_is_point(entry)
                                ? "<article class=\"line name\">\n"
                            : layout->one_line ? "<article class=\"line\">\n"
                            : layout == &layout_of_roles
                                ? "<article class=\"role\">\n"
                                : "<article>\n");
    document_html_put_entry_body(page, entry, layout, level);
    document_html_put(page, "</article>\n");
}

static void
document_html_put_roles(struct page *page, const struct section_roles *roles,
                        const struct section_layout *layout)
{
    document_html_put(page, "<article>\n");
    document_html_put_entry_body(page, &roles->employer, layout, 3);
    for (size_t i = 0; i < roles->count; i++) {
        struct entry role = section_layout_role(roles, i);

        document_html_put_entry(page, &role, &layout_of_roles, 4);
    }
    document_html_put(page, "</article>\n");
}

static void
document_html_put_section(struct page *page, const struct section *section)
{
    fprintf(page->html.out, "<section id=\"%s\">\n",
            section_key(section->kind));
    html_element(&page->html, "h2", "",
                 section_title(section->kind, page->language));
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);
        const struct section_layout *layout = section_layout_of(section->kind);

        if (roles.count > 0)
            document_html_put_roles(page, &roles, layout);
        else
            document_html_put_entry(page, &roles.employer, layout, 3);
        i += roles.taken;
    }
    document_html_put(page, "</section>\n");
}

static int
document_html_write_document(const struct resume *resume, FILE *out,
                             struct error *error)
{
    struct page page = {.html = {.out = out, .resume = resume},
                        .language = language_find(resume->language)};

    (void)error;
    document_html_put_head(&page);
    document_html_put(&page, "<body>\n<main>\n");
    document_html_put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        document_html_put_section(&page, &resume->sections[i]);
    document_html_put(&page, "</main>\n</body>\n</html>\n");
    return 0;
}

const struct document document_html = {
    .name = "resume.html",
    .word = "html",
    .title = "Web page",
    .type = "text/html; charset=utf-8",
    .write = document_html_write_document,
};
