#pragma once

/*
 * Inline styles: which parts of a résumé's texts are strong, emphasized, code
 * or links. The texts themselves are plain; reading a file removes Markdown
 * marks and HTML tags. The styles are stored separately and found by address,
 * for any part of any text, such as one wrapped line.
 */

#include <stdbool.h>
#include <stddef.h>

enum {
    INLINE_STRONG = 1,
    INLINE_EMPHASIS = 2,
    INLINE_CODE = 4,
    INLINE_LINK = 8, /* an http:, https: or mailto: URL */
};

struct inline_run {
    const char *text; /* not NUL-terminated */
    size_t length;
    unsigned style;  /* INLINE_* bits; 0 is plain */
    const char *url; /* URL of a link; otherwise "" */
};

/* A styled part of a text: bytes from START up to END. */
struct inline_span {
    size_t start, end;
    unsigned style;
    const char *url;
};

/* A text with spans, in order; and a table of such texts, by address. */
struct inline_text {
    const char *text;
    size_t length;
    const struct inline_span *spans;
    size_t count;
};

struct inline_texts {
    const struct inline_text *items;
    size_t count;
};

struct inline_runs {
    const char *at, *end;
    const char *text; /* spans are offsets from here */
    const struct inline_span *span, *span_end;
};

/* Copy the next run to RUN; false at the end. resume_runs() begins. */
bool inline_next(struct inline_runs *runs, struct inline_run *run);

/* Find the text of TEXTS that contains the byte at TEXT, or NULL. */
const struct inline_text *inline_find(struct inline_texts texts,
                                      const char *text);
