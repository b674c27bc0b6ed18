#include "text/misspelling.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define NAME_MIN 4 /* bytes; shorter names are close to too many others */
#define NAME_MAX 24

struct misspelling {
    bool (*is_known)(const char *name, const void *context);
    const void *context;
    const char *name;
    char text[NAME_MAX + 2];
};

/* Whether a key is known that has MIDDLE in place of the COUNT bytes of the
 * name at AT. */
static bool
misspelling_try(struct misspelling *guess, size_t at, size_t count,
                const char *middle)
{
    snprintf(guess->text, sizeof(guess->text), "%.*s%s%s", (int)at, guess->name,
             middle, guess->name + at + count);
    return guess->is_known(guess->text, guess->context);
}

/* Whether a known key has one letter more than the name, before AT, or another
 * one at AT. */
static bool
misspelling_letter(struct misspelling *guess, size_t at)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    for (const char *letter = letters; *letter != '\0'; letter++) {
        const char middle[] = {*letter, '\0'};

        if (misspelling_try(guess, at, 0, middle) ||
            (guess->name[at] != '\0' && misspelling_try(guess, at, 1, middle)))
            return true;
    }
    return false;
}

/* Whether a known key lacks the letter at AT of the name, has the two at AT in
 * the other order, or writes "_d" as "D". */
static bool
misspelling_change(struct misspelling *guess, size_t at)
{
    char a = guess->name[at], b = a != '\0' ? guess->name[at + 1] : '\0';
    const char swapped[] = {b, a, '\0'};
    const char upper[] = {(char)toupper((unsigned char)b), '\0'};

    return a != '\0' &&
           (misspelling_try(guess, at, 1, "") ||
            (b != '\0' && misspelling_try(guess, at, 2, swapped)) ||
            (a == '_' && b != '\0' && misspelling_try(guess, at, 2, upper)));
}

bool
misspelling_find(char *out, size_t size, const char *name,
                 bool (*is_known)(const char *name, const void *context),
                 const void *context)
{
    struct misspelling guess = {is_known, context, name, ""};
    size_t length = strlen(name);

    *out = '\0';
    if (length < NAME_MIN || length > NAME_MAX)
        return false;
    for (size_t at = 0; at <= length; at++)
        if (misspelling_change(&guess, at)) {
            snprintf(out, size, "%s", guess.text);
            return true;
        }
    for (size_t at = 0; at <= length; at++)
        if (misspelling_letter(&guess, at)) {
            snprintf(out, size, "%s", guess.text);
            return true;
        }
    return false;
}
