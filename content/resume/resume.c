#include "resume/resume.h"

#include <string.h>

#define HOST_CHARACTERS                                                        \
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"

const struct entry entry_empty = {.title = "",
                                  .org = "",
                                  .place = "",
                                  .note = "",
                                  .url = "",
                                  .summary = "",
                                  .period = {.start = "", .end = ""}};

const struct resume resume_empty = {
    .name = "",
    .label = "",
    .summary = "",
    .email = "",
    .phone = "",
    .url = "",
    .place = "",
    .address = {"", "", "", "", ""},
    .greeting = "",
    .host = "",
    .theme = "",
    .paper = "",
    .accent = "",
    .availability = {.label = "", .note = "", .from = ""},
    .language = "",
};

size_t
resume_host_length(const char *host)
{
    size_t length = strspn(host, HOST_CHARACTERS);

    if (length > RESUME_HOST_MAX ||
        (host[length] != '\0' && host[length] != ':'))
        return 0;
    return length;
}

struct inline_runs
resume_runs(const struct resume *resume, const char *text, size_t length)
{
    const struct inline_text *found = inline_find(resume->parsed, text);
    struct inline_runs runs = {.at = text, .end = text + length, .text = text};

    if (found != NULL) {
        runs.text = found->text;
        runs.span = found->spans;
        runs.span_end = found->spans + found->count;
    }
    return runs;
}

bool
paragraph_next(const char **text, struct paragraph *paragraph)
{
    static const char mark[] = "- ";
    const char *line = *text;
    size_t length = strcspn(line, "\n");
    size_t skipped = 0;

    if (*line == '\0')
        return false;
    if (length > strlen(mark) && strncmp(line, mark, strlen(mark)) == 0)
        skipped = strlen(mark);
    *paragraph =
        (struct paragraph){line + skipped, length - skipped, skipped > 0};
    *text = line + length + (line[length] != '\0');
    return true;
}
