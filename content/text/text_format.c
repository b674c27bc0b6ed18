#include "text/text_format.h"

#include <stdio.h>
#include <string.h>

/* Cut an incomplete character at the end of TEXT. */
static void
text_format_cut_broken(char *text)
{
    size_t length = strlen(text), start = length;
    unsigned char lead;

    while (start > 0 && ((unsigned char)text[start - 1] & 0xc0) == 0x80)
        start--;
    if (start == 0)
        return;
    lead = (unsigned char)text[--start];
    if (length - start < (lead >= 0xf0   ? 4
                          : lead >= 0xe0 ? 3
                          : lead >= 0xc0 ? 2
                                         : 1))
        text[start] = '\0';
}

char *
text_format_list(char *out, size_t size, const char *format, va_list arguments)
{
    if (vsnprintf(out, size, format, arguments) >= (int)size)
        text_format_cut_broken(out);
    return out;
}

char *
text_format(char *out, size_t size, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    text_format_list(out, size, format, arguments);
    va_end(arguments);
    return out;
}
