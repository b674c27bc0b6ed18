#pragma once

/* HTML that is being written. */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct resume;

struct html {
    FILE *out;
    const struct resume *resume; /* whose texts have runs; see inline.h */
};

/* Write LENGTH bytes of TEXT, escaped, with its styles. */
void html_text(struct html *html, const char *text, size_t length);

/* Write TEXT, escaped, for the value of an attribute or a title. */
void html_plain(struct html *html, const char *text);

/* Write <TAG class="CLASS">TEXT</TAG> on a line of its own; nothing for an
 * empty TEXT, no class for an empty CLASS. */
void html_element(struct html *html, const char *tag, const char *class,
                  const char *text);

/* Is ADDRESS one to be followed, by itself or after SCHEME? */
bool html_is_link(const char *scheme, const char *address);

/* Write ADDRESS as a link, if it is one to be followed, and as text if not.
 * SCHEME, such as "mailto:", is put before it in the link. */
void html_link(struct html *html, const char *scheme, const char *address);

/* Write a text's paragraphs, and the points among its lines. */
void html_paragraphs(struct html *html, const char *text);

/* The one stylesheet: for screens, light and dark, and for paper. */
extern const char html_style[];
