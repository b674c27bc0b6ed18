#include "resume/resume.h"

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
    .availability = {.label = "", .note = ""},
    .language = "",
};

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
