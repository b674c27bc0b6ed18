#pragma once

/* What markup.c and markup_html.c share. */

#include "markup/inline.h"
#include "markup/markup.h"

#define MARKUP_DEPTH 6
#define MARKUP_ENDS  64

/* How far the end of something is looked for. */
#define MARKUP_REACH 1000

/* Where the plain text goes. */
struct markup {
    struct arena *arena;
    bool paragraphs;
    const char *start; /* of what is read */
    char *out;
    size_t length;
    struct list *spans;
    const char *line_end;          /* of the line that is being read */
    const char *ends[MARKUP_ENDS]; /* where tags and comments end in it */
};

/* How what is being read looks. */
struct look {
    unsigned style;
    const char *url;
    unsigned depth; /* of marks in marks; past MARKUP_DEPTH they are text */
};

/* Write bytes; a newline, where the text has paragraphs. Blanks never come
 * twice. */
void markup_put(struct markup *markup, const char *text, size_t length,
                const struct look *look);
void markup_break(struct markup *markup);

/* Read the bytes from FROM up to TO. */
void markup_parse(struct markup *markup, const char *from, const char *to,
                  const struct look *look);

/* Keep LENGTH bytes at URL, if it is an address that may be followed;
 * otherwise NULL. */
const char *markup_url(struct markup *markup, const char *url, size_t length);

/* Something at FROM: returns where it ends, and writes what it says; or NULL
 * where it is only text. */
const char *markup_tag(struct markup *markup, const char *from, const char *to,
                       const struct look *look);
const char *markup_entity(struct markup *markup, const char *from,
                          const char *to, const struct look *look);
