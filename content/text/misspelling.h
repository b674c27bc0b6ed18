#pragma once

/* The word that a misspelt one was meant to be. */

#include <stdbool.h>
#include <stddef.h>

/* Write into OUT the first word that IS_KNOWN accepts and that differs from
 * NAME by one letter, by two swapped ones, or by "D" in place of "_d". Returns
 * false, with OUT empty, if there is none. */
bool misspelling_find(char *out, size_t size, const char *name,
                      bool (*is_known)(const char *name, const void *context),
                      const void *context);
