#include "documents/html.h"

#include <ctype.h>
#include <string.h>

#include "language/language.h"
#include "markup/inline.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "text/text.h"
#include "text/web_address.h"

static void
html_put_escaped(struct html *html, const char *text, size_t length)
{
    static const char *const escapes[128] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;"};

    for (; length > 0; length--, text++) {
        unsigned char c = (unsigned char)*text;

        if (c < COUNT(escapes) && escapes[c] != NULL)
            fputs(escapes[c], html->out);
        else
            fputc(c, html->out);
    }
}

void
html_plain(struct html *html, const char *text)
{
    html_put_escaped(html, text, strlen(text));
}

/* Write ADDRESS as an attribute value; characters that a URL must not contain
 * as %XX. */
static void
html_put_address(struct html *html, const char *address)
{
    static const char allowed[] = "-._~:/?#@!$'()*+,;=%";
    const char *host = strstr(address, "://");
    const char *host_end =
        host != NULL ? strpbrk(host + strlen("://"), "/?#") : NULL;

    for (; *address != '\0'; address++) {
        unsigned char c = (unsigned char)*address;

        if (isalnum(c) || strchr(allowed, c) != NULL ||
            ((c == '[' || c == ']') && address < host_end))
            fputc(c, html->out);
        else if (c == '&')
            fputs("&amp;", html->out);
        else
            fprintf(html->out, "%%%02X", c);
    }
}

static const struct {
    unsigned style;
    const char *open, *close;
} tags[] = {
    {INLINE_STRONG, "<strong>", "</strong>"},
    {INLINE_EMPHASIS, "<em>", "</em>"},
    {INLINE_CODE, "<code>", "</code>"},
};

#define TAGS COUNT(tags)

void
html_text(struct html *html, const char *text, size_t length)
{
    struct inline_runs runs = resume_runs(html->resume, text, length);
    struct inline_run run;

    while (inline_next(&runs, &run)) {
        if (*run.url != '\0') {
            fputs("<a href=\"", html->out);
            html_put_address(html, run.url);
            fputs("\">", html->out);
        }
        for (size_t i = 0; i < TAGS; i++)
            if ((run.style & tags[i].style) != 0)
                fputs(tags[i].open, html->out);
        html_put_escaped(html, run.text, run.length);
        for (size_t i = TAGS; i-- > 0;)
            if ((run.style & tags[i].style) != 0)
                fputs(tags[i].close, html->out);
        if (*run.url != '\0')
            fputs("</a>", html->out);
    }
}

void
html_part(struct html *html, const char *text, size_t length)
{
    bool isolate =
        language_is_rtl(html->resume->language) && !text_has_rtl(text, length);

    fputs(isolate ? "<bdi>" : "", html->out);
    html_text(html, text, length);
    fputs(isolate ? "</bdi>" : "", html->out);
}

void
html_open_tag(struct html *html, const char *tag, const char *class)
{
    fprintf(html->out, "<%s", tag);
    if (!language_is_rtl(html->resume->language))
        fputs(" dir=\"auto\"", html->out);
    if (*class != '\0')
        fprintf(html->out, " class=\"%s\"", class);
    fputc('>', html->out);
}

static void
html_put_element(struct html *html, const char *tag, const char *class,
                 const char *text, size_t length)
{
    html_open_tag(html, tag, class);
    html_part(html, text, length);
    fprintf(html->out, "</%s>\n", tag);
}

void
html_element(struct html *html, const char *tag, const char *class,
             const char *text)
{
    if (*text != '\0')
        html_put_element(html, tag, class, text, strlen(text));
}

const char *
html_link_scheme(const char *scheme, const char *address)
{
    bool link;

    if (*scheme == '\0')
        return web_address_scheme(address);
    if (strcmp(scheme, "tel:") == 0)
        link = *address == '+' &&
               strspn(address + 1, "0123456789 ()-./") == strlen(address + 1);
    else
        link = strcmp(scheme, "mailto:") == 0 && strchr(address, ' ') == NULL &&
               strchr(address, '@') != NULL;
    return link ? scheme : NULL;
}

void
html_link(struct html *html, const char *scheme, const char *address)
{
    const char *target = html_link_scheme(scheme, address);
    bool link = target != NULL;
    const char *shown = strstr(address, "://");
    char number[64];

    if (link) {
        fprintf(html->out, "<a href=\"%s", target);
        html_put_address(html,
                         strcmp(scheme, "tel:") == 0
                             ? web_address_dial(number, sizeof(number), address)
                             : address);
        fputs("\">", html->out);
    }
    html_plain(html, link && shown != NULL ? shown + strlen("://") : address);
    fputs(link ? "</a>" : "", html->out);
}

void
html_paragraphs(struct html *html, const char *text)
{
    struct paragraph paragraph;
    bool list = false;

    while (paragraph_next(&text, &paragraph)) {
        if (paragraph.is_point != list)
            fputs(list ? "</ul>\n" : "<ul>\n", html->out);
        list = paragraph.is_point;
        html_put_element(html, list ? "li" : "p", "", paragraph.text,
                         paragraph.length);
    }
    fputs(list ? "</ul>\n" : "", html->out);
}
