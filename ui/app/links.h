#pragma once

/* The addresses that a résumé names, as URLs that may be followed. */

#include <stdbool.h>
#include <stddef.h>

struct canvas;
struct resume;

#define LINKS_MAX    16
#define LINK_URL_MAX 250

struct link {
    const char *label;          /* what it is an address of */
    char url[LINK_URL_MAX + 1]; /* http, https, mailto or ssh */
};

/* Fill LINKS: TEXT, which is LABEL's address ("" none), first, then the
 * person's. Returns how many. */
size_t links_find(const struct resume *resume, const char *label,
                  const char *text, struct link links[LINKS_MAX]);

/* Make a URL of TEXT, adding "https://" or "mailto:" where it lacks one.
 * False where it is none that can be followed safely: other schemes, other
 * characters than printable ASCII, too long. */
bool link_url(char url[LINK_URL_MAX + 1], const char *text);

/* Where visitors type ssh to: "resume.example.com", or "HOST" where the résumé
 * does not say. */
const char *links_host(const struct resume *resume);

/* Make cells of CANVAS lead to what TEXT is an address of, if it is one. */
void link_mark(struct canvas *canvas, int row, int column, int columns,
               const char *text);
