#include "command/command_output.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app/links.h"
#include "command/request.h"
#include "resume/resume.h"
#include "sshd/base/array.h"
#include "sshd/base/clamp.h"
#include "text/text.h"
#include "text/text_ascii.h"
#include "text/text_format.h"
#include "text/text_wrap.h"

#define COLUMNS      72
#define INDENT_MAX   16
#define SENTENCE_MAX 1024
#define PLAIN_MAX    8192 /* bytes of a text in ASCII; the rest is cut off */

/* Count the characters of TEXT, and those that ASCII cannot spell. */
static void
command_output_count_lost(const char *text, size_t *all, size_t *lost)
{
    char plain[PLAIN_MAX];

    for (const char *at = text_ascii(plain, sizeof(plain), text); *at != '\0';
         at++) {
        *all += 1;
        *lost += *at == '?';
    }
}

bool
command_fits_ascii(const struct resume *resume)
{
    size_t all = 0, lost = 0;

    command_output_count_lost(resume->name, &all, &lost);
    command_output_count_lost(resume->label, &all, &lost);
    return lost * 2 <= all;
}

int
command_refuse_ascii(const struct resume *resume)
{
    const char *const lines[] = {resume->email, resume->phone, resume->url};

    printf("This resume is written in letters that ASCII lacks. As UTF-8:\n"
           "LC_ALL=C.UTF-8 ssh %s text\n",
           links_host(resume));
    for (size_t i = 0; i < COUNT(lines); i++)
        if (*lines[i] != '\0')
            printf("%s\n", lines[i]);
    command_finish();
    return EXIT_FAILURE;
}

int
command_finish(void)
{
    return fflush(stdout) != 0 || ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}

void
command_print_wrapped(const struct request *request, const char *lead,
                      const char *text)
{
    int indent = clamp_most((int)text_width(lead), INDENT_MAX);
    char plain[PLAIN_MAX];
    const char *line;
    size_t length;

    if (request->ascii)
        text = text_ascii(plain, sizeof(plain), text);
    while ((line = text_wrap(&text, (size_t)(COLUMNS - indent), &length)) !=
           NULL) {
        printf("%s%.*s\n", lead, (int)length, line);
        lead = &"                "[INDENT_MAX - indent];
    }
}

void
command_printf(const struct request *request, FILE *out, const char *format,
               ...)
{
    char text[SENTENCE_MAX], plain[SENTENCE_MAX];
    va_list arguments;

    va_start(arguments, format);
    text_format_list(text, sizeof(text), format, arguments);
    va_end(arguments);
    fputs(request->ascii ? text_ascii(plain, sizeof(plain), text) : text, out);
}
