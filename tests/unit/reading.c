#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents/document.h"
#include "reading.h"
#include "resume/audience.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "resume/warnings.h"
#include "sshd/base/error.h"

static void
print_strings(FILE *out, const char *title, const struct strings *strings)
{
    for (size_t i = 0; i < strings->count; i++)
        fprintf(out, "%s%s", i == 0 ? title : " | ", strings->items[i]);
    if (strings->count > 0)
        fputc('\n', out);
}

static void
print_audience(FILE *out, const struct audience *audience)
{
    fprintf(out, "audience %s: %s [", audience->name, audience->greeting);
    for (size_t i = 0; i < audience->section_count; i++)
        fprintf(out, "%s%s", i > 0 ? " " : "",
                section_key(audience->sections[i].kind));
    fputs("]\n", out);
    for (size_t i = 0; i < audience->letter.count; i++)
        fprintf(out, "  %s: %s\n", audience->letter.items[i].title,
                audience->letter.items[i].summary);
    print_strings(out, "  best: ", &audience->best);
}

static void
print_resume(FILE *out, const struct resume *resume,
             const struct warnings *warnings)
{
    for (size_t i = 0; i < warnings->count; i++)
        if (warnings->items[i].kind != WARNING_NOTE)
            fprintf(out, "! %s: %s\n", warnings->items[i].path,
                    warnings->items[i].what);
    print_strings(out, "best: ", &resume->best);
    print_strings(out, "ticker: ", &resume->ticker);
    if (*resume->paper != '\0')
        fprintf(out, "paper: %s\n", resume->paper);
    for (size_t i = 0; i < resume->audience_count; i++)
        print_audience(out, &resume->audiences[i]);
    document_text_write(resume, NULL, false, out);
}

/* Cut the last paragraph, with which every text ends. */
static void
cut_end(char *text)
{
    char *end = NULL;

    for (char *at = strstr(text, "\n\n"); at != NULL;
         at = strstr(at + 2, "\n\n"))
        end = at;
    if (end != NULL)
        *end = '\0';
}

static char *
read_one(const char *before, const char *source, const char *after)
{
    char *json, *seen;
    size_t size;
    FILE *out = open_memstream(&json, &size);
    struct warnings warnings = {.count = 0};
    struct error error = {""};
    struct resume *resume;

    fprintf(out, "%s%s%s", before, source, after);
    fclose(out);
    for (char *at = json; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    resume = resume_parse(json, strlen(json), &warnings, &error);
    out = open_memstream(&seen, &size);
    if (resume != NULL)
        print_resume(out, resume, &warnings);
    else
        fputs(error.text, out);
    fclose(out);
    resume_free(resume);
    free(json);
    cut_end(seen);
    return seen;
}

void
assert_readings(const char *before, const struct reading *rows, size_t count,
                const char *after)
{
    for (size_t i = 0; i < count; i++) {
        char *seen = read_one(before, rows[i].json, after);

        assert_string_equal(seen, rows[i].seen);
        free(seen);
    }
}
