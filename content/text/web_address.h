#pragma once

/* Web addresses as people write them, with or without "https://". */

#include <stdbool.h>
#include <stddef.h>

/* The schemes of the addresses in a résumé, to be combined with "|". */
enum web_scheme {
    WEB_HTTPS = 1 << 0,
    WEB_HTTP = 1 << 1,
    WEB_MAILTO = 1 << 2,
    WEB_TEL = 1 << 3,
    WEB_SSH = 1 << 4,
    WEB_PAGE = WEB_HTTPS | WEB_HTTP,
};

/* Number of bytes of the scheme, in capitals or not, that the LENGTH bytes at
 * TEXT begin with: 8 for "https://". 0 if it is none of SCHEMES, a set of enum
 * web_scheme. */
size_t web_address_scheme_length(const char *text, size_t length,
                                 unsigned schemes);

/* Whether ADDRESS begins with one of SCHEMES. */
bool web_address_has_scheme(const char *address, unsigned schemes);

/* ADDRESS without its scheme, if that is one of SCHEMES. */
const char *web_address_without_scheme(const char *address, unsigned schemes);

/* Whether WORD is an address with a scheme, which brackets or a quotation mark
 * may precede. */
bool web_address_begins(const char *word);

/* The scheme to write before ADDRESS in a link to it: "" if it has one,
 * "https://" for "example.com/me", NULL if it is no web address. */
const char *web_address_scheme(const char *address);

/* Copy to OUT, of SIZE bytes, what is dialled of the international telephone
 * NUMBER: its "+" and digits, without the "(0)" for calls within a country.
 * Returns OUT. */
char *web_address_dial(char *out, size_t size, const char *number);
