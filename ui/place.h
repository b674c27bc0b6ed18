#pragma once

/* Where in the résumé something stands, in words: "Experience › Northwind ›
 * Ledger core". */

#include <stddef.h>

struct app;

/* The place of ITEM of view VIEW, its parts joined by SEPARATOR. Returns
 * BUFFER. */
char *place_format(char *buffer, size_t size, const struct app *app,
                   size_t view, int item, const char *separator);
