#include "markup/markup.h"

#include <string.h>

#include "markup/markup_html.h"
#include "markup/markup_parts.h"

bool
markup_maybe(const char *text)
{
    return strpbrk(text, "*_`[<&\\#>") != NULL || strstr(text, "://") != NULL;
}

/* Read the start of a line of a text with paragraphs: "# A heading", "> a
 * quote", "* a point". Returns the start of the line's own text. */
static const char *
markup_line_start(struct markup *markup, const char *from, const char *to,
                  struct look *look)
{
    static const struct look plain = {.url = ""};
    size_t hashes = *from == '#' ? markup_count_run(from, to) : 0;

    if (hashes > 0 && hashes <= 6 && from[hashes] == ' ') {
        look->style |= INLINE_STRONG;
        return from + hashes + 1;
    }
    if (*from == '>' && from[1] == ' ')
        return from + 2;
    if ((*from == '*' || *from == '+') && from[1] == ' ') {
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
                            .size = length,
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
        markup_html_read(&markup, text, line_end, &look);
        text = line_end + 1;
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
