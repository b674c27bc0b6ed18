#include "markup/markdown_inline.h"

#include <ctype.h>
#include <md4c.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "markup/markup_entity.h"
#include "markup/markup_parts.h"
#include "text/text.h"
#include "text/web_address.h"

#define NESTED_MAX 16 /* links and images inside of one another */

/*
 * A blank that text_clean() never leaves in a text. It is inserted where md4c
 * should see a blank and a reader should not; it begins each line, which is
 * then not a list, a heading or a rule.
 */
#define MARK       "\xE2\x80\x80" /* U+2000 */
#define MARK_BYTES 3

/* What md4c reads. */
struct markdown_source {
    char *text;
    bool *inserted; /* for each byte of text, whether only md4c should see it */
    size_t length;
};

/* What md4c has opened and not yet closed. */
struct markdown_state {
    struct markup *markup;
    const struct markdown_source *source;
    const struct look *outer;
    unsigned strong, emphasis, code;
    const char *urls[NESTED_MAX]; /* NULL: only the text is kept */
    size_t nested;
};

static struct look
markdown_inline_look(const struct markdown_state *state)
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
 * 0 without one. */
static size_t
markdown_inline_address_length(const char *text, size_t left)
{
    size_t length = 0, open = 0;

    if (web_address_scheme_length(text, left, WEB_PAGE) == 0)
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
markdown_inline_put_text(struct markdown_state *state, const char *text,
                         size_t length)
{
    struct look look = markdown_inline_look(state), link = look;
    const char *end = text + length, *plain = text;
    bool word = false;

    link.style |= INLINE_LINK;
    while (text < end) {
        size_t address =
            word || (look.style & INLINE_LINK) != 0
                ? 0
                : markdown_inline_address_length(text, (size_t)(end - text));

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

/* Bytes at TEXT that were inserted, or 0. md4c copies some texts, in which only
 * marks are known, and leaves the escapes in code as they are. */
static size_t
markdown_inline_inserted(const struct markdown_state *state, const char *text,
                         const char *end)
{
    const struct markdown_source *source = state->source;
    uintptr_t offset = (uintptr_t)text - (uintptr_t)source->text;

    if (offset < source->length && source->inserted[offset])
        return 1;
    return end - text >= MARK_BYTES && memcmp(text, MARK, MARK_BYTES) == 0
               ? MARK_BYTES
               : 0;
}

/* Write TEXT without what was inserted; it may be NULL without a LENGTH, as the
 * empty target of a link is. */
static void
markdown_inline_put(struct markdown_state *state, MD_TEXTTYPE type,
                    const char *text, size_t length)
{
    struct look look = markdown_inline_look(state);
    const char *end;

    if (length == 0)
        return;
    end = text + length;
    while (text < end) {
        const char *stop = text;

        while (stop < end && markdown_inline_inserted(state, stop, end) == 0)
            stop++;
        if (type == MD_TEXT_CODE)
            markup_put(state->markup, text, (size_t)(stop - text), &look);
        else
            markdown_inline_put_text(state, text, (size_t)(stop - text));
        text = stop < end ? stop + markdown_inline_inserted(state, stop, end)
                          : end;
    }
}

static int
markdown_inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE length,
                     void *data)
{
    struct markdown_state *state = data;
    struct look look = markdown_inline_look(state);

    if (type != MD_TEXT_ENTITY ||
        !markup_entity_read(state->markup, text, text + length, &look))
        markdown_inline_put(state, type, text, length);
    return 0;
}

/* Whether TARGET could be a link target: the part in (...) after [...]. */
static bool
markdown_inline_is_target(MD_ATTRIBUTE target)
{
    return target.size > 0 && (strchr("/#.", target.text[0]) != NULL ||
                               memchr(target.text, '.', target.size) != NULL ||
                               memchr(target.text, ':', target.size) != NULL);
}

static MD_ATTRIBUTE
markdown_inline_target(MD_SPANTYPE type, void *detail)
{
    return type == MD_SPAN_A ? ((MD_SPAN_A_DETAIL *)detail)->href
                             : ((MD_SPAN_IMG_DETAIL *)detail)->src;
}

static void
markdown_inline_enter_link(struct markdown_state *state, MD_ATTRIBUTE target)
{
    size_t index = state->nested++;

    if (index < NESTED_MAX)
        state->urls[index] =
            markup_url(state->markup, target.text, target.size);
    /* [Senior](acting) is text. */
    if (!markdown_inline_is_target(target))
        markdown_inline_put_text(state, "[", 1);
}

static void
markdown_inline_leave_link(struct markdown_state *state, MD_ATTRIBUTE target)
{
    state->nested--;
    if (markdown_inline_is_target(target))
        return;
    markdown_inline_put_text(state, "](", 2);
    markdown_inline_put(state, MD_TEXT_NORMAL, target.text, target.size);
    markdown_inline_put_text(state, ")", 1);
}

static int
markdown_inline_enter(MD_SPANTYPE type, void *detail, void *data)
{
    struct markdown_state *state = data;

    state->strong += type == MD_SPAN_STRONG;
    state->emphasis += type == MD_SPAN_EM;
    state->code += type == MD_SPAN_CODE;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        markdown_inline_enter_link(state, markdown_inline_target(type, detail));
    return 0;
}

static int
markdown_inline_leave(MD_SPANTYPE type, void *detail, void *data)
{
    struct markdown_state *state = data;

    state->strong -= type == MD_SPAN_STRONG;
    state->emphasis -= type == MD_SPAN_EM;
    state->code -= type == MD_SPAN_CODE;
    if (type == MD_SPAN_A || type == MD_SPAN_IMG)
        markdown_inline_leave_link(state, markdown_inline_target(type, detail));
    return 0;
}

static int
markdown_inline_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)type;
    (void)detail;
    (void)data;
    return 0;
}

static char32_t
markdown_inline_char_before(const char *text, const char *start)
{
    if (text == start)
        return ' ';
    do
        text--;
    while (text > start && (*text & 0xC0) == 0x80);
    return text_next(&text);
}

static bool
markdown_inline_is_east_asian_mark(char32_t c)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

    return c >= 0x2000 && category >= UTF8PROC_CATEGORY_PC &&
           category <= UTF8PROC_CATEGORY_SO;
}

static bool
markdown_inline_is_east_asian_letter(char32_t c)
{
    return c >= 0x2E80 &&
           utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_LO;
}

/* A run of '*' or '_', and what is written around it so that md4c reads it as
 * people mean it. */
struct markdown_run {
    const char *text;
    size_t count;
    const char *before, *after;
};

/* Decide what goes around RUN in the text that begins at START. *OPEN is the
 * length of the run of '*' that still has to be closed, or 0. */
static void
markdown_inline_around(const char *start, struct markdown_run *run,
                       size_t *open)
{
    const char *rest = run->text + run->count;
    char32_t left = markdown_inline_char_before(run->text, start);
    char32_t right = text_next(&rest);
    bool inside = left < 0x80 && right < 0x80 && isalnum((int)left) &&
                  isalnum((int)right);
    bool closes = *open == run->count;

    if (*run->text == '_') {
        /* The end of __init__ in __init__.py */
        if (right == '.' && isalnum((unsigned char)*rest))
            run->before = "\\";
        return;
    }
    if (inside && (run->count == 1 || !closes)) {
        run->before = "\\"; /* 2*3*4, x**2 */
        return;
    }
    /* Languages without blanks have marks next to their punctuation. */
    if (closes && markdown_inline_is_east_asian_mark(left) &&
        markdown_inline_is_east_asian_letter(right))
        run->after = MARK;
    if (!closes && markdown_inline_is_east_asian_letter(left) &&
        markdown_inline_is_east_asian_mark(right))
        run->before = MARK;
    *open = closes || right == ' ' ? 0 : run->count;
}

static void
markdown_inline_add(struct markdown_source *source, const char *text,
                    size_t length, bool inserted)
{
    memcpy(source->text + source->length, text, length);
    memset(source->inserted + source->length, inserted, length);
    source->length += length;
}

static void
markdown_inline_add_run(struct markdown_source *source,
                        const struct markdown_run *run)
{
    bool escaped = *run->before == '\\';

    if (!escaped)
        markdown_inline_add(source, run->before, strlen(run->before), true);
    for (size_t i = 0; i < run->count; i++) {
        if (escaped)
            markdown_inline_add(source, run->before, 1, true);
        markdown_inline_add(source, &run->text[i], 1, false);
    }
    markdown_inline_add(source, run->after, strlen(run->after), true);
}

/* Write FROM up to TO for md4c into SOURCE, which has room for GROWTH times as
 * many bytes and MARK_BYTES more. */
static void
markdown_inline_prepare(struct markdown_source *source, const char *from,
                        const char *to)
{
    const char *start = from;
    size_t open = 0;

    markdown_inline_add(source, MARK, MARK_BYTES, true);
    while (from < to) {
        struct markdown_run run = {from, 1, "", ""};
        const char *code = markup_skip_code(from, to);

        if (code != NULL) {
            run.count = (size_t)(code - from);
        } else if (*from == '\\' && to - from > 1) {
            run.count = 2;
        } else if (*from == '*' || *from == '_') {
            run.count = markup_count_run(from, to);
            markdown_inline_around(start, &run, &open);
        }
        markdown_inline_add_run(source, &run);
        from += run.count;
    }
}

#define GROWTH (1 + MARK_BYTES)

void
markdown_inline_read(struct markup *markup, const char *from, const char *to,
                     const struct look *look)
{
    static const MD_PARSER parser = {
        .flags = MD_FLAG_NOHTML | MD_FLAG_NOINDENTEDCODEBLOCKS,
        .enter_block = markdown_inline_block,
        .leave_block = markdown_inline_block,
        .enter_span = markdown_inline_enter,
        .leave_span = markdown_inline_leave,
        .text = markdown_inline_text,
    };
    struct markdown_source source = {0};
    struct markdown_state state = {markup, &source, .outer = look};
    size_t room = (size_t)(to - from) * GROWTH + MARK_BYTES + 1;

    if (from == to)
        return;
    source.text = malloc(room);
    source.inserted = malloc(room);
    if (source.text == NULL || source.inserted == NULL)
        abort();
    markdown_inline_prepare(&source, from, to);
    source.text[source.length] = '\0'; /* md4c 0.4.8 may read that byte */
    if (md_parse(source.text, (MD_SIZE)source.length, &parser, &state) != 0)
        abort(); /* no memory */
    free(source.text);
    free(source.inserted);
    /* md4c leaves out a blank at the end. */
    if (to[-1] == ' ')
        markup_put(markup, " ", 1, look);
}
