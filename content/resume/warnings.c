#include "resume/warnings.h"

#include <stdarg.h>

void
warnings_add(struct warnings *warnings, const char *path, const char *what, ...)
{
    struct warning *warning;
    va_list arguments;

    if (warnings->count++ >= PROBLEMS_MAX)
        return;
    warning = &warnings->items[warnings->count - 1];
    snprintf(warning->path, sizeof(warning->path), "%s", path);
    va_start(arguments, what);
    vsnprintf(warning->what, sizeof(warning->what), what, arguments);
    va_end(arguments);
}

void
warnings_print(const struct warnings *warnings, const char *file, FILE *out)
{
    for (size_t i = 0; i < warnings->count && i < PROBLEMS_MAX; i++)
        fprintf(out, "%s: %s: %s\n", file, warnings->items[i].path,
                warnings->items[i].what);
    if (warnings->count > PROBLEMS_MAX)
        fprintf(out, "%s: and %zu more\n", file,
                warnings->count - PROBLEMS_MAX);
}
