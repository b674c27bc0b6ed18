#pragma once

/* Declarations that markup.c and markup_html.c share. */

#include "markup/inline.h"
#include "markup/markup.h"

#define MARKUP_DEPTH 6
#define MARKUP_ENDS  64

/* Maximum distance, in bytes, to search for the end of a construct. */
#define MARKUP_REACH 1000

/* Output position of the plain text. */
struct markup {
    struct arena *arena;
    bool paragraphs;
    const char *start; /* of the input */
    char *out;
    size_t length;
    struct list *spans;
    const char *line_end; /* of the current line */
    const char
        *ends[MARKUP_ENDS]; /* positions of closing tags and comment ends */
};

/* Style of the current input. */
struct look {
    unsigned style;
    const char *url;
    unsigned depth; /* nesting of marks; beyond MARKUP_DEPTH they are text */
};

/* Write bytes; write a newline, if the text has paragraphs. Never writes two
 * blanks in a row. */
void markup_put(struct markup *markup, const char *text, size_t length,
                const struct look *look);
void markup_break(struct markup *markup);

/* Parse the bytes from FROM up to TO. */
void markup_parse(struct markup *markup, const char *from, const char *to,
                  const struct look *look);

/* Length of the run of equal characters at FROM. */
size_t markup_count_run(const char *from, const char *to);

/* The end of the `code` at FROM, or NULL if there is none. */
const char *markup_skip_code(const char *from, const char *to);

/* Copy LENGTH bytes at URL into the arena if its scheme is allowed; otherwise
 * NULL. */
const char *markup_url(struct markup *markup, const char *url, size_t length);

/* Is there a tag, a comment or an <address> at FROM? */
bool markup_is_tag(struct markup *markup, const char *from, const char *to);

/* Parse the tag at FROM, for which markup_is_tag() is true, or the entity, and
 * write its text. Returns its end, or NULL if FROM is plain text. */
const char *markup_tag(struct markup *markup, const char *from, const char *to,
                       const struct look *look);
const char *markup_entity(struct markup *markup, const char *from,
                          const char *to, const struct look *look);
