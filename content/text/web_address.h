#pragma once

/* Web addresses as people write them, with or without "https://". */

#include <stdbool.h>
#include <stddef.h>

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
