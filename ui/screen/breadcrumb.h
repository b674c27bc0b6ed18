#pragma once

/* Where in the résumé something stands, in words: "Experience › Northwind ›
 * Ledger core". */

#include <stddef.h>

struct app;

/* The place of ITEM of view INDEX, its parts joined by SEPARATOR. Returns
 * BUFFER. */
char *breadcrumb_format(char *buffer, size_t size, const struct app *app,
                        size_t index, int item, const char *separator);
