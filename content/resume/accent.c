#include "resume/accent.h"

#include <stddef.h>
#include <strings.h>

#include "sshd/base/array.h"

/* The first is the default. */
static const struct accent accents[] = {
    {"blue", 0x144A7D, 0x87AFFF},  {"teal", 0x005F5F, 0x5FD7AF},
    {"green", 0x005F00, 0x87D787}, {"purple", 0x5F2D91, 0xC9A6FF},
    {"red", 0x9B1C1C, 0xFF8A80},   {"brown", 0x6B4423, 0xE0B084},
    {"grey", 0x444444, 0xB8B8B8},
};

const struct accent *
accent_find(const char *name)
{
    for (size_t i = 0; i < COUNT(accents); i++)
        if (strcasecmp(accents[i].name, name) == 0)
            return &accents[i];
    return NULL;
}

const struct accent *
accent_or_default(const char *name)
{
    const struct accent *accent = accent_find(name);

    return accent != NULL ? accent : &accents[0];
}
