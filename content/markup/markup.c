#include "markup/markup.h"

#include <string.h>
#include <strings.h>

#include "markup/markdown_inline.h"
#include "markup/markup_parts.h"
#include "sshd/base/array.h"

bool
markup_maybe(const char *text)
{
    return strpbrk(text, "*_`[<&\\#>") != NULL || strstr(text, "://") != NULL;
}

static bool
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
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    bool known = false;
    char *copy;

    for (size_t i = 0; i < COUNT(schemes); i++)
        known |= length > strlen(schemes[i]) &&
                 strncasecmp(url, schemes[i], strlen(schemes[i])) == 0;
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
    size_t count = *from == '`' ? markup_count_run(from, to) : 0;
    const char *stop = to - from > MARKUP_REACH ? from + MARKUP_REACH : to;

    for (const char *at = from + count; count > 0 && at < stop;) {
        size_t closing = *at == '`' ? markup_count_run(at, to) : 0;

        if (closing == count)
            return at + count;
        at += closing > 0 ? closing : 1;
    }
    return NULL;
}

void
markup_parse(struct markup *markup, const char *from, const char *to,
             const struct look *look)
{
    const char *text = from;
    struct look inner = *look;

    if (inner.depth++ == MARKUP_DEPTH) {
        markup_put(markup, from, (size_t)(to - from), look);
        return;
    }
    while (from < to) {
        const char *code = markup_skip_code(from, to), *next = NULL;

        if (code != NULL || *from == '\\') {
            from = code != NULL ? code : from + 1 + (to - from > 1);
            continue;
        }
        if (*from == '<' && markup_is_tag(markup, from, to)) {
            markdown_inline_read(markup, text, from, look);
            next = markup_tag(markup, from, to, &inner);
        }
        from = next != NULL ? next : from + 1;
        if (next != NULL)
            text = next;
    }
    markdown_inline_read(markup, text, to, look);
}

/* Read the start of a line of a text with paragraphs: "# A heading", "> a
 * quote", "* a point". Returns the start of the line's own text. */
static const char *
markup_line_start(struct markup *markup, const char *from, const char *to,
                  struct look *look)
{
    static const struct look plain = {.url = ""};
    size_t hashes = *from == '#' ? markup_count_run(from, to) : 0;

    if (hashes > 0 && hashes <= 6 && from + hashes < to &&
        from[hashes] == ' ') {
        look->style |= INLINE_STRONG;
        return from + hashes + 1;
    }
    if (to - from > 2 && *from == '>' && from[1] == ' ')
        return from + 2;
    if (to - from > 2 && (*from == '*' || *from == '+') && from[1] == ' ') {
        markup_put(markup, "- ", 2, &plain);
        return from + 2;
    }
    return from;
}

size_t
markup_read(struct arena *arena, const char *text, size_t length,
            bool paragraphs, char *out, struct list *spans)
{
    struct markup markup = {.arena = arena,
                            .paragraphs = paragraphs,
                            .start = text,
                            .out = out,
                            .spans = spans};
    const char *end = text + length;
    struct inline_span *items;

    while (text < end) {
        const char *line_end =
            paragraphs ? memchr(text, '\n', (size_t)(end - text)) : NULL;
        struct look look = {.url = ""};

        if (line_end == NULL)
            line_end = end;
        markup.line_end = line_end;
        memset(markup.ends, 0, sizeof(markup.ends));
        if (paragraphs && markup.length > 0)
            markup_break(&markup);
        if (paragraphs)
            text = markup_line_start(&markup, text, line_end, &look);
        markup_parse(&markup, text, line_end, &look);
        text = line_end + (line_end < end);
    }
    while (markup.length > 0 && markup_is_blank(out[markup.length - 1]))
        markup.length--;
    out[markup.length] = '\0';
    items = spans->items;
    while (spans->count > 0 && items[spans->count - 1].start >= markup.length)
        spans->count--;
    if (spans->count > 0 && items[spans->count - 1].end > markup.length)
        items[spans->count - 1].end = markup.length;
    return markup.length;
}
