#include "problems.h"

#include <stdarg.h>

void
problems_add(struct problems *problems, const char *path, const char *what, ...)
{
    struct problem *problem;
    va_list arguments;

    if (problems->count++ >= PROBLEMS_MAX)
        return;
    problem = &problems->items[problems->count - 1];
    snprintf(problem->path, sizeof(problem->path), "%s", path);
    va_start(arguments, what);
    vsnprintf(problem->what, sizeof(problem->what), what, arguments);
    va_end(arguments);
}

void
problems_print(const struct problems *problems, const char *file, FILE *out)
{
    for (size_t i = 0; i < problems->count && i < PROBLEMS_MAX; i++)
        fprintf(out, "%s: %s: %s\n", file, problems->items[i].path,
                problems->items[i].what);
    if (problems->count > PROBLEMS_MAX)
        fprintf(out, "%s: and %zu more\n", file,
                problems->count - PROBLEMS_MAX);
}
