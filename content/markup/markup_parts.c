#include "markup/markup_parts.h"

#include <stdlib.h>
#include <string.h>

#include "text/arena.h"
#include "text/web_address.h"

bool
markup_is_blank(char c)
{
    return c == ' ' || c == '\n';
}

void
markup_put(struct markup *markup, const char *text, size_t length,
           const struct look *look)
{
    struct inline_span *spans = markup->spans->items, *last;
    size_t start;

    for (; length > 0 && markup_is_blank(*text) &&
           (markup->length == 0 ||
            markup_is_blank(markup->out[markup->length - 1]));
         length--)
        text++;
    start = markup->length;
    if (length > markup->size - start)
        abort(); /* text was written twice */
    memcpy(markup->out + start, text, length);
    markup->length += length;
    if (look->style == 0 || length == 0)
        return;
    last = markup->spans->count > 0 ? &spans[markup->spans->count - 1] : NULL;
    if (last != NULL && last->end == start && last->style == look->style &&
        last->url == look->url) {
        last->end += length;
        return;
    }
    last = list_add(markup->arena, markup->spans, sizeof(*last));
    *last = (struct inline_span){start, start + length, look->style, look->url};
}

void
markup_break(struct markup *markup)
{
    static const struct look plain = {.url = ""};

    while (markup->length > 0 && markup->out[markup->length - 1] == ' ')
        markup->length--;
    markup_put(markup, markup->paragraphs ? "\n" : " ", 1, &plain);
}

const char *
markup_url(struct markup *markup, const char *url, size_t length)
{
    size_t scheme =
        web_address_scheme_length(url, length, WEB_PAGE | WEB_MAILTO);
    bool known = scheme > 0 && length > scheme;
    char *copy;

    for (size_t i = 0; i < length; i++)
        known &= url[i] > ' ' && url[i] <= '~';
    if (!known)
        return NULL;
    copy = arena_take(markup->arena, length + 1);
    return memcpy(copy, url, length);
}

size_t
markup_count_run(const char *from, const char *to)
{
    size_t count = 0;

    while (from + count < to && from[count] == *from)
        count++;
    return count;
}

const char *
markup_skip_code(const char *from, const char *to)
{
    const char *stop = to - from > MARKUP_REACH ? from + MARKUP_REACH : to;
    size_t count;

    if (*from != '`')
        return NULL;
    count = markup_count_run(from, to);
    for (const char *at = from + count; at < stop;) {
        size_t closing = *at == '`' ? markup_count_run(at, to) : 0;

        if (closing == count)
            return at + count;
        at += closing > 0 ? closing : 1;
    }
    return from + count;
}
