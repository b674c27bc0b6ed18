#include "text/web_address.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"

/* Whether ADDRESS begins with a host: letters, digits, hyphens and dots, after
 * the last of which two letters or more follow. */
static bool
web_address_has_host(const char *address)
{
    size_t length = strcspn(address, ":/?#");
    const char *end = address + length;
    const char *dot = memrchr(address, '.', length);

    if (dot == NULL || dot == address || end - dot < 3)
        return false;
    for (const char *c = address; c < end; c++)
        if (isascii((unsigned char)*c) && !isalnum((unsigned char)*c) &&
            *c != '.' && *c != '-')
            return false;
    for (const char *c = dot + 1; c < end; c++)
        if (isdigit((unsigned char)*c))
            return false;
    return *end != ':' || isdigit((unsigned char)end[1]);
}

size_t
web_address_scheme_length(const char *text, size_t length, unsigned schemes)
{
    static const struct {
        enum web_scheme scheme;
        const char *text;
    } rows[] = {
        {WEB_HTTPS, "https://"}, {WEB_HTTP, "http://"}, {WEB_MAILTO, "mailto:"},
        {WEB_TEL, "tel:"},       {WEB_SSH, "ssh://"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t bytes = strlen(rows[i].text);

        if ((schemes & rows[i].scheme) != 0 && length >= bytes &&
            strncasecmp(text, rows[i].text, bytes) == 0)
            return bytes;
    }
    return 0;
}

/* The same for an ADDRESS that ends in NUL. Reads no more bytes than the
 * longest scheme has. */
static size_t
web_address_scheme_at(const char *address, unsigned schemes)
{
    return web_address_scheme_length(
        address, strnlen(address, strlen("https://")), schemes);
}

const char *
web_address_without_scheme(const char *address, unsigned schemes)
{
    return address + web_address_scheme_at(address, schemes);
}

bool
web_address_has_scheme(const char *address, unsigned schemes)
{
    return web_address_scheme_at(address, schemes) > 0;
}

bool
web_address_begins(const char *word)
{
    return web_address_has_scheme(word + strspn(word, "(<[\""), WEB_PAGE);
}

const char *
web_address_scheme(const char *address)
{
    for (const char *c = address; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ')
            return NULL;
    if (web_address_has_scheme(address, WEB_PAGE))
        return "";
    return web_address_has_host(address) ? "https://" : NULL;
}

char *
web_address_dial(char *out, size_t size, const char *number)
{
    static const char trunk[] = "(0)";
    size_t length = 0;

    while (*number != '\0' && length + 1 < size) {
        if (strncmp(number, trunk, strlen(trunk)) == 0) {
            number += strlen(trunk);
            continue;
        }
        if (isdigit((unsigned char)*number) || *number == '+')
            out[length++] = *number;
        number++;
    }
    out[length] = '\0';
    return out;
}
