#pragma once

/* What the readers of Markdown, tags and entities share: the plain text that
 * they write, and small parts of the syntax. */

#include <stdbool.h>
#include <stddef.h>

#include "markup/inline.h"

struct arena;
struct list;

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
    size_t length, size; /* of what is written, and at most */
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

/* Whether C is a blank or a newline. */
bool markup_is_blank(char c);

/* Write bytes; write a newline, if the text has paragraphs. Never writes two
 * blanks in a row. */
void markup_put(struct markup *markup, const char *text, size_t length,
                const struct look *look);
void markup_break(struct markup *markup);

/* Length of the run of equal characters at FROM. */
size_t markup_count_run(const char *from, const char *to);

/* The end of the `code` at FROM; of the run of backticks if nothing closes it
 * (CommonMark 6.1); NULL without a backtick. */
const char *markup_skip_code(const char *from, const char *to);

/* Copy LENGTH bytes at URL into the arena if its scheme is allowed; otherwise
 * NULL. */
const char *markup_url(struct markup *markup, const char *url, size_t length);
