#include "documents/document.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "documents/vcard_name.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "text/text.h"
#include "text/web_address.h"

/*
 * vCard 3.0 (RFC 2426), which telephones and mail programs read: lines of at
 * most 75 octets, folded with CRLF and a blank, never inside a character.
 */

#define OCTETS_MAX 75

struct card {
    FILE *out;
    size_t octets; /* octets of the line so far */
    size_t items;  /* number of URLs with labels */
};

/* Write LENGTH bytes, which a fold must not separate. */
static void
vcard_put(struct card *card, const char *bytes, size_t length)
{
    if (card->octets + length > OCTETS_MAX) {
        fputs("\r\n ", card->out);
        card->octets = 1;
    }
    fwrite(bytes, 1, length, card->out);
    card->octets += length;
}

/* Write TEXT without escaping. */
static void
vcard_put_raw(struct card *card, const char *text)
{
    while (*text != '\0') {
        const char *start = text;

        text_next(&text);
        vcard_put(card, start, (size_t)(text - start));
    }
}

static void
vcard_put_escaped(struct card *card, const char *text)
{
    while (*text != '\0') {
        const char *start = text;

        switch (text_next(&text)) {
        case '\n':
            vcard_put(card, "\\n", 2);
            break;
        case '\\':
        case ';':
        case ',':
            vcard_put(card, "\\", 1);
            vcard_put(card, start, 1);
            break;
        default:
            vcard_put(card, start, (size_t)(text - start));
        }
    }
}

static void
vcard_end_line(struct card *card)
{
    fputs("\r\n", card->out);
    card->octets = 0;
}

/* Write "NAME:VALUE", or nothing if VALUE is "". */
static void
vcard_put_value(struct card *card, const char *name, const char *value)
{
    if (*value == '\0')
        return;
    vcard_put_raw(card, name);
    vcard_put_raw(card, ":");
    vcard_put_escaped(card, value);
    vcard_end_line(card);
}

/* Write "Family;Given;Additional;Prefixes;Suffixes". */
static void
vcard_put_name(struct card *card, const struct resume *resume)
{
    struct vcard_name name;

    vcard_name_read(&name, resume->name, resume->language);
    vcard_put_raw(card, "N:");
    for (size_t i = 0; i < VCARD_NAME_PARTS; i++) {
        vcard_put_raw(card, i > 0 ? ";" : "");
        vcard_put_escaped(card, name.parts[i]);
    }
    vcard_end_line(card);
}

static void
vcard_put_address(struct card *card, const struct address *address)
{
    const char *const parts[] = {address->street, address->city,
                                 address->region, address->postal_code,
                                 address->country};
    bool any = false;

    for (size_t i = 0; i < COUNT(parts); i++)
        any |= *parts[i] != '\0';
    if (!any)
        return;
    vcard_put_raw(card, "ADR:;");
    for (size_t i = 0; i < COUNT(parts); i++) {
        vcard_put_raw(card, ";");
        vcard_put_escaped(card, parts[i]);
    }
    vcard_end_line(card);
}

/* The current employer: that of the first job without an end. */
static const char *
vcard_employer(const struct resume *resume)
{
    const struct section *work = resume_section(resume, "work");

    for (size_t i = 0; work != NULL && i < work->entries.count; i++) {
        const struct entry *job = &work->entries.items[i];

        if (job->period.ongoing || *job->period.end == '\0')
            return job->org;
    }
    return "";
}

/* Write ADDRESS with its scheme, which telephones need in order to open it. */
static void
vcard_put_url(struct card *card, const char *name, const char *address)
{
    const char *scheme = web_address_scheme(address);

    if (*address == '\0')
        return;
    vcard_put_raw(card, name);
    vcard_put_raw(card, ":");
    vcard_put_raw(card, scheme != NULL ? scheme : "");
    vcard_put_escaped(card, address);
    vcard_end_line(card);
}

/* Write a user name without a URL as X-SOCIALPROFILE. */
static void
vcard_put_handle(struct card *card, const struct profile *profile)
{
    vcard_put_raw(card, "X-SOCIALPROFILE;TYPE=");
    for (const char *at = profile->network; *at != '\0'; at++)
        if (isalnum((unsigned char)*at))
            vcard_put(card, at, 1);
    vcard_put_raw(card, *profile->network != '\0' ? ":" : "other:");
    vcard_put_escaped(card, profile->username);
    vcard_end_line(card);
}

/* Write a URL with a label, as telephones do: a group of two lines. */
static void
vcard_put_profile(struct card *card, const struct profile *profile)
{
    char name[32];

    if (*profile->url == '\0') {
        vcard_put_handle(card, profile);
        return;
    }
    snprintf(name, sizeof(name), "item%zu.URL", ++card->items);
    vcard_put_url(card, name, profile->url);
    snprintf(name, sizeof(name), "item%zu.X-ABLabel", card->items);
    vcard_put_value(card, name, profile->network);
}

static int
vcard_write_document(const struct resume *resume, FILE *out,
                     struct error *error)
{
    struct card card = {.out = out};

    if (*resume->name == '\0')
        return error_set(error, "a contact card needs a name");
    vcard_put_raw(&card, "BEGIN:VCARD");
    vcard_end_line(&card);
    vcard_put_value(&card, "VERSION", "3.0");
    vcard_put_value(&card, "FN", resume->name);
    vcard_put_name(&card, resume);
    vcard_put_value(&card, "ORG", vcard_employer(resume));
    vcard_put_value(&card, "TITLE", resume->label);
    vcard_put_value(&card, "EMAIL;TYPE=INTERNET", resume->email);
    vcard_put_value(&card, "TEL;TYPE=VOICE", resume->phone);
    vcard_put_url(&card, "URL", resume->url);
    for (size_t i = 0; i < resume->profile_count; i++)
        vcard_put_profile(&card, &resume->profiles[i]);
    vcard_put_address(&card, &resume->address);
    vcard_put_value(&card, "NOTE", resume->summary);
    vcard_put_raw(&card, "END:VCARD");
    vcard_end_line(&card);
    return 0;
}

const struct document document_vcard = {
    .name = "resume.vcf",
    .word = "vcf",
    .title = "Contact card",
    .type = "text/vcard; charset=utf-8",
    .optional = true,
    .write = vcard_write_document,
};
