#include "source.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "resume.h"

/* A publisher that swaps the directory in this very moment may remove the
 * old one between our finding it and our opening the file in it. */
#define TRIES 3

int
source_open(struct source *source, const char *path, struct error *error)
{
    struct stat status;
    int length;

    if (stat(path, &status) < 0)
        return error_set(error, "%s: %s", path, strerror(errno));
    length = snprintf(source->file, sizeof(source->file), "%s%s", path,
                      S_ISDIR(status.st_mode) ? "/resume.json" : "");
    if (length < 0 || (size_t)length >= sizeof(source->file))
        return error_set(error, "%s: the name is too long", path);
    return 0;
}

struct resume *
source_load(const struct source *source, struct error *error)
{
    struct resume *resume = NULL;

    for (int i = 0; i < TRIES && resume == NULL; i++)
        resume = resume_load(source->file, NULL, error);
    return resume;
}
