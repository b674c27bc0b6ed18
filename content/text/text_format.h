#pragma once

/* snprintf(3) for UTF-8. */

#include <stdarg.h>
#include <stddef.h>

/* Format into OUT of SIZE bytes; what does not fit is cut between characters,
 * not inside one. Returns OUT. */
char *text_format(char *out, size_t size, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
char *text_format_list(char *out, size_t size, const char *format,
                       va_list arguments) __attribute__((format(printf, 3, 0)));
