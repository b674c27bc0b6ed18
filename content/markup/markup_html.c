#include "markup/markup_html.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "markup/markdown_inline.h"
#include "markup/markup_entity.h"
#include "markup/markup_parts.h"
#include "sshd/base/array.h"
#include "text/arena.h"

enum kind {
    PAIR,   /* only with an end tag: <table> alone may be plain text */
    CELL,   /* the same; a blank follows */
    SINGLE, /* has no end tag */
    ITEM,   /* end tag optional; begins a point */
    BLOCK,  /* on its own lines, with an end tag */
    HIDDEN, /* its content is hidden */
};

static const struct tag {
    const char *name;
    enum kind kind;
    unsigned style;
} tags[] = {
    {"a", PAIR, INLINE_LINK},
    {"abbr", PAIR, 0},
    {"b", PAIR, INLINE_STRONG},
    {"big", PAIR, 0},
    {"blockquote", BLOCK, 0},
    {"br", SINGLE, 0},
    {"center", BLOCK, 0},
    {"cite", PAIR, INLINE_EMPHASIS},
    {"code", PAIR, INLINE_CODE},
    {"dd", ITEM, 0},
    {"del", PAIR, 0},
    {"div", BLOCK, 0},
    {"dl", BLOCK, 0},
    {"dt", ITEM, 0},
    {"em", PAIR, INLINE_EMPHASIS},
    {"font", PAIR, 0},
    {"h1", BLOCK, INLINE_STRONG},
    {"h2", BLOCK, INLINE_STRONG},
    {"h3", BLOCK, INLINE_STRONG},
    {"h4", BLOCK, INLINE_STRONG},
    {"h5", BLOCK, INLINE_STRONG},
    {"h6", BLOCK, INLINE_STRONG},
    {"hr", SINGLE, 0},
    {"i", PAIR, INLINE_EMPHASIS},
    {"img", SINGLE, 0},
    {"ins", PAIR, 0},
    {"kbd", PAIR, INLINE_CODE},
    {"li", ITEM, 0},
    {"mark", PAIR, 0},
    {"ol", BLOCK, 0},
    {"p", BLOCK, 0},
    {"pre", BLOCK, INLINE_CODE},
    {"q", PAIR, 0},
    {"s", PAIR, 0},
    {"samp", PAIR, INLINE_CODE},
    {"script", HIDDEN, 0},
    {"section", BLOCK, 0},
    {"small", PAIR, 0},
    {"span", PAIR, 0},
    {"strike", PAIR, 0},
    {"strong", PAIR, INLINE_STRONG},
    {"style", HIDDEN, 0},
    {"sub", PAIR, 0},
    {"sup", PAIR, 0},
    {"table", BLOCK, 0},
    {"tbody", BLOCK, 0},
    {"td", CELL, 0},
    {"th", CELL, INLINE_STRONG},
    {"thead", BLOCK, 0},
    {"tr", BLOCK, 0},
    {"tt", PAIR, INLINE_CODE},
    {"u", PAIR, 0},
    {"ul", BLOCK, 0},
    {"var", PAIR, INLINE_EMPHASIS},
};

/* Find the tag whose name is the LENGTH bytes at NAME, or NULL. */
static const struct tag *
markup_html_find_tag(const char *name, size_t length)
{
    for (size_t i = 0; i < COUNT(tags); i++)
        if (strlen(tags[i].name) == length &&
            strncasecmp(tags[i].name, name, length) == 0)
            return &tags[i];
    return NULL;
}

_Static_assert(COUNT(tags) < MARKUP_ENDS, "each has one");

static bool
markup_html_is_closing(const struct tag *tag, size_t length, const char *at,
                       const char *to)
{
    return to - at >= (ptrdiff_t)length + 3 && at[1] == '/' &&
           strncasecmp(at + 2, tag->name, length) == 0 &&
           !isalnum((unsigned char)at[2 + length]);
}

/* Find </NAME...> between FROM and TO, or NULL. Remembers the first match: a
 * new search from each of many <b> would take quadratic time. */
static const char *
markup_html_find_closing(struct markup *markup, const struct tag *tag,
                         const char *from, const char *to)
{
    const char **end = &markup->ends[tag - tags + 1];
    size_t length = strlen(tag->name);

    if (*end == NULL || *end < from)
        for (*end = from; *end < markup->line_end; ++*end)
            if (**end == '<' &&
                markup_html_is_closing(tag, length, *end, markup->line_end))
                break;
    return *end < to ? *end : NULL;
}

/* Skip a comment. Returns its end, or NULL. */
static const char *
markup_html_skip_comment(struct markup *markup, const char *from,
                         const char *to)
{
    const char **end = &markup->ends[0];

    if (*end == NULL || *end < from)
        for (*end = from; *end < markup->line_end; ++*end)
            if (strncmp(*end, "-->", strlen("-->")) == 0)
                break;
    return *end < to ? *end + strlen("-->") : NULL;
}

/* Find the end of the tag at FROM, after its ">"; ignores ">" in quotes. */
static const char *
markup_html_tag_end(const char *from, const char *to)
{
    char quote = '\0';

    if (to - from > MARKUP_REACH)
        to = from + MARKUP_REACH;
    for (; from < to; from++) {
        if (quote != '\0')
            quote = *from == quote ? '\0' : quote;
        else if (*from == '"' || *from == '\'')
            quote = *from;
        else if (*from == '>')
            return from + 1;
    }
    return NULL;
}

/* Copy the LENGTH bytes at URL, decoding &amp; to &. */
static const char *
markup_html_keep_url(struct markup *markup, const char *url, size_t length)
{
    char *plain = arena_take(markup->arena, length + 1), *to = plain;

    for (const char *from = url; from < url + length; from++) {
        *to++ = *from;
        if (strncmp(from, "&amp;", strlen("&amp;")) == 0)
            from += strlen("amp;");
    }
    return markup_url(markup, plain, strlen(plain));
}

/* Read the URL in <a href="...">, or NULL. */
static const char *
markup_html_read_href(struct markup *markup, const char *from, const char *to)
{
    for (; to - from > (ptrdiff_t)strlen("href="); from++)
        if (strncasecmp(from, "href=", strlen("href=")) == 0) {
            const char *value = from + strlen("href=");
            const char *stops = " >";
            size_t length = 0;

            if (*value == '"' || *value == '\'')
                stops = *value++ == '"' ? "\"" : "'";
            while (value + length < to && strchr(stops, value[length]) == NULL)
                length++;
            return markup_html_keep_url(markup, value, length);
        }
    return NULL;
}

/* A tag or comment in a text. */
struct found {
    const struct tag *tag; /* NULL: a comment */
    const char *from;      /* its "<" */
    const char *end;       /* of the tag */
    const char *closing;   /* start of the tag that closes it, or NULL */
    bool closes;           /* it is a closing tag itself */
};

/* Read the content of FOUND, which has a closing tag, in the tag's style.
 * Returns the end of the closing tag, at most TO. */
static const char *
markup_html_read_pair(struct markup *markup, const struct found *found,
                      const char *to, const struct look *look)
{
    const struct tag *tag = found->tag;
    struct look inner = *look;
    const char *url =
        tag->style == INLINE_LINK
            ? markup_html_read_href(markup, found->from, found->end)
            : NULL;

    if (tag->style != INLINE_LINK)
        inner.style |= tag->style;
    else if (url != NULL) {
        inner.style |= INLINE_LINK;
        inner.url = url;
    }
    if (tag->kind == BLOCK)
        markup_break(markup);
    if (tag->kind != HIDDEN)
        markup_html_read(markup, found->end, found->closing, &inner);
    if (tag->kind == BLOCK)
        markup_break(markup);
    else if (tag->kind == CELL)
        markup_put(markup, " ", 1, look);
    return markup_html_tag_end(found->closing, to);
}

/* Find the tag or comment at FROM. Returns whether there is one. */
static bool
markup_html_find(struct markup *markup, const char *from, const char *to,
                 struct found *found)
{
    const char *name;
    size_t length = 0;

    *found =
        (struct found){.from = from, .closes = to - from > 2 && from[1] == '/'};
    if (to - from > 4 && memcmp(from, "<!--", 4) == 0) {
        found->end = markup_html_skip_comment(markup, from + 4, to);
        return found->end != NULL;
    }
    name = from + 1 + found->closes;
    found->end = markup_html_tag_end(from, to);
    if (found->end == NULL)
        return false;
    while (isalnum((unsigned char)name[length]))
        length++;
    found->tag = markup_html_find_tag(name, length);
    if (found->tag == NULL || strchr(" />\n", name[length]) == NULL)
        return false;
    if (found->closes || found->tag->kind == SINGLE || found->tag->kind == ITEM)
        return true;
    found->closing =
        markup_html_find_closing(markup, found->tag, found->end, to);
    return found->closing != NULL &&
           markup_html_tag_end(found->closing, to) != NULL;
}

static bool
markup_html_is_tag(struct markup *markup, const char *from, const char *to)
{
    struct found found;

    return markup_html_find(markup, from, to, &found);
}

/* Write the text of the tag at FROM, for which markup_html_is_tag() is true.
 * Returns its end. */
static const char *
markup_html_read_tag(struct markup *markup, const char *from, const char *to,
                     const struct look *look)
{
    struct found found;

    if (!markup_html_find(markup, from, to, &found))
        return NULL;
    if (found.closing != NULL)
        return markup_html_read_pair(markup, &found, to, look);
    if (found.tag == NULL)
        return found.end;
    if (!found.closes || found.tag->kind == BLOCK)
        markup_break(markup);
    if (!found.closes && found.tag->kind == ITEM && markup->paragraphs)
        markup_put(markup, "- ", 2, look);
    return found.end;
}

void
markup_html_read(struct markup *markup, const char *from, const char *to,
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
        if (*from == '<' && markup_html_is_tag(markup, from, to)) {
            markdown_inline_read(markup, text, from, look);
            next = markup_html_read_tag(markup, from, to, &inner);
        }
        from = next != NULL ? next : from + 1;
        if (next != NULL)
            text = next;
    }
    markdown_inline_read(markup, text, to, look);
}
