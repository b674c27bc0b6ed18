#include "marked.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markup.h"

static void
add(struct marked *marked, const char *text, size_t length,
    const struct list *spans)
{
    struct inline_text *added;

    if (spans->count == 0)
        return;
    added = list_add(marked->arena, &marked->texts, sizeof(*added));
    *added = (struct inline_text){text, length, spans->items, spans->count};
}

const char *
marked_read(struct marked *marked, const char *text, bool paragraphs)
{
    size_t length = strlen(text);
    char *plain = arena_take(marked->arena, length + 1);
    struct list spans = {0};

    length =
        markup_read(marked->arena, text, length, paragraphs, plain, &spans);
    add(marked, plain, length, &spans);
    return plain;
}

/* Add what FROM's markup said to SPANS, OFFSET bytes further on. */
static void
copy_spans(struct marked *marked, const char *from, size_t offset,
           struct list *spans)
{
    const struct inline_text *texts = marked->texts.items, *text = NULL;

    /* What is joined has just been read. */
    for (size_t i = marked->texts.count; i-- > 0 && text == NULL;)
        if (texts[i].text == from)
            text = &texts[i];
    for (size_t i = 0; text != NULL && i < text->count; i++) {
        struct inline_span *span =
            list_add(marked->arena, spans, sizeof(*span));

        *span = text->spans[i];
        span->start += offset;
        span->end += offset;
    }
}

const char *
marked_join(struct marked *marked, const char *first, const char *between,
            const char *then)
{
    size_t offset = strlen(first) + strlen(between);
    size_t length = offset + strlen(then);
    char *both = arena_take(marked->arena, length + 1);
    struct list spans = {0};

    snprintf(both, length + 1, "%s%s%s", first, between, then);
    copy_spans(marked, first, 0, &spans);
    copy_spans(marked, then, offset, &spans);
    add(marked, both, length, &spans);
    return both;
}

static int
compare_addresses(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t)((const struct inline_text *)a)->text;
    uintptr_t right = (uintptr_t)((const struct inline_text *)b)->text;

    return (left > right) - (left < right);
}

struct inline_texts
marked_texts(struct marked *marked)
{
    struct list *texts = &marked->texts;

    if (texts->count > 0)
        qsort(texts->items, texts->count, sizeof(struct inline_text),
              compare_addresses);
    return (struct inline_texts){texts->items, texts->count};
}
