#include "command/command_output.h"

#include <stdarg.h>
#include <stdlib.h>

#include "command/command.h"
#include "text/text.h"

#define COLUMNS      72
#define INDENT_MAX   16
#define SENTENCE_MAX 1024
#define PLAIN_MAX    8192 /* bytes of a text in ASCII; the rest is cut off */

int
command_finish(void)
{
    return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

void
command_print(const struct request *request, const char *lead, const char *text)
{
    int indent = (int)text_width(lead);
    char plain[PLAIN_MAX];
    const char *line;
    size_t length;

    if (indent > INDENT_MAX)
        indent = INDENT_MAX;
    if (request->ascii)
        text = text_ascii(plain, sizeof(plain), text);
    while ((line = text_wrap(&text, (size_t)(COLUMNS - indent), &length)) !=
           NULL) {
        printf("%s%.*s\n", lead, (int)length, line);
        lead = &"                "[INDENT_MAX - indent];
    }
}

void
command_say(const struct request *request, FILE *out, const char *format, ...)
{
    char text[SENTENCE_MAX], plain[SENTENCE_MAX];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof(text), format, arguments);
    va_end(arguments);
    fputs(request->ascii ? text_ascii(plain, sizeof(plain), text) : text, out);
}
