#include "resume/resume.h"

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
