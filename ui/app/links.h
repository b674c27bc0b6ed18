#pragma once

/* The addresses in a résumé, as URLs to follow and as texts of QR codes. */

#include <stdbool.h>
#include <stddef.h>

#include "language/language.h"

struct canvas;
struct entry;
struct resume;

#define LINKS_MAX    16
#define LINK_URL_MAX 250

struct link {
    const char *label;          /* what the address belongs to */
    char url[LINK_URL_MAX + 1]; /* http, https, mailto or ssh */
};

/* Fill LINKS with the addresses of ENTRY, named LABEL, and of its parts: their
 * own, and those behind words of their texts. Returns their number. */
size_t links_of_entry(const struct resume *resume, const char *label,
                      const struct entry *entry, struct link links[LINKS_MAX]);

/* Fill LINKS with those, then with the person's addresses; with ENTRY NULL with
 * the person's and the summary's. Returns their number. */
size_t links_find(const struct resume *resume, const char *label,
                  const struct entry *entry, struct link links[LINKS_MAX]);

/* Write TEXT as a URL, with "https://" or "mailto:" added if it has no scheme.
 * Returns false if the URL is not safe to follow: another scheme, characters
 * other than printable ASCII, or too long. */
bool link_url(char url[LINK_URL_MAX + 1], const char *text);

/* Returns TEXT without "https://" if link_url() adds that again; and the same
 * only where TEXT does not fit into COLUMNS, and the rest does. */
const char *link_shorten(const char *text);
const char *link_fit(const char *text, int columns);

/* Whether RESUME names the host that visitors connect to. */
bool links_has_host(const struct resume *resume);

/* Returns the host name to connect to, such as "resume.example.com", or "HOST"
 * if the résumé does not have one. */
const char *links_host(const struct resume *resume);

/* The same without the person's name that the host of a person's résumé has
 * before it, "alice@": an audience has a login name of its own. */
const char *links_bare_host(const struct resume *resume);

/* Make cells of CANVAS a link to the address TEXT, if it is one. */
void link_mark(struct canvas *canvas, int row, int column, int columns,
               const char *text);

/* The text of a QR code. */
struct link_code {
    enum word label;
    char text[LINK_URL_MAX + 1]; /* a URL, or a MECARD */
};

#define LINK_CODES_MAX 4

/* Fill CODES with the contact as a MECARD, a mail with a subject, the web page,
 * and this server as ssh://. Codes whose data the résumé lacks are omitted.
 * Returns their number. */
size_t links_codes(const struct resume *resume,
                   struct link_code codes[LINK_CODES_MAX]);
