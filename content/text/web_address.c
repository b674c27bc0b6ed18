#include "text/web_address.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

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

static bool
web_address_has_scheme(const char *address)
{
    return strncasecmp(address, "https://", strlen("https://")) == 0 ||
           strncasecmp(address, "http://", strlen("http://")) == 0;
}

bool
web_address_begins(const char *word)
{
    return web_address_has_scheme(word + strspn(word, "(<[\""));
}

const char *
web_address_scheme(const char *address)
{
    for (const char *c = address; *c != '\0'; c++)
        if ((unsigned char)*c <= ' ')
            return NULL;
    if (web_address_has_scheme(address))
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
