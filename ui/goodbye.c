#include "goodbye.h"

#include "language.h"
#include "resume.h"

static void
print_line(FILE *out, const char *text)
{
    if (*text != '\0')
        fprintf(out, "  %s\n", text);
}

void
goodbye_print(const struct resume *resume, const char *reason, FILE *out)
{
    const struct language *language = language_find(resume->language);
    const char *host = *resume->host == '\0' ? "HOST" : resume->host;

    fputc('\n', out);
    if (reason != NULL)
        fprintf(out, "  %s\n\n", reason);
    print_line(out, resume->name);
    print_line(out, resume->label);
    print_line(out, resume->place);
    print_line(out, resume->email);
    print_line(out, resume->phone);
    print_line(out, resume->url);
    fprintf(out, "\n  %s\n", language_word(language, WORD_TAKE_AWAY));
    fprintf(out, "    ssh %s text > resume.txt\n", host);
    fprintf(out, "    ssh %s json > resume.json\n\n", host);
    fprintf(out, "  %s\n\n", language_word(language, WORD_GOODBYE));
    fflush(out);
}
