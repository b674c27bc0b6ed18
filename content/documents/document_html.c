#include "documents/document.h"

#include <string.h>

#include "documents/html.h"
#include "language/language.h"
#include "documents/section_layout.h"
#include "resume/accent.h"
#include "resume/resume.h"
#include "sshd/base/array.h"

/* One file, which fetches nothing and runs nothing: a browser is told so. */
struct page {
    struct html html;
    const struct language *language;
};

static const char *
say(const struct page *page, enum word word)
{
    return language_word(page->language, word);
}

static void
put(struct page *page, const char *tags)
{
    fputs(tags, page->html.out);
}

static void
put_text(struct page *page, const char *text)
{
    html_text(&page->html, text, strlen(text));
}

static void
put_head(struct page *page)
{
    const struct resume *resume = page->html.resume;

    put(page, "<!DOCTYPE html>\n<html lang=\"");
    html_plain(&page->html, resume->language);
    put(page, language_is_rtl(resume->language) ? "\" dir=\"rtl" : "");
    put(page, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\""
              "default-src 'none'; style-src 'unsafe-inline'\">\n"
              "<meta name=\"viewport\" content=\""
              "width=device-width, initial-scale=1\">\n"
              "<meta name=\"generator\" content=\"resume-publish\">\n"
              "<title>");
    html_plain(&page->html, resume->name);
    if (*resume->name != '\0' && *resume->label != '\0')
        put(page, " – ");
    html_plain(&page->html, resume->label);
    put(page, "</title>\n<style>\n");
    fprintf(page->html.out, ":root{--accent-dark:#%06x;--accent-light:#%06x}\n",
            accent_or_default(resume->accent)->dark,
            accent_or_default(resume->accent)->light);
    put(page, html_style);
    put(page, "</style>\n</head>\n");
}

static void
put_contact(struct page *page, const char *label, const char *handle,
            const char *scheme, const char *address)
{
    if (*address == '\0')
        return;
    put(page, "<li><span>");
    html_plain(&page->html, label);
    put(page, "</span> ");
    html_plain(&page->html, handle);
    put(page, *handle != '\0' ? ", " : "");
    html_link(&page->html, scheme, address);
    put(page, "</li>\n");
}

static void
put_contacts(struct page *page)
{
    const struct resume *resume = page->html.resume;

    put(page, "<ul class=\"contact\">\n");
    put_contact(page, say(page, WORD_EMAIL), "", "mailto:", resume->email);
    put_contact(page, say(page, WORD_PHONE), "", "tel:", resume->phone);
    put_contact(page, say(page, WORD_WEB), "", "", resume->url);
    for (size_t i = 0; i < resume->profile_count; i++) {
        const struct profile *profile = &resume->profiles[i];
        const char *network = profile->network;

        put_contact(page, *network != '\0' ? network : say(page, WORD_WEB),
                    profile_handle(profile), "",
                    *profile->url != '\0' ? profile->url : profile->username);
    }
    put(page, "</ul>\n");
}

static void
put_basics(struct page *page)
{
    const struct resume *resume = page->html.resume;
    const struct availability *availability = &resume->availability;

    put(page, "<header>\n");
    html_element(&page->html, "h1", "", resume->name);
    html_element(&page->html, "p", "label", resume->label);
    html_element(&page->html, "p", "place", resume->place);
    if (availability_shown(availability, date_today())) {
        html_element(&page->html, "p", "open", availability->label);
        html_element(&page->html, "p", "place", availability->note);
    }
    if (*resume->email != '\0' || *resume->phone != '\0' ||
        *resume->url != '\0' || resume->profile_count > 0)
        put_contacts(page);
    html_paragraphs(&page->html, resume->summary);
    put(page, "</header>\n");
}

static void
put_strings(struct page *page, const char *class, struct strings strings)
{
    if (strings.count == 0)
        return;
    put(page, *class != '\0' ? "<ul class=\"words\">\n" : "<ul>\n");
    for (size_t i = 0; i < strings.count; i++)
        html_element(&page->html, "li", "", strings.items[i]);
    put(page, "</ul>\n");
}

/* "Principal engineer · Lyon · Score: 3.7" */
static void
put_meta(struct page *page, const struct entry *entry,
         const struct section_layout *layout)
{
    const char *label = layout->one_line ? "" : say(page, layout->note);
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
        put(page, any ? " · " : "<p dir=\"auto\" class=\"meta\">");
        html_plain(&page->html, parts[i].label);
        put(page, *parts[i].label != '\0' ? ": " : "");
        put_text(page, parts[i].text);
        any = true;
    }
    put(page, any ? "</p>\n" : "");
}

static void
put_badges(struct page *page, const struct entry *entry)
{
    for (size_t i = 0; i < entry->badges.count; i++) {
        put(page, " <span class=\"badge\">");
        put_text(page, entry->badges.items[i]);
        put(page, "</span>");
    }
}

static void
put_heading(struct page *page, const struct entry *entry,
            const struct section_layout *layout, unsigned level)
{
    const char *heading = section_layout_heading(layout, entry);
    char dates[128];

    put(page, "<div class=\"head\">\n");
    if (*heading != '\0') {
        fprintf(page->html.out, "<h%u dir=\"auto\">", level);
        put_text(page, heading);
        put_badges(page, entry);
        fprintf(page->html.out, "</h%u>\n", level);
    }
    period_format(dates, sizeof(dates), &entry->period, page->language);
    html_element(&page->html, "span", "dates", dates);
    put(page, "</div>\n");
}

static void put_entry(struct page *page, const struct entry *entry,
                      const struct section_layout *layout, unsigned level);

/* Those that come first and say little are points, such as the prizes of a
 * degree. */
static void
put_children(struct page *page, const struct entries *children, unsigned level)
{
    char dates[128];
    size_t i = 0;

    if (children->count > 0 && section_layout_is_point(&children->items[0]))
        put(page, "<ul>\n");
    for (; i < children->count && section_layout_is_point(&children->items[i]);
         i++) {
        const struct entry *child = &children->items[i];

        put(page, "<li dir=\"auto\">");
        put_text(page, child->title);
        put_badges(page, child);
        put(page, *child->org != '\0' ? " · " : "");
        put_text(page, child->org);
        period_format(dates, sizeof(dates), &child->period, page->language);
        put(page, *dates != '\0' ? " · " : "");
        put_text(page, dates);
        put(page, "</li>\n");
    }
    put(page, i > 0 ? "</ul>\n" : "");
    for (; i < children->count; i++)
        put_entry(page, &children->items[i], &layout_of_children, level);
}

static void
put_entry_body(struct page *page, const struct entry *entry,
               const struct section_layout *layout, unsigned level)
{
    put_heading(page, entry, layout, level);
    put_meta(page, entry, layout);
    put_strings(page, "words", entry->keywords);
    if (*entry->url != '\0') {
        put(page, "<p class=\"meta\">");
        html_link(&page->html, "", entry->url);
        put(page, "</p>\n");
    }
    html_paragraphs(&page->html, entry->summary);
    put_strings(page, "", entry->highlights);
    /* HTML has six levels of headings. */
    put_children(page, &entry->children, level < 6 ? level + 1 : 6);
}

static void
put_entry(struct page *page, const struct entry *entry,
          const struct section_layout *layout, unsigned level)
{
    put(page, layout->one_line             ? "<article class=\"line\">\n"
              : layout == &layout_of_roles ? "<article class=\"role\">\n"
                                           : "<article>\n");
    put_entry_body(page, entry, layout, level);
    put(page, "</article>\n");
}

static void
put_roles(struct page *page, const struct section_roles *roles,
          const struct section_layout *layout)
{
    put(page, "<article>\n");
    put_entry_body(page, &roles->employer, layout, 3);
    for (size_t i = 0; i < roles->count; i++) {
        struct entry role = section_layout_role(roles, i);

        put_entry(page, &role, &layout_of_roles, 4);
    }
    put(page, "</article>\n");
}

static void
put_section(struct page *page, const struct section *section)
{
    fprintf(page->html.out, "<section id=\"%s\">\n",
            section_key(section->kind));
    html_element(&page->html, "h2", "",
                 section_title(section->kind, page->language));
    for (size_t i = 0; i < section->entries.count;) {
        struct section_roles roles = section_layout_roles(section, i);
        const struct section_layout *layout = section_layout_of(section->kind);

        if (roles.count > 0)
            put_roles(page, &roles, layout);
        else
            put_entry(page, &roles.employer, layout, 3);
        i += roles.taken;
    }
    put(page, "</section>\n");
}

static int
write_document(const struct resume *resume, FILE *out, struct error *error)
{
    struct page page = {.html = {.out = out, .resume = resume},
                        .language = language_find(resume->language)};

    (void)error;
    put_head(&page);
    put(&page, "<body>\n<main>\n");
    put_basics(&page);
    for (size_t i = 0; i < resume->section_count; i++)
        put_section(&page, &resume->sections[i]);
    put(&page, "</main>\n</body>\n</html>\n");
    return 0;
}

const struct document document_html = {
    .name = "resume.html",
    .word = "html",
    .title = "Web page",
    .type = "text/html; charset=utf-8",
    .write = write_document,
};
