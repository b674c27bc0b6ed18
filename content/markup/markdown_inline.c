#include "markup/markdown_inline.h"

#include <ctype.h>
#include <md4c.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "markup/markup_parts.h"
#include "text/text.h"

#define NESTED_MAX 16 /* links and images inside of one another */

/*
 * A blank that text_clean() has never left in a text. It is put where md4c
 * should see a blank and a reader should not; it begins each line, which is
 * then no list, no heading and no rule.
 */
#define MARK       "\xE2\x80\x80" /* U+2000 */
#define MARK_BYTES 3

/* What md4c has opened and not yet closed. */
struct inline_state {
    struct markup *markup;
    const struct look *outer;
    unsigned strong, emphasis, code;
    const char *urls[NESTED_MAX]; /* NULL: only the text is kept */
    size_t nested;
};

static struct look
inline_look(const struct inline_state *state)
{
    struct look look = *state->outer;

    look.style |= (state->strong > 0 ? INLINE_STRONG : 0u) |
                  (state->emphasis > 0 ? INLINE_EMPHASIS : 0u) |
                  (state->code > 0 ? INLINE_CODE : 0u);
    for (size_t i = 0; i < state->nested && i < NESTED_MAX; i++)
        if (state->urls[i] != NULL) {
            look.style |= INLINE_LINK;
            look.url = state->urls[i];
        }
    return look;
}

/* Length of the bare URL at TEXT, of LEFT bytes, without a full stop after it;
 * 0 if there is none. */
static size_t
inline_address_length(const char *text, size_t left)
{
    size_t length = 0, open = 0;

    if (left < strlen("https://") || strncasecmp(text, "http", 4) != 0)
        return 0;
    while (length < left && text[length] > ' ' && text[length] <= '~' &&
           strchr("<>\"`", text[length]) == NULL) {
        open += text[length] == '(';
        if (text[length] == ')' && open-- == 0)
            break;
        length++;
    }
    while (length > 0 && strchr(".,;:!?'*_", text[length - 1]) != NULL)
        length--;
    return length;
}

/* Write TEXT, in which bare URLs are links. */
static void
inline_put_text(struct inline_state *state, const char *text, size_t length)
{
    struct look look = inline_look(state), link = look;
    const char *end = text + length, *plain = text;
    bool word = false;

    link.style |= INLINE_LINK;
    while (text < end) {
        size_t address =
            word || (look.style & INLINE_LINK) != 0
                ? 0
                : inline_address_length(text, (size_t)(end - text));

        link.url =
            address > 0 ? markup_url(state->markup, text, address) : NULL;
        word = isalnum((unsigned char)*text) != 0;
        if (link.url == NULL) {
            text++;
            continue;
        }
        markup_put(state->markup, plain, (size_t)(text - plain), &look);
        markup_put(state->markup, text, address, &link);
        plain = text += address;
    }
    markup_put(state->markup, plain, (size_t)(end - plain), &look);
}

/* Write TEXT without the marks in it. */
static int
inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE length, void *data)
{
    struct inline_state *state = data;
    struct look look = inline_look(state);
    const char *end = text + length;

    if (type == MD_TEXT_ENTITY &&
        markup_entity(state->markup, text, end, &look) == end)
        return 0;
    while (text < end) {
        const char *mark = memmem(text, (size_t)(end - text), MARK, MARK_BYTES);
        const char *stop = mark != NULL ? mark : end;

        if (type == MD_TEXT_CODE)
            markup_put(state->markup, text, (size_t)(stop - text), &look);
        else
            inline_put_text(state, text, (size_t)(stop - text));
        text = mark != NULL ? mark + MARK_BYTES : end;
    }
    return 0;
}

/* Could TARGET be a link target: the part in (...) after [...]? */
static bool
inline_is_target(MD_ATTRIBUTE target)
{
    return target.size > 0 && (strchr("/#.", target.text[0]) != NULL ||
                               memchr(target.text, '.', target.size) != NULL ||
                               memchr(target.text, ':', target.size) != NULL);
}

static MD_ATTRIBUTE
inline_target(MD_SPANTYPE type, void *detail)
{
    return type == MD_SPAN_A ? ((MD_SPAN_A_DETAIL *)detail)->href
                             : ((MD_SPAN_IMG_DETAIL *)detail)->src;
}

static void
inline_enter_link(struct inline_state *state, MD_ATTRIBUTE target)
{
    size_t index = state->nested++;

    if (index < NESTED_MAX)
        state->urls[index] =
            markup_url(state->markup, target.text, target.size);
    /* [Senior](acting) is text. */
    if (!inline_is_target(target))
        inline_put_text(state, "[", 1);
}

static void
inline_leave_link(struct inline_state *state, MD_ATTRIBUTE target)
{
    state->nested--;
    if (inline_is_target(target))
        return;
    inline_put_text(state, "](", 2);
    inline_put_text(state, target.text, target.size);
    inline_put_text(state, ")", 1);
}

static int
inline_enter(MD_SPANTYPE type, void *detail, void *data)
{
    struct inline_state *state = data;

    state->strong += type == MD_SPAN_STRONG;
    state->emphasis += type == MD_SPAN_EM;
    state->code += type == MD_SPAN_CODE;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        inline_enter_link(state, inline_target(type, detail));
    return 0;
}

static int
inline_leave(MD_SPANTYPE type, void *detail, void *data)
{
    struct inline_state *state = data;

    state->strong -= type == MD_SPAN_STRONG;
    state->emphasis -= type == MD_SPAN_EM;
    state->code -= type == MD_SPAN_CODE;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        inline_leave_link(state, inline_target(type, detail));
    return 0;
}

static int
inline_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)type;
    (void)detail;
    (void)data;
    return 0;
}

static char32_t
inline_char_before(const char *text, const char *start)
{
    if (text == start)
        return ' ';
    do
        text--;
    while (text > start && (*text & 0xC0) == 0x80);
    return text_next(&text);
}

static bool
inline_is_east_asian_mark(char32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

    return c >= 0x2000 && category >= UTF8PROC_CATEGORY_PC &&
           category <= UTF8PROC_CATEGORY_SO;
}

static bool
inline_is_east_asian_letter(char32_t c)
{
    return c >= 0x2E80 &&
           utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LO;
}

/* What has to be written before and after the run of COUNT '*' or '_' at TEXT
 * so that md4c reads it as people mean it. */
static void
inline_around(const char *start, const char *text, size_t count,
              const char **before, const char **after)
{
    const char *rest = text + count;
    char32_t left = inline_char_before(text, start), right = text_next(&rest);
    bool inside = left < 0x80 && right < 0x80 && isalnum((int)left) &&
                  isalnum((int)right);
    bool name = right == '.' && isalnum((unsigned char)*rest);

    /* 2*3*4, and the end of __init__ in __init__.py */
    if ((*text == '*' && count == 1 && inside) || (*text == '_' && name))
        *before = "\\";
    /* Languages without blanks have marks next to their punctuation. */
    else if (inline_is_east_asian_mark(left) &&
             inline_is_east_asian_letter(right))
        *after = MARK;
    else if (inline_is_east_asian_letter(left) &&
             inline_is_east_asian_mark(right))
        *before = MARK;
}

/* Copy FROM up to TO for md4c into OUT, of at least INLINE_GROWTH times as many
 * bytes and MARK_BYTES more. Returns OUT's end. */
static char *
inline_prepare(char *out, const char *from, const char *to)
{
    const char *start = from;

    out = stpcpy(out, MARK);
    while (from < to) {
        const char *before = "", *after = "";
        const char *code = markup_skip_code(from, to);
        size_t count =
            *from == '*' || *from == '_' ? markup_count_run(from, to) : 1;

        if (code != NULL)
            count = (size_t)(code - from);
        else if (*from == '\\' && to - from > 1)
            count = 2;
        else if (*from == '*' || *from == '_')
            inline_around(start, from, count, &before, &after);
        out = stpcpy(out, before);
        /* An escape counts for one mark. */
        for (size_t i = 0; i < count; i++) {
            if (i > 0 && *before == '\\')
                *out++ = '\\';
            *out++ = from[i];
        }
        out = stpcpy(out, after);
        from += count;
    }
    return out;
}

#define INLINE_GROWTH (1 + MARK_BYTES)

void
markdown_inline_read(struct markup *markup, const char *from, const char *to,
                     const struct look *look)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = inline_block,
        .leave_block = inline_block,
        .enter_span = inline_enter,
        .leave_span = inline_leave,
        .text = inline_text,
    };
    struct inline_state state = {.markup = markup, .outer = look};
    size_t length = (size_t)(to - from);
    char *line, *end;

    if (length == 0)
        return;
    line = malloc(length * INLINE_GROWTH + MARK_BYTES + 1);
    if (line == NULL)
        abort();
    end = inline_prepare(line, from, to);
    if (md_parse(line, (MD_SIZE)(end - line), &parser, &state) != 0)
        abort(); /* no memory */
    free(line);
    /* md4c leaves out a blank at the end. */
    if (to[-1] == ' ')
        markup_put(markup, " ", 1, look);
}
