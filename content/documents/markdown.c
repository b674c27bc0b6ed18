#include "documents/markdown.h"

#include <ctype.h>
#include <string.h>

#include "markup/inline.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "text/web_address.h"

void
markdown_put(struct markdown *markdown, const char *marks)
{
    fputs(marks, markdown->out);
    markdown->started = true;
    markdown->line_start = true;
}

void
markdown_gap(struct markdown *markdown)
{
    if (markdown->started)
        markdown_put(markdown, "\n");
}

/* Whether an entity could begin at the "&" of TEXT. */
static bool
markdown_is_entity(const char *text, const char *end)
{
    const char *at = text + 1;

    while (at < end && (isalnum((unsigned char)*at) || *at == '#'))
        at++;
    return at > text + 1 && at < end && *at == ';';
}

/* Whether the character at AT would be a Markdown mark, in the text up to END.
 */
static bool
markdown_is_mark(const struct markdown *markdown, char before, const char *at,
                 const char *end)
{
    char after = at + 1 < end ? at[1] : ' ';

    switch (*at) {
    case '\\':
    case '`':
    case '[':
        return true;
    case '*':
        return markdown->line_start || before != ' ' || after != ' ';
    case '_':
        return !isalnum((unsigned char)before) ||
               !isalnum((unsigned char)after);
    case '<':
        return isalpha((unsigned char)after) || strchr("/!?", after) != NULL;
    case '&':
        return markdown_is_entity(at, end);
    case '~':
        return before == '~' || after == '~';
    case '#':
    case '+':
    case '-':
    case '=':
    case '>':
        return markdown->line_start;
    case '.':
    case ')':
        /* "1." at the start of a line would begin a list. */
        return markdown->line_start && isdigit((unsigned char)before);
    default:
        return false;
    }
}

static void
markdown_put_escaped(struct markdown *markdown, const char *text, size_t length)
{
    const char *end = text + length;
    char before = ' ';

    for (; text < end; before = *text++) {
        if (markdown_is_mark(markdown, before, text, end))
            fputc('\\', markdown->out);
        fputc(*text, markdown->out);
        markdown->line_start &= isdigit((unsigned char)*text) != 0;
    }
}

/* Write TEXT as code, in one backquote more than its longest run. */
static void
markdown_put_code(struct markdown *markdown, const char *text, size_t length)
{
    size_t row = 0, longest = 0;

    for (size_t i = 0; i < length; i++) {
        row = text[i] == '`' ? row + 1 : 0;
        longest = row > longest ? row : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        fputc('`', markdown->out);
    fprintf(markdown->out, longest > 0 ? " %.*s " : "%.*s", (int)length, text);
    for (size_t i = 0; i <= longest; i++)
        fputc('`', markdown->out);
    markdown->line_start = false;
}

static void
markdown_put_url(struct markdown *markdown, const char *scheme, const char *url)
{
    fprintf(markdown->out, "<%s", scheme);
    for (; *url != '\0'; url++)
        fprintf(markdown->out, strchr("<>\\", *url) != NULL ? "%%%02X" : "%c",
                *url);
    fputc('>', markdown->out);
    markdown->line_start = false;
}

/* The marks around a run: asterisks if the characters beside them permit it,
 * otherwise tags. */
static const struct {
    unsigned style;
    const char *open, *close, *open_tag, *close_tag;
} marks[] = {
    {INLINE_STRONG, "**", "**", "<strong>", "</strong>"},
    {INLINE_EMPHASIS, "*", "*", "<em>", "</em>"},
};

#define MARKS COUNT(marks)

static void
markdown_put_styled(struct markdown *markdown, const struct inline_run *run,
                    bool tags)
{
    for (size_t i = 0; i < MARKS; i++)
        if ((run->style & marks[i].style) != 0)
            fputs(tags ? marks[i].open_tag : marks[i].open, markdown->out);
    if (run->style != 0)
        markdown->line_start = false;
    if ((run->style & INLINE_CODE) != 0)
        markdown_put_code(markdown, run->text, run->length);
    else
        markdown_put_escaped(markdown, run->text, run->length);
    for (size_t i = MARKS; i-- > 0;)
        if ((run->style & marks[i].style) != 0)
            fputs(tags ? marks[i].close_tag : marks[i].close, markdown->out);
}

static void
markdown_put_run(struct markdown *markdown, const struct inline_run *run,
                 bool tags)
{
    if (*run->url == '\0') {
        markdown_put_styled(markdown, run, tags);
    } else if (strlen(run->url) == run->length &&
               memcmp(run->url, run->text, run->length) == 0) {
        markdown_put_url(markdown, "", run->url);
    } else {
        fputc('[', markdown->out);
        markdown_put_styled(markdown, run, false);
        fputs("](", markdown->out);
        markdown_put_url(markdown, "", run->url);
        fputc(')', markdown->out);
    }
}

/* Whether asterisks between OUTSIDE and INSIDE mark the inside: not if INSIDE
 * is punctuation and OUTSIDE is in a word, nor beside other asterisks. */
static bool
markdown_can_mark(char outside, char inside)
{
    return outside == ' ' || outside == '\n' ||
           (!ispunct((unsigned char)inside) &&
            strchr("*_`\\", outside) == NULL) ||
           (ispunct((unsigned char)outside) &&
            strchr("*_`\\", outside) == NULL);
}

void
markdown_text(struct markdown *markdown, const char *text, size_t length)
{
    struct inline_runs runs = resume_runs(markdown->resume, text, length);
    const char *end = text + length;
    bool plain = true; /* the text before the run is plain */
    struct inline_run run;

    markdown->started = true;
    while (inline_next(&runs, &run)) {
        const char *run_end = run.text + run.length, *at = run_end;
        char before, after;

        /* Marks must be next to the marked text, with blanks outside. */
        for (; run.style != 0 && run.length > 0 && *run.text == ' ';
             run.length--)
            fputc(*run.text++, markdown->out);
        while (run.style != 0 && run.length > 0 && at[-1] == ' ') {
            run.length--;
            at--;
        }
        before = run.text > text ? run.text[-1] : ' ';
        after = at < end ? *at : ' ';
        if (run.length > 0)
            markdown_put_run(markdown, &run,
                             !markdown_can_mark(before, run.text[0]) ||
                                 !markdown_can_mark(after, at[-1]) ||
                                 (!plain && before != ' '));
        for (; at < run_end; at++)
            fputc(*at, markdown->out);
        plain = run.style == 0;
    }
}

/* Whether every Markdown parser accepts ADDRESS in <...>. */
static bool
markdown_is_link(const char *address)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "0123456789.@_+-";
    const char *scheme = web_address_scheme(address);
    bool web = scheme != NULL && *scheme == '\0';

    for (const char *c = address; *c != '\0'; c++)
        web &= *c > ' ' && *c <= '~';
    return web || (strchr(address, '@') != NULL && *address != '@' &&
                   address[strspn(address, plain)] == '\0');
}

void
markdown_address(struct markdown *markdown, const char *address)
{
    const char *scheme = web_address_scheme(address);

    if (markdown_is_link(address)) {
        markdown_put_url(markdown, "", address);
    } else if (scheme != NULL && *scheme != '\0') {
        fputc('[', markdown->out);
        markdown_text(markdown, address, strlen(address));
        fputs("](", markdown->out);
        markdown_put_url(markdown, scheme, address);
        fputc(')', markdown->out);
    } else {
        markdown_text(markdown, address, strlen(address));
    }
}
