#include "documents/document.h"

#include <string.h>

#include "resume/resume.h"
#include "text/text.h"
#include "sshd/base/array.h"

/*
 * vCard 3.0 (RFC 2426), which is what phones and mail programs read: lines
 * of 75 octets at most, folded with CRLF and a blank, never inside of a
 * character.
 */

#define OCTETS_MAX 75

struct card {
    FILE *out;
    size_t octets; /* of the line so far */
    size_t items;  /* addresses with a label of their own */
};

/* Write LENGTH bytes that belong together. */
static void
put(struct card *card, const char *bytes, size_t length)
{
    if (card->octets + length > OCTETS_MAX) {
        fputs("\r\n ", card->out);
        card->octets = 1;
    }
    fwrite(bytes, 1, length, card->out);
    card->octets += length;
}

/* Write TEXT as it is. */
static void
put_raw(struct card *card, const char *text)
{
    while (*text != '\0') {
        const char *start = text;

        text_next(&text);
        put(card, start, (size_t)(text - start));
    }
}

static void
put_escaped(struct card *card, const char *text)
{
    while (*text != '\0') {
        const char *start = text;

        switch (text_next(&text)) {
        case '\n':
            put(card, "\\n", 2);
            break;
        case '\\':
        case ';':
        case ',':
            put(card, "\\", 1);
            put(card, start, 1);
            break;
        default:
            put(card, start, (size_t)(text - start));
        }
    }
}

static void
end_line(struct card *card)
{
    fputs("\r\n", card->out);
    card->octets = 0;
}

/* "NAME:VALUE"; nothing for "". */
static void
put_value(struct card *card, const char *name, const char *value)
{
    if (*value == '\0')
        return;
    put_raw(card, name);
    put_raw(card, ":");
    put_escaped(card, value);
    end_line(card);
}

/* Does TEXT have a character that is two columns wide? Then it is Chinese,
 * Japanese or Korean, and the family comes first. */
static bool
is_wide(const char *text)
{
    char32_t c;

    while ((c = text_next(&text)) != 0)
        if (text_char_width(c) == 2 && c != 0x3000)
            return true;
    return false;
}

/* "Family;Given": the last word of NAME and those before it. */
static void
put_name(struct card *card, const char *name)
{
    const char *blank = strrchr(name, ' '), *wide = strstr(name, "\u3000");
    const char *first_end = blank, *second = blank != NULL ? blank + 1 : "";
    char first[256];

    if (wide != NULL) {
        first_end = wide;
        second = wide + strlen("\u3000");
    }
    if (first_end == NULL)
        first_end = name + strlen(name);
    snprintf(first, sizeof(first), "%.*s", (int)(first_end - name), name);
    put_raw(card, "N:");
    put_escaped(card, is_wide(name) ? first : second);
    put_raw(card, ";");
    put_escaped(card, is_wide(name) ? second : first);
    put_raw(card, ";;;");
    end_line(card);
}

static void
put_address(struct card *card, const struct address *address)
{
    const char *const parts[] = {address->street, address->city,
                                 address->region, address->postal_code,
                                 address->country};
    bool any = false;

    for (size_t i = 0; i < COUNT(parts); i++)
        any |= *parts[i] != '\0';
    if (!any)
        return;
    put_raw(card, "ADR:;");
    for (size_t i = 0; i < COUNT(parts); i++) {
        put_raw(card, ";");
        put_escaped(card, parts[i]);
    }
    end_line(card);
}

/* Where they are now: the first job that has no end. */
static const char *
employer(const struct resume *resume)
{
    const struct section *work = resume_section(resume, "work");

    for (size_t i = 0; work != NULL && i < work->entries.count; i++) {
        const struct entry *job = &work->entries.items[i];

        if (job->period.ongoing || *job->period.end == '\0')
            return job->org;
    }
    return "";
}

/* The way that telephones name an address: a group of two lines. */
static void
put_profile(struct card *card, const struct profile *profile)
{
    char name[32];

    if (*profile->url == '\0')
        return;
    snprintf(name, sizeof(name), "item%zu.URL", ++card->items);
    put_value(card, name, profile->url);
    snprintf(name, sizeof(name), "item%zu.X-ABLabel", card->items);
    put_value(card, name, profile->network);
}

static int
write_document(const struct resume *resume, FILE *out, struct error *error)
{
    struct card card = {.out = out};
    const char *name = *resume->name != '\0' ? resume->name : resume->email;

    (void)error;
    put_raw(&card, "BEGIN:VCARD");
    end_line(&card);
    put_value(&card, "VERSION", "3.0");
    put_value(&card, "FN", *name != '\0' ? name : "?");
    put_name(&card, name);
    put_value(&card, "ORG", employer(resume));
    put_value(&card, "TITLE", resume->label);
    put_value(&card, "EMAIL;TYPE=INTERNET", resume->email);
    put_value(&card, "TEL;TYPE=VOICE", resume->phone);
    put_value(&card, "URL", resume->url);
    for (size_t i = 0; i < resume->profile_count; i++)
        put_profile(&card, &resume->profiles[i]);
    put_address(&card, &resume->address);
    put_value(&card, "NOTE", resume->summary);
    put_raw(&card, "END:VCARD");
    end_line(&card);
    return 0;
}

const struct document document_vcard = {
    .name = "resume.vcf",
    .word = "vcf",
    .title = "Contact card",
    .type = "text/vcard; charset=utf-8",
    .write = write_document,
};
