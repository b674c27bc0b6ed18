#pragma once

/*
 * What is strong, emphasized, code or a link in the texts of a résumé. The
 * texts themselves are plain: Markdown's marks and HTML's tags have been
 * taken out of them when they were read. Their styles lie beside them and
 * are found by address, so that they can be asked for any part of any text,
 * such as a line of it that has been wrapped.
 */

#include <stdbool.h>
#include <stddef.h>

struct resume;

enum {
    INLINE_STRONG = 1,
    INLINE_EMPHASIS = 2,
    INLINE_CODE = 4,
    INLINE_LINK = 8, /* an http:, https: or mailto: address */
};

struct inline_run {
    const char *text; /* not terminated */
    size_t length;
    unsigned style;  /* of the above; 0 is plain */
    const char *url; /* of a link; "" for the rest */
};

/* What has a style in a text: bytes from START up to END. */
struct inline_span {
    size_t start, end;
    unsigned style;
    const char *url;
};

/* A text that has spans, in their order; and a table of those, by address. */
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
    const char *text; /* what the spans count from */
    const struct inline_span *span, *span_end;
};

/* Step through the runs of LENGTH bytes at TEXT, which is one of RESUME's
 * strings or a part of one; anything else is one plain run. */
struct inline_runs inline_runs(const struct resume *resume, const char *text,
                               size_t length);
bool inline_next(struct inline_runs *runs, struct inline_run *run);

/* The text of TEXTS that the byte at TEXT is in, or NULL. */
const struct inline_text *inline_find(struct inline_texts texts,
                                      const char *text);
