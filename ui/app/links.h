#pragma once

/* The addresses that a résumé names: as URLs that may be followed, and as the
 * texts of QR codes. */

#include <stdbool.h>
#include <stddef.h>

#include "language/language.h"

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

/* The address to connect to: "resume.example.com", or "HOST" where the résumé
 * does not say. */
const char *links_host(const struct resume *resume);

/* Make cells of CANVAS lead to what TEXT is an address of, if it is one. */
void link_mark(struct canvas *canvas, int row, int column, int columns,
               const char *text);

/* What a phone is to scan. */
struct link_code {
    enum word label;
    char text[LINK_URL_MAX + 1]; /* a URL, or a MECARD */
};

#define LINK_CODES_MAX 4

/* Fill CODES: the contact as a MECARD, a message to it with a subject, the
 * web page, and this address as ssh://; what the résumé lacks is left out.
 * Returns how many. */
size_t links_codes(const struct resume *resume,
                   struct link_code codes[LINK_CODES_MAX]);
