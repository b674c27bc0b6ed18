#include "base/title.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

static struct {
    char *start; /* of argv[0]; NULL: unknown */
    size_t size; /* as far as its strings lie one behind the other */
    size_t used; /* bytes that may not be zero */
} area;

/* Keeps the block reachable for leak checkers; volatile, because the optimizer
 * would drop a variable that is never read. */
static char **volatile argv_copy, **volatile environ_copy;

/* Where the strings of LIST, which ends in NULL, end if the first of them lies
 * at END and each behind the other. */
static char *
title_area_end(char *const *list, char *end)
{
    for (; *list != NULL && *list == end; list++)
        end += strlen(end) + 1;
    return end;
}

/* A copy of LIST and its strings, in one block; NULL without memory. */
static char **
title_copy(char *const *list)
{
    size_t count = 0, bytes = 0;
    char **copy, *text;

    for (; list[count] != NULL; count++)
        bytes += strlen(list[count]) + 1;
    copy = malloc((count + 1) * sizeof(*copy) + bytes);
    if (copy == NULL)
        return NULL;
    text = (char *)&copy[count + 1];
    for (size_t i = 0; i < count; i++) {
        copy[i] = text;
        text = stpcpy(text, list[i]) + 1;
    }
    copy[count] = NULL;
    return copy;
}

char **
title_init(int argc, char **argv)
{
    char *end;

    if (argc < 1)
        return argv;
    argv_copy = title_copy(argv);
    environ_copy = title_copy(environ);
    if (argv_copy == NULL || environ_copy == NULL)
        return argv;
    end = title_area_end(argv, argv[0]);
    end = title_area_end(environ, end);
    area.start = argv[0];
    area.size = area.used = (size_t)(end - argv[0]);
    environ = environ_copy;
    return argv_copy;
}

void
title_set(const char *name, const char *title)
{
    size_t length = strlen(title);

    prctl(PR_SET_NAME, name);
    if (area.start == NULL)
        return;
    if (length > area.size - 1)
        length = area.size - 1;
    memcpy(area.start, title, length);
    /* Do not overwrite the rest again: a page that is written to is no longer
     * shared. */
    if (area.used > length)
        memset(area.start + length, 0, area.used - length);
    area.used = length;
}
