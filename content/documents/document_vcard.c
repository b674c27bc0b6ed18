#include "documents/document.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <wctype.h>

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

/* The five parts of a vCard's N. */
enum name_part {
    NAME_FAMILY,
    NAME_GIVEN,
    NAME_MORE,
    NAME_PREFIX,
    NAME_SUFFIX,
    NAME_PARTS
};

struct name {
    char parts[NAME_PARTS][256];
};

/* Append the LENGTH bytes at WORD to PART, after BETWEEN unless it is the first
 * word. */
static void
vcard_name_add(char part[256], const char *word, size_t length,
               const char *between)
{
    size_t used = strlen(part);

    snprintf(part + used, 256 - used, "%s%.*s", used > 0 ? between : "",
             (int)length, word);
}

static bool
vcard_name_is_one_of(const char *word, size_t length, const char *const *words,
                     size_t count)
{
    while (length > 0 && (word[length - 1] == '.' || word[length - 1] == ','))
        length--;
    for (size_t i = 0; i < count; i++)
        if (strlen(words[i]) == length &&
            strncasecmp(words[i], word, length) == 0)
            return true;
    return false;
}

static bool
vcard_is_prefix(const char *word, size_t length)
{
    static const char *const words[] = {"dr",   "prof", "mr",   "mrs",  "ms",
                                        "mx",   "sir",  "ing",  "dra",  "herr",
                                        "frau", "h.c",  "mult", "habil"};

    return vcard_name_is_one_of(word, length, words, COUNT(words));
}

static bool
vcard_is_suffix(const char *word, size_t length)
{
    static const char *const words[] = {
        "jr",  "sr",  "ii",  "iii", "iv", "phd", "ph.d", "md", "m.d",
        "mba", "msc", "bsc", "esq", "rn", "cpa", "pmp",  "mph"};

    return vcard_name_is_one_of(word, length, words, COUNT(words));
}

/* Whether WORD is a particle of a family name: "van der". */
static bool
vcard_is_particle(const char *word, size_t length)
{
    static const char *const words[] = {
        "van", "von", "der", "den", "de",  "del", "della", "di",
        "da",  "das", "dos", "do",  "du",  "la",  "le",    "ten",
        "ter", "zu",  "zur", "al",  "bin", "ibn", "bint",  "el"};

    return vcard_name_is_one_of(word, length, words, COUNT(words));
}

/* Whether C is Chinese, Japanese or Korean. In such names the family name
 * comes first. */
static bool
vcard_is_east_asian(char32_t c)
{
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF);
}

/* Copy NAME without parentheses and their content, pictographs, and words in a
 * second script. Returns whether the name is East Asian. */
static bool
vcard_name_clean(const char *name, char *out, size_t size)
{
    bool east_asian = false, first = true, outside = true;
    size_t length = 0;

    while (*name != '\0') {
        const char *start = name;
        char32_t c = text_next(&name);
        size_t bytes = (size_t)(name - start);

        if (c == '(' || c == U'（')
            outside = false;
        if (outside && first && iswalpha((wint_t)c)) {
            east_asian = vcard_is_east_asian(c);
            first = false;
        }
        if (outside && length + bytes + 1 < size &&
            (iswalpha((wint_t)c) ? vcard_is_east_asian(c) == east_asian
                                 : c < 0x2190 || c == 0x3000 || c == U'・'))
            length =
                (size_t)((char *)mempcpy(out + length, start, bytes) - out);
        if (c == ')' || c == U'）')
            outside = true;
    }
    out[length] = '\0';
    return east_asian;
}

/* Return the next word of *TEXT and advance past it; LENGTH is 0 at the end. */
static const char *
vcard_next_word(const char **text, size_t *length)
{
    static const char blank[] = "\u3000";
    const char *word = *text;

    while (*word == ' ' || strncmp(word, blank, strlen(blank)) == 0)
        word += *word == ' ' ? 1 : strlen(blank);
    *text = word;
    while (**text != '\0' && **text != ' ' &&
           strncmp(*text, blank, strlen(blank)) != 0)
        (*text)++;
    *length = (size_t)(*text - word);
    return word;
}

/* Find the comma of "Field, Nora", unless a suffix follows it. */
static const char *
vcard_find_family_comma(const char *name)
{
    const char *comma = strchr(name, ','), *rest, *word;
    size_t length;

    if (comma == NULL)
        return NULL;
    rest = comma + 1;
    word = vcard_next_word(&rest, &length);
    return length == 0 || vcard_is_suffix(word, length) ? NULL : comma;
}

/* Split the words of NAME into RESULT; the family name is last unless
 * FAMILY_FIRST. */
static void
vcard_name_split(const char *name, bool family_first, struct name *result)
{
    const char *rest = name, *word, *last = NULL;
    size_t length, last_length = 0;
    bool particle = false;

    while (*(word = vcard_next_word(&rest, &length)) != '\0') {
        char *given = result->parts[NAME_GIVEN];

        while (length > 0 && word[length - 1] == ',')
            length--;
        if (last == NULL && !family_first && vcard_is_prefix(word, length)) {
            vcard_name_add(result->parts[NAME_PREFIX], word, length, " ");
        } else if (last != NULL && vcard_is_suffix(word, length)) {
            vcard_name_add(result->parts[NAME_SUFFIX], word, length, " ");
        } else if (last == NULL) {
            last = word;
            last_length = length;
        } else {
            if (family_first)
                vcard_name_add(given, word, length, " ");
            else if (particle || vcard_is_particle(last, last_length))
                vcard_name_add(result->parts[NAME_FAMILY], last, last_length,
                               " ");
            else
                vcard_name_add(given, last, last_length, " ");
            particle |= !family_first && vcard_is_particle(last, last_length);
            if (family_first)
                continue;
            last = word;
            last_length = length;
        }
    }
    if (last == NULL)
        return;
    /* A single word is the given name. */
    if (!family_first && *result->parts[NAME_GIVEN] == '\0' &&
        *result->parts[NAME_FAMILY] == '\0')
        vcard_name_add(result->parts[NAME_GIVEN], last, last_length, " ");
    else
        vcard_name_add(result->parts[NAME_FAMILY], last, last_length, " ");
}

static void
vcard_name_read(const char *text, struct name *name)
{
    char clean[256] = "";
    bool east_asian = vcard_name_clean(text, clean, sizeof(clean));
    const char *comma = vcard_find_family_comma(clean);

    *name = (struct name){0};
    if (comma == NULL) {
        vcard_name_split(clean, east_asian, name);
        return;
    }
    clean[comma - clean] = '\0';
    vcard_name_add(name->parts[NAME_FAMILY], clean, strlen(clean), "");
    /* Given names and suffixes follow. */
    vcard_name_split(comma + 1, false, name);
    if (strcmp(name->parts[NAME_FAMILY], clean) != 0) {
        char *more = name->parts[NAME_FAMILY] + strlen(clean);

        vcard_name_add(name->parts[NAME_GIVEN], more + 1, strlen(more + 1),
                       " ");
        *more = '\0';
    }
}

/* Write "Family;Given;Additional;Prefixes;Suffixes". */
static void
vcard_put_name(struct card *card, const char *text)
{
    struct name name;

    vcard_name_read(text, &name);
    vcard_put_raw(card, "N:");
    for (size_t i = 0; i < NAME_PARTS; i++) {
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
    vcard_put_name(&card, resume->name);
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
