#include "markup/inline_spans.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markup/markup.h"

static void
inline_spans_add(struct inline_spans *parsed, const char *text, size_t length,
                 const struct list *spans)
{
    struct inline_text *added;

    if (spans->count == 0)
        return;
    added = list_add(parsed->arena, &parsed->texts, sizeof(*added));
    *added = (struct inline_text){text, length, spans->items, spans->count};
}

const char *
inline_spans_read(struct inline_spans *parsed, const char *text,
                  bool paragraphs)
{
    size_t length = strlen(text);
    char *plain = arena_take(parsed->arena, length + 1);
    struct list spans = {0};

    length =
        markup_read(parsed->arena, text, length, paragraphs, plain, &spans);
    inline_spans_add(parsed, plain, length, &spans);
    return plain;
}

/* Append the spans of FROM to SPANS, moved by OFFSET bytes. */
static void
inline_spans_copy_spans(struct inline_spans *parsed, const char *from,
                        size_t offset, struct list *spans)
{
    const struct inline_text *texts = parsed->texts.items, *text = NULL;

    /* The joined texts are usually the newest. */
    for (size_t i = parsed->texts.count; i-- > 0 && text == NULL;)
        if (texts[i].text == from)
            text = &texts[i];
    for (size_t i = 0; text != NULL && i < text->count; i++) {
        struct inline_span *span =
            list_add(parsed->arena, spans, sizeof(*span));

        *span = text->spans[i];
        span->start += offset;
        span->end += offset;
    }
}

const char *
inline_spans_join(struct inline_spans *parsed, const char *first,
                  const char *between, const char *then)
{
    size_t offset = strlen(first) + strlen(between);
    size_t length = offset + strlen(then);
    char *both = arena_take(parsed->arena, length + 1);
    struct list spans = {0};

    snprintf(both, length + 1, "%s%s%s", first, between, then);
    inline_spans_copy_spans(parsed, first, 0, &spans);
    inline_spans_copy_spans(parsed, then, offset, &spans);
    inline_spans_add(parsed, both, length, &spans);
    return both;
}

static int
inline_spans_compare_addresses(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t)((const struct inline_text *)a)->text;
    uintptr_t right = (uintptr_t)((const struct inline_text *)b)->text;

    return (left > right) - (left < right);
}

struct inline_texts
inline_spans_texts(struct inline_spans *parsed)
{
    struct list *texts = &parsed->texts;

    if (texts->count > 0)
        qsort(texts->items, texts->count, sizeof(struct inline_text),
              inline_spans_compare_addresses);
    return (struct inline_texts){texts->items, texts->count};
}
