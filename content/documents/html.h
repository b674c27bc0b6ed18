#pragma once

/* An HTML writer. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct resume;

struct html {
    FILE *out;
    const struct resume *resume; /* owns the inline styles; see inline.h */
};

/* Write LENGTH bytes of TEXT, escaped, with inline styles. */
void html_text(struct html *html, const char *text, size_t length);

/* Write LENGTH bytes of TEXT likewise, as one of several parts of a line: on a
 * right-to-left page, a part in Latin letters keeps its marks ("C++"). */
void html_part(struct html *html, const char *text, size_t length);

/* Write <TAG class="CLASS">, without a class if it is empty. Its text has the
 * direction of its first letter, and on a right-to-left page that of the page,
 * or its lines would begin now at one side and now at the other. */
void html_open_tag(struct html *html, const char *tag, const char *class);

/* Write TEXT, escaped, as an attribute value or a title. */
void html_plain(struct html *html, const char *text);

/* Write <TAG class="CLASS">TEXT</TAG> on its own line; nothing if TEXT is
 * empty, no class if CLASS is empty. */
void html_element(struct html *html, const char *tag, const char *class,
                  const char *text);

/* The scheme to write before ADDRESS in a link to it: SCHEME, or "https://" for
 * a web address without a scheme ("example.com/me"). NULL if ADDRESS is no
 * valid link. */
const char *html_link_scheme(const char *scheme, const char *address);

/* Write ADDRESS as a link if it is valid, otherwise as text. The link's target
 * begins with SCHEME, such as "mailto:". */
void html_link(struct html *html, const char *scheme, const char *address);

/* Write the paragraphs of TEXT; lines that begin with a bullet become lists. */
void html_paragraphs(struct html *html, const char *text);

/* The stylesheet for light and dark screens and for paper. */
extern const char html_style[];
