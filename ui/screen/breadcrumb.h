#pragma once

/* The position of an item in the résumé as words, such as "Experience ›
 * Northwind › Ledger core". */

#include <stddef.h>

struct app;

/* Write the names of ITEM of view INDEX and of its parents, with SEPARATOR
 * between them. Returns BUFFER. */
char *breadcrumb_format(char *buffer, size_t size, const struct app *app,
                        size_t index, int item, const char *separator);
