#include "resume/warnings.h"

#include <stdarg.h>

static const char *const kind_names[] = {
    [WARNING_ODD] = "odd",         [WARNING_PUBLIC] = "public",
    [WARNING_PRIVATE] = "private", [WARNING_MISSING] = "missing",
    [WARNING_NOTE] = "note",       [WARNING_LEFT_OUT] = "left-out",
};

const char *
warning_kind_name(enum warning_kind kind)
{
    return kind_names[kind];
}

static void warnings_add_list(struct warnings *warnings, enum warning_kind kind,
                              const char *path, const char *what,
                              va_list arguments)
    __attribute__((format(printf, 4, 0)));

static void
warnings_add_list(struct warnings *warnings, enum warning_kind kind,
                  const char *path, const char *what, va_list arguments)
{
    struct warning *warning;

    warnings->odd_count += kind == WARNING_ODD || kind == WARNING_LEFT_OUT;
    if (warnings->count++ >= WARNINGS_MAX)
        return;
    warning = &warnings->items[warnings->count - 1];
    warning->kind = kind;
    snprintf(warning->path, sizeof(warning->path), "%s", path);
    vsnprintf(warning->what, sizeof(warning->what), what, arguments);
}

void
warnings_add(struct warnings *warnings, const char *path, const char *what, ...)
{
    va_list arguments;

    va_start(arguments, what);
    warnings_add_list(warnings, WARNING_ODD, path, what, arguments);
    va_end(arguments);
}

void
warnings_note(struct warnings *warnings, enum warning_kind kind,
              const char *path, const char *what, ...)
{
    va_list arguments;

    va_start(arguments, what);
    warnings_add_list(warnings, kind, path, what, arguments);
    va_end(arguments);
}

void
warnings_print(const struct warnings *warnings, const char *file, FILE *out)
{
    for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
        fprintf(out, "%s: %s: %s\n", file, warnings->items[i].path,
                warnings->items[i].what);
    if (warnings->count > WARNINGS_MAX)
        fprintf(out, "%s: and %zu more\n", file,
                warnings->count - WARNINGS_MAX);
}
