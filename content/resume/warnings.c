#include "resume/warnings.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include "text/text.h"

static const char *const kind_names[] = {
    [WARNING_VALUE] = "warning",
    [WARNING_PUBLIC] = "public",
    [WARNING_PRIVATE] = "private",
    [WARNING_MISSING] = "missing",
    [WARNING_NOTE] = "note",
    [WARNING_LEFT_OUT] = "left-out",
    [WARNING_UNTRANSLATED] = "untranslated",
};

const char *
warning_kind_name(enum warning_kind kind)
{
    return kind_names[kind];
}

const char *
warnings_noun(size_t count)
{
    return count == 1 ? "warning" : "warnings";
}

/* Remove from TEXT the bytes of a character that a precision, "%.40s", cut. */
static void
warnings_drop_pieces(char *text)
{
    const char *at = text;
    char *out = text;

    while (*at != '\0') {
        const char *start = at;

        if (text_next(&at) == 0xFFFD && at == start + 1)
            continue;
        memmove(out, start, (size_t)(at - start));
        out += at - start;
    }
    *out = '\0';
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

    warnings->warning_count +=
        kind == WARNING_VALUE || kind == WARNING_LEFT_OUT;
    if (warnings->count++ >= WARNINGS_MAX)
        return;
    warning = &warnings->items[warnings->count - 1];
    warning->kind = kind;
    snprintf(warning->path, sizeof(warning->path), "%s", path);
    vsnprintf(warning->what, sizeof(warning->what), what, arguments);
    warnings_drop_pieces(warning->what);
}

void
warnings_add(struct warnings *warnings, const char *path, const char *what, ...)
{
    va_list arguments;

    va_start(arguments, what);
    warnings_add_list(warnings, WARNING_VALUE, path, what, arguments);
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

static bool
warnings_have(const struct warnings *warnings, const struct warning *warning)
{
    for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
        if (warnings->items[i].kind == warning->kind &&
            strcmp(warnings->items[i].path, warning->path) == 0 &&
            strcmp(warnings->items[i].what, warning->what) == 0)
            return true;
    return false;
}

void
warnings_subtract(struct warnings *warnings, const struct warnings *others)
{
    size_t kept = 0;

    for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++) {
        struct warning *warning = &warnings->items[i];

        if (!warnings_have(others, warning))
            warnings->items[kept++] = *warning;
        else if (warning->kind == WARNING_VALUE ||
                 warning->kind == WARNING_LEFT_OUT)
            warnings->warning_count--;
    }
    if (warnings->count <= WARNINGS_MAX)
        warnings->count = kept;
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
