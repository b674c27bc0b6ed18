#include "goodbye.h"

#include <stdbool.h>
#include <string.h>

#include "language/language.h"
#include "app/links.h"
#include "resume/resume.h"
#include "app/source.h"
#include "sshd/base/array.h"

static void
print_line(FILE *out, const char *text)
{
    if (*text != '\0')
        fprintf(out, "  %s\n", text);
}

/* The card names the documents that people ask for most; s shows all. */
static bool
is_for_people(const char *name)
{
    static const char *const words[] = {"pdf", "txt", "vcf"};

    for (size_t i = 0; i < COUNT(words); i++)
        if (strcmp(source_file_word(name), words[i]) == 0)
            return true;
    return false;
}

void
goodbye_print(const struct resume *resume, const struct source_files *files,
              const char *reason, FILE *out)
{
    const struct language *language = language_find(resume->language);
    const char *host = links_host(resume);

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
    for (size_t i = 0; i < files->count; i++)
        if (is_for_people(files->names[i]))
            fprintf(out, "    ssh %s %s > %s\n", host,
                    source_file_word(files->names[i]), files->names[i]);
    if (files->count == 0)
        fprintf(out, "    ssh %s text\n", host);
    fputc('\n', out);
    fprintf(out, "  %s\n\n", language_word(language, WORD_GOODBYE));
    fflush(out);
}
