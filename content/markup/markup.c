#include "markup/markup.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

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

/* Is C part of a word that MARK cannot split? Languages without spaces between
 * words have *marks* inside them. */
static bool
markup_is_word(char c, char mark)
{
    return isalnum((unsigned char)c) ||
           (mark == '_' && (unsigned char)c >= 0x80);
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

/* Read an escape: \* is an asterisk. */
static const char *
markup_read_escape(struct markup *markup, const char *from, const char *to,
                   const struct look *look)
{
    if (from + 1 == to || strchr("\\`*_[]<>#&", from[1]) == NULL)
        return NULL;
    markup_put(markup, from + 1, 1, look);
    return from + 2;
}

/* Length of the run of equal characters at FROM. */
static size_t
markup_count_run(const char *from, const char *to)
{
    size_t count = 0;

    while (from + count < to && from[count] == *from)
        count++;
    return count;
}

static const char *
markup_reach(const char *from, const char *to)
{
    return to - from > MARKUP_REACH ? from + MARKUP_REACH : to;
}

/* Read `code` or ``code with ` in it``. */
static const char *
markup_read_code(struct markup *markup, const char *from, const char *to,
                 const struct look *look)
{
    size_t count = markup_count_run(from, to);
    struct look inner = *look;

    inner.style |= INLINE_CODE;
    to = markup_reach(from, to);
    for (const char *at = from + count; at < to;) {
        size_t closing = *at == '`' ? markup_count_run(at, to) : 0;

        if (closing == count && at > from + count) {
            markup_put(markup, from + count, (size_t)(at - from) - count,
                       &inner);
            return at + count;
        }
        at += closing > 0 ? closing : 1;
    }
    return NULL;
}

/* May COUNT marks at AT end emphasis? Not inside a word, nor inside a name such
 * as __init__.py. */
static bool
markup_can_close(const char *at, const char *to, size_t count)
{
    const char *next = at + count;

    if (markup_is_blank(at[-1]))
        return false;
    if (next == to || (count > 1 && *at == '*'))
        return true;
    return !markup_is_word(*next, *at) &&
           !(*next == '.' && next + 1 < to && markup_is_word(next[1], '*'));
}

/* Find the end of the emphasis that COUNT marks at FROM begin, or NULL. */
static const char *
markup_find_close(const char *from, const char *to, size_t count)
{
    const char *stop = markup_reach(from, to);

    for (const char *at = from + count; at < stop;) {
        size_t closing = *at == *from ? markup_count_run(at, stop) : 0;

        if (closing == count && at > from + count &&
            markup_can_close(at, to, count))
            return at;
        if (*at == '\\' && at + 1 < stop)
            at++;
        at += closing > 0 ? closing : 1;
    }
    return NULL;
}

/* Read *emphasis*, **strong**, ***both***, and the same with _. */
static const char *
markup_read_emphasis(struct markup *markup, const char *from, const char *to,
                     const struct look *look)
{
    static const unsigned styles[] = {0, INLINE_EMPHASIS, INLINE_STRONG,
                                      INLINE_EMPHASIS | INLINE_STRONG};
    size_t count = markup_count_run(from, to);
    struct look inner = *look;
    const char *close;

    if (count > 3 || from + count == to || markup_is_blank(from[count]) ||
        (from > markup->start && markup_is_word(from[-1], *from)))
        return NULL;
    close = markup_find_close(from, to, count);
    if (close == NULL)
        return NULL;
    inner.style |= styles[count];
    markup_parse(markup, from + count, close, &inner);
    return close + count;
}

/* Find the bracket that closes the one at FROM, or NULL. */
static const char *
markup_find_bracket(const char *from, const char *to, char opening,
                    char closing)
{
    size_t depth = 0;

    to = markup_reach(from, to);
    for (const char *at = from; at < to; at++) {
        depth += *at == opening;
        if (*at == closing && --depth == 0)
            return at;
    }
    return NULL;
}

/* Could TARGET be a link target: the part in (...) after [...]? */
static bool
markup_is_target(const char *target, size_t length)
{
    return length > 0 &&
           (strspn(target, "/#.") > 0 || memchr(target, '.', length) != NULL ||
            memchr(target, ':', length) != NULL);
}

/* Read [text](url "title"); keep only the text if the URL is not allowed. */
static const char *
markup_read_link(struct markup *markup, const char *from, const char *to,
                 const struct look *look)
{
    const char *text_end = markup_find_bracket(from, to, '[', ']'), *target,
               *end;
    struct look inner = *look;
    size_t length = 0;
    const char *url;

    if (text_end == NULL || to - text_end < 2 || text_end[1] != '(')
        return NULL;
    target = text_end + 2;
    end = markup_find_bracket(text_end + 1, to, '(', ')');
    if (end == NULL)
        return NULL;
    while (target + length < end && !markup_is_blank(target[length]))
        length++;
    if (!markup_is_target(target, length))
        return NULL;
    url = markup_url(markup, target, length);
    if (url != NULL) {
        inner.style |= INLINE_LINK;
        inner.url = url;
    }
    markup_parse(markup, from + 1, text_end, &inner);
    return end + 1;
}

/* Read ![description of the image](url). */
static const char *
markup_read_image(struct markup *markup, const char *from, const char *to,
                  const struct look *look)
{
    return from + 1 < to && from[1] == '['
               ? markup_read_link(markup, from + 1, to, look)
               : NULL;
}

/* Read a bare URL, without a full stop after it. */
static const char *
markup_read_address(struct markup *markup, const char *from, const char *to,
                    const struct look *look)
{
    struct look inner = *look;
    const char *end = from;
    size_t open = 0;

    if ((from > markup->start && markup_is_word(from[-1], '*')) ||
        (look->style & INLINE_LINK) != 0)
        return NULL;
    while (to > end && *end > ' ' && *end <= '~' &&
           strchr("<>\"`", *end) == NULL) {
        open += *end == '(';
        if (*end == ')' && open-- == 0)
            break;
        end++;
    }
    while (end > from && strchr(".,;:!?'*_", end[-1]) != NULL)
        end--;
    inner.url = markup_url(markup, from, (size_t)(end - from));
    if (inner.url == NULL || strncasecmp(from, "http", 4) != 0)
        return NULL;
    inner.style |= INLINE_LINK;
    markup_put(markup, from, (size_t)(end - from), &inner);
    return end;
}

static const struct {
    char first;
    const char *(*read)(struct markup *markup, const char *from, const char *to,
                        const struct look *look);
} readers[] = {
    {'\\', markup_read_escape},  {'`', markup_read_code},
    {'*', markup_read_emphasis}, {'_', markup_read_emphasis},
    {'[', markup_read_link},     {'!', markup_read_image},
    {'<', markup_tag},           {'&', markup_entity},
    {'h', markup_read_address},  {'H', markup_read_address},
};

void
markup_parse(struct markup *markup, const char *from, const char *to,
             const struct look *look)
{
    struct look inner = *look;

    if (inner.depth++ == MARKUP_DEPTH) {
        markup_put(markup, from, (size_t)(to - from), look);
        return;
    }
    while (from < to) {
        const char *next = NULL;
        size_t length = 1;

        for (size_t i = 0; next == NULL && i < COUNT(readers); i++)
            if (readers[i].first == *from)
                next = readers[i].read(markup, from, to, &inner);
        /* A run of marks without meaning is plain text as a whole. */
        if (next == NULL && (*from == '*' || *from == '_' || *from == '`'))
            length = markup_count_run(from, to);
        if (next == NULL) {
            next = from + length;
            markup_put(markup, from, length, look);
        }
        from = next;
    }
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
