#include "app/links.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "markup/inline.h"
#include "resume/resume.h"
#include "terminal/canvas.h"
#include "text/text.h"
#include "text/web_address.h"

/* Returns the scheme to add: "example.com/@me" is a web address,
 * "me@example.com" a mail address. */
static const char *
links_missing_scheme(const char *text)
{
    if (web_address_has_scheme(text, WEB_PAGE | WEB_MAILTO | WEB_SSH))
        return "";
    if (strchr(text, ':') != NULL || strchr(text, '.') == NULL)
        return NULL;
    return text[strcspn(text, "/@")] == '@' ? "mailto:" : "https://";
}

bool
link_url(char url[LINK_URL_MAX + 1], const char *text)
{
    const char *scheme = links_missing_scheme(text);
    int length;

    for (const char *c = text; *c != '\0'; c++)
        if (!isgraph((unsigned char)*c))
            return false;
    if (scheme == NULL)
        return false;
    length = snprintf(url, LINK_URL_MAX + 1, "%s%s", scheme, text);
    return length > 0 && length <= LINK_URL_MAX;
}

const char *
link_shorten(const char *text)
{
    const char *rest = web_address_without_scheme(text, WEB_HTTPS);
    const char *missing = links_missing_scheme(rest);

    return missing != NULL && web_address_has_scheme(missing, WEB_HTTPS) ? rest
                                                                         : text;
}

const char *
link_fit(const char *text, int columns)
{
    const char *shortened = link_shorten(text);

    return (int)text_width(text) > columns &&
                   (int)text_width(shortened) <= columns
               ? shortened
               : text;
}

static size_t
links_add(struct link *links, size_t count, const char *label, const char *text)
{
    if (count == LINKS_MAX || *text == '\0' ||
        !link_url(links[count].url, text))
        return count;
    for (size_t i = 0; i < count; i++)
        if (strcmp(links[i].url, links[count].url) == 0)
            return count;
    links[count].label = label;
    return count + 1;
}

/* Add the addresses behind words of TEXT, one of RESUME's. */
static size_t
links_add_text(const struct resume *resume, struct link *links, size_t count,
               const char *label, const char *text)
{
    struct inline_runs runs = resume_runs(resume, text, strlen(text));
    struct inline_run run;

    while (inline_next(&runs, &run))
        count = links_add(links, count, label, run.url);
    return count;
}

static size_t
links_add_entry(const struct resume *resume, struct link *links, size_t count,
                const char *label, const struct entry *entry)
{
    count = links_add(links, count, label, entry->url);
    count = links_add_text(resume, links, count, label, entry->org);
    count = links_add_text(resume, links, count, label, entry->title);
    count = links_add_text(resume, links, count, label, entry->summary);
    for (size_t i = 0; i < entry->highlights.count; i++)
        count = links_add_text(resume, links, count, label,
                               entry->highlights.items[i]);
    return count;
}

size_t
links_of_entry(const struct resume *resume, const char *label,
               const struct entry *entry, struct link links[LINKS_MAX])
{
    size_t count = links_add_entry(resume, links, 0, label, entry);

    for (size_t i = 0; i < entry->children.count; i++)
        count = links_add_entry(resume, links, count, label,
                                &entry->children.items[i]);
    return count;
}

size_t
links_find(const struct resume *resume, const char *label,
           const struct entry *entry, struct link links[LINKS_MAX])
{
    char address[LINK_URL_MAX];
    size_t count =
        entry == NULL ? 0 : links_of_entry(resume, label, entry, links);

    count = links_add(links, count, resume->name, resume->url);
    count = links_add(links, count, resume->name, resume->email);
    for (size_t i = 0; i < resume->profile_count; i++)
        count = links_add(links, count, resume->profiles[i].network,
                          resume->profiles[i].url);
    if (entry == NULL)
        count =
            links_add_text(resume, links, count, resume->name, resume->summary);
    snprintf(address, sizeof(address), "ssh://%s", resume->host);
    return links_has_host(resume)
               ? links_add(links, count, resume->name, address)
               : count;
}

void
link_mark(struct canvas *canvas, int row, int column, int columns,
          const char *text)
{
    char url[LINK_URL_MAX + 1];

    if (link_url(url, text))
        canvas_add_link(canvas, row, column, columns, url);
}

bool
links_has_host(const struct resume *resume)
{
    const char *at = strchr(resume->host, '@');

    return *resume->host != '\0' && (at == NULL || strcmp(at, "@HOST") != 0);
}

const char *
links_host(const struct resume *resume)
{
    return *resume->host == '\0' ? "HOST" : resume->host;
}

const char *
links_bare_host(const struct resume *resume)
{
    const char *host = links_host(resume), *at = strchr(host, '@');

    return at != NULL ? at + 1 : host;
}

/* Append TEXT to OUT, which holds SIZE bytes, with a backslash before each
 * character that MECARD reserves. */
static void
links_add_field(char *out, size_t size, const char *name, const char *text)
{
    size_t length = strlen(out);

    if (*text == '\0')
        return;
    length += (size_t)snprintf(out + length, size - length, "%s:", name);
    for (; *text != '\0' && length + 3 < size; text++) {
        if (strchr("\\;:,\"", *text) != NULL)
            out[length++] = '\\';
        out[length++] = *text;
    }
    snprintf(out + length, size - length, ";");
}

/* Write the digits of PHONE: "+41 (0) 44" becomes "+41044". */
static void
links_dial(char *out, size_t size, const char *phone)
{
    size_t length = 0;

    for (; *phone != '\0' && length + 1 < size; phone++)
        if (isdigit((unsigned char)*phone) || (*phone == '+' && length == 0))
            out[length++] = *phone;
    out[length] = '\0';
}

/* Write NTT DOCOMO's MECARD, which phones read as a contact. It is half as long
 * as a vCard, so its code is smaller. */
static bool
links_card(const struct resume *resume, char *out, size_t size)
{
    char phone[32];

    links_dial(phone, sizeof(phone), resume->phone);
    if (*resume->email == '\0' && *phone == '\0')
        return false;
    snprintf(out, size, "MECARD:");
    links_add_field(out, size, "N", resume->name);
    links_add_field(out, size, "TEL", phone);
    links_add_field(out, size, "EMAIL", resume->email);
    return strlen(out) + 2 < size && strcat(out, ";") != NULL;
}

/* Write a mailto URL with a subject (RFC 6068). */
static bool
links_mail(const struct resume *resume, char *out, size_t size)
{
    const char *subject =
        language_word(language_find(resume->language), WORD_MAIL_SUBJECT);
    size_t length;

    if (!link_url(out, resume->email) ||
        !web_address_has_scheme(out, WEB_MAILTO))
        return false;
    length = strlen(out);
    length += (size_t)snprintf(out + length, size - length, "?subject=");
    for (; *subject != '\0' && length + 4 < size; subject++)
        length +=
            (size_t)snprintf(out + length, size - length,
                             isalnum((unsigned char)*subject) ? "%c" : "%%%02X",
                             (unsigned char)*subject);
    return *subject == '\0';
}

static bool
links_web(const struct resume *resume, char *out, size_t size)
{
    (void)size;
    return link_url(out, resume->url);
}

static bool
links_here(const struct resume *resume, char *out, size_t size)
{
    return links_has_host(resume) &&
           snprintf(out, size, "ssh://%s", resume->host) < (int)size;
}

size_t
links_codes(const struct resume *resume, struct link_code codes[LINK_CODES_MAX])
{
    static const struct {
        enum word label;
        bool (*write)(const struct resume *resume, char *out, size_t size);
    } rows[LINK_CODES_MAX] = {
        {WORD_QR_CONTACT, links_card},
        {WORD_EMAIL, links_mail},
        {WORD_WEB, links_web},
        {WORD_QR_HERE, links_here},
    };
    size_t count = 0;

    for (size_t i = 0; i < LINK_CODES_MAX; i++) {
        codes[count].label = rows[i].label;
        if (rows[i].write(resume, codes[count].text, sizeof(codes[count].text)))
            count++;
    }
    return count;
}
