#include "process/audience_names.h"

#include <string.h>
#include <strings.h>

unsigned
audience_names_find(const struct audience_names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (strcasecmp(names->names[i], name) == 0)
            return i + 1;
    return AUDIENCE_NAMES_NONE;
}

void
audience_names_add(struct audience_names *names,
                   const struct published_index *index)
{
    for (size_t i = 0; i < index->audience_count; i++) {
        const char *name = index->audiences[i].name;

        if (names->count < AUDIENCE_NAMES_MAX &&
            audience_names_find(names, name) == AUDIENCE_NAMES_NONE)
            strcpy(names->names[names->count++], name);
    }
}
