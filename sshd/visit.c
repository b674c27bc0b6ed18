#include "visit.h"

#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS  "0123456789"

#define COLUMNS_DEFAULT 80
#define COLUMNS_MAX     300
#define ROWS_DEFAULT    24
#define ROWS_MAX        100

static const char term_characters[] = LETTERS DIGITS "+._-";
static const char user_characters[] = LETTERS DIGITS "._-";
static const char hint_characters[] = LETTERS DIGITS "._-@:,+=";

static const char *const hint_names[] = {
#define X(name) [VISIT_##name] = #name,
    VISIT_HINTS(X)
#undef X
};

/* Whether TEXT ends within SIZE bytes and has only CHARACTERS. */
static bool
consists_of(const char *text, size_t size, const char *characters)
{
    return strnlen(text, size) < size && text[strspn(text, characters)] == '\0';
}

static bool
keep(char *field, size_t size, const char *text, const char *characters)
{
    if (!consists_of(text, size, characters))
        return false;
    strcpy(field, text);
    return true;
}

const char *
visit_hint_name(enum visit_hint hint)
{
    return hint_names[hint];
}

bool
visit_set_term(struct visit *visit, const char *term)
{
    return keep(visit->term, sizeof(visit->term), term, term_characters);
}

bool
visit_set_user(struct visit *visit, const char *user)
{
    return keep(visit->user, sizeof(visit->user), user, user_characters);
}

bool
visit_set_hint(struct visit *visit, const char *name, const char *value)
{
    for (int i = 0; i < VISIT_HINT_COUNT; i++)
        if (strcmp(name, hint_names[i]) == 0 &&
            keep(visit->hints[i], sizeof(visit->hints[i]), value,
                 hint_characters)) {
            visit->hinted[i] = 1;
            return true;
        }
    return false;
}

bool
visit_set_command(struct visit *visit, const char *command)
{
    size_t size = strnlen(command, sizeof(visit->command));

    if (size == sizeof(visit->command))
        return false;
    memcpy(visit->command, command, size + 1);
    return true;
}

static unsigned short
clamp(unsigned value, unsigned preset, unsigned most)
{
    if (value == 0)
        value = preset;
    return (unsigned short)(value < most ? value : most);
}

void
visit_set_size(struct visit *visit, unsigned columns, unsigned rows)
{
    visit->columns = clamp(columns, COLUMNS_DEFAULT, COLUMNS_MAX);
    visit->rows = clamp(rows, ROWS_DEFAULT, ROWS_MAX);
}

bool
visit_is_sound(const struct visit *visit)
{
    for (int i = 0; i < VISIT_HINT_COUNT; i++)
        if (!consists_of(visit->hints[i], sizeof(visit->hints[i]),
                         hint_characters))
            return false;
    return visit->columns <= COLUMNS_MAX && visit->rows <= ROWS_MAX &&
           consists_of(visit->term, sizeof(visit->term), term_characters) &&
           consists_of(visit->user, sizeof(visit->user), user_characters) &&
           strnlen(visit->command, sizeof(visit->command)) <
               sizeof(visit->command);
}
