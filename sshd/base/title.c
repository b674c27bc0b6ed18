#include "base/title.h"

#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#define TITLE_MAX ((size_t)64) /* bytes of a title, with its NUL */

static struct {
    char *start; /* of argv[0]; NULL: unknown */
    size_t size; /* of the contiguous strings from there on, as far as they may
                    be non-zero */
} area;

static struct block {
    char **list; /* followed by its strings, in pages of their own */
    size_t size;
} argv_copy, environ_copy;

/* Where the strings of LIST, which ends in NULL, end if the first of them lies
 * at END and the others follow contiguously. */
static char *
title_area_end(char *const *list, char *end)
{
    for (; *list != NULL && *list == end; list++)
        end += strlen(end) + 1;
    return end;
}

/* A copy of LIST and its strings; its list is NULL without memory. */
static struct block
title_copy(char *const *list)
{
    struct block block = {NULL, 0};
    size_t count = 0;
    void *memory;
    char *text;

    for (; list[count] != NULL; count++)
        block.size += strlen(list[count]) + 1;
    block.size += (count + 1) * sizeof(*list);
    memory = mmap(NULL, block.size, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return (struct block){NULL, 0};
    block.list = memory;
    text = (char *)&block.list[count + 1];
    for (size_t i = 0; i < count; i++) {
        block.list[i] = text;
        text = stpcpy(text, list[i]) + 1;
    }
    return block; /* mmap(2) zeroed the memory: the list ends in NULL */
}

char **
title_init(int argc, char **argv)
{
    char *end;

    if (argc < 1)
        return argv;
    argv_copy = title_copy(argv);
    environ_copy = title_copy(environ);
    if (argv_copy.list == NULL || environ_copy.list == NULL)
        return argv;
    end = title_area_end(argv, argv[0]);
    end = title_area_end(environ, end);
    area.start = argv[0];
    area.size = (size_t)(end - argv[0]);
    environ = environ_copy.list;
    return argv_copy.list;
}

void
title_set(const char *name, const char *title)
{
    size_t length = strlen(title);

    prctl(PR_SET_NAME, name);
    if (area.start == NULL)
        return;
    if (length > TITLE_MAX - 1)
        length = TITLE_MAX - 1;
    if (length > area.size - 1)
        length = area.size - 1;
    memcpy(area.start, title, length);
    memset(area.start + length, 0, area.size - length);
    /* Children write to neither the rest nor this variable: a page that is
     * written to is no longer shared. */
    if (area.size > TITLE_MAX)
        area.size = TITLE_MAX;
}

void
title_forget_environment(void)
{
    if (environ_copy.list == NULL)
        environ = NULL;
    else
        madvise(environ_copy.list, environ_copy.size, MADV_DONTNEED);
}
