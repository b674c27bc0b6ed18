#include "documents/text_writer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/text_ascii.h"
#include "text/text_wrap.h"
#include "text/web_address.h"

/* Maximum number of ASCII characters for each byte of UTF-8. */
#define ASCII_GROWTH 6

static void
text_writer_put_line(struct text_writer *writer, const char *prefix,
                     const char *line, size_t length)
{
    if (writer->gap && writer->lines > 0)
        fputc('\n', writer->out);
    writer->gap = false;
    writer->lines++;
    fprintf(writer->out, "%s%.*s\n", prefix, (int)length, line);
}

/* An address is in one piece, or no reader can open it: if the LENGTH bytes of
 * LINE end inside one, end the line before it, or behind it where it begins the
 * line. Returns the new length; *REST is the next line. */
static size_t
text_writer_keep_address(const char *line, size_t length, const char **rest)
{
    const char *end = line + length, *word = end;

    if (*end == '\0' || *rest != end)
        return length;
    while (word > line && word[-1] != ' ')
        word--;
    if (!web_address_begins(word))
        return length;
    if (word > line) {
        *rest = word;
        return (size_t)(word - line) - 1;
    }
    end += strcspn(end, " \n");
    *rest = end + (*end != '\0');
    return (size_t)(end - line);
}

static void
text_writer_put_wrapped(struct text_writer *writer, const char *first,
                        const char *rest, size_t columns, const char *text)
{
    const char *prefix = first, *line;
    size_t length;

    while ((line = text_wrap(&text, columns - strlen(prefix), &length)) !=
           NULL) {
        length = text_writer_keep_address(line, length, &text);
        text_writer_put_line(writer, prefix, line, length);
        prefix = rest;
    }
}

static void text_writer_write(struct text_writer *writer, const char *first,
                              const char *rest, size_t columns,
                              const char *format, va_list arguments)
    __attribute__((format(printf, 5, 0)));

static void
text_writer_write(struct text_writer *writer, const char *first,
                  const char *rest, size_t columns, const char *format,
                  va_list arguments)
{
    char *text = NULL, *ascii;
    int length = vasprintf(&text, format, arguments);
    size_t size = (size_t)length * ASCII_GROWTH + 1;

    if (length < 0)
        abort();
    if (writer->ascii) {
        ascii = malloc(size);
        if (ascii == NULL)
            abort();
        text_ascii(ascii, size, text);
        free(text);
        text = ascii;
    }
    text_writer_put_wrapped(writer, first, rest, columns, text);
    free(text);
}

void
text_writer_put(struct text_writer *writer, const char *first, const char *rest,
                const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    text_writer_write(writer, first, rest, TEXT_WRITER_COLUMNS, format,
                      arguments);
    va_end(arguments);
}

static void text_writer_put_unbroken(struct text_writer *writer,
                                     const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
text_writer_put_unbroken(struct text_writer *writer, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    text_writer_write(writer, "", "", SIZE_MAX, format, arguments);
    va_end(arguments);
}

void
text_writer_label(struct text_writer *writer, const char *label,
                  const char *value)
{
    if (*value != '\0')
        text_writer_put(writer, "", "  ", "%s: %s", label, value);
}

void
text_writer_address(struct text_writer *writer, const char *label,
                    const char *value)
{
    if (*value != '\0')
        text_writer_put_unbroken(writer, "%s: %s", label, value);
}
