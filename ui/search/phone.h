#pragma once

/* Telephone numbers: the same number is written in several ways. */

#include <stdbool.h>

/* Whether QUERY is a telephone number, or the end or the middle of one, that is
 * in PHONE however either is written: "020 7946 0018" and "004420794600" are in
 * "+44 (0)20 7946-0018". Fewer than five digits are no number. */
bool phone_has(const char *phone, const char *query);
