#include "sheet.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* ASCII for a character of UTF-8 is no longer than this, for each byte. */
#define ASCII_GROWTH 6

static void
put_line(struct sheet *sheet, const char *prefix, const char *line,
         size_t length)
{
    if (sheet->gap && sheet->lines > 0)
        fputc('\n', sheet->out);
    sheet->gap = false;
    sheet->lines++;
    fprintf(sheet->out, "%s%.*s\n", prefix, (int)length, line);
}

static void
put_wrapped(struct sheet *sheet, const char *first, const char *rest,
            size_t columns, const char *text)
{
    const char *prefix = first, *line;
    size_t length;

    while ((line = text_wrap(&text, columns - strlen(prefix), &length)) !=
           NULL) {
        put_line(sheet, prefix, line, length);
        prefix = rest;
    }
}

static void put(struct sheet *sheet, const char *first, const char *rest,
                size_t columns, const char *format, va_list arguments)
    __attribute__((format(printf, 5, 0)));

static void
put(struct sheet *sheet, const char *first, const char *rest, size_t columns,
    const char *format, va_list arguments)
{
    char *text = NULL, *ascii;
    int length = vasprintf(&text, format, arguments);
    size_t size = (size_t)length * ASCII_GROWTH + 1;

    if (length < 0)
        abort();
    if (sheet->ascii) {
        ascii = malloc(size);
        if (ascii == NULL)
            abort();
        text_ascii(ascii, size, text);
        free(text);
        text = ascii;
    }
    put_wrapped(sheet, first, rest, columns, text);
    free(text);
}

void
sheet_put(struct sheet *sheet, const char *first, const char *rest,
          const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put(sheet, first, rest, SHEET_COLUMNS, format, arguments);
    va_end(arguments);
}

static void put_unbroken(struct sheet *sheet, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
put_unbroken(struct sheet *sheet, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    put(sheet, "", "", SIZE_MAX, format, arguments);
    va_end(arguments);
}

void
sheet_label(struct sheet *sheet, const char *label, const char *value)
{
    if (*value != '\0')
        sheet_put(sheet, "", "  ", "%s: %s", label, value);
}

void
sheet_address(struct sheet *sheet, const char *label, const char *value)
{
    if (*value != '\0')
        put_unbroken(sheet, "%s: %s", label, value);
}
