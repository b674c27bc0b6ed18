#include "source.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "resume.h"

#define JSON_NAME "resume.json"

/* A publisher that swaps the directory in this very moment may remove the
 * old one between our finding it and our opening the file in it. */
#define TRIES 3

static int
join(char path[PATH_MAX], const char *directory, const char *name)
{
    int length = snprintf(path, PATH_MAX, "%s/%s", directory, name);

    return length > 0 && length < PATH_MAX ? 0 : -1;
}

int
source_open(struct source *source, const char *path, struct error *error)
{
    struct stat status;

    *source = (struct source){0};
    if (stat(path, &status) < 0)
        return error_set(error, "%s: %s", path, strerror(errno));
    if (strlen(path) >= PATH_MAX)
        return error_set(error, "the name is too long");
    if (!S_ISDIR(status.st_mode)) {
        strcpy(source->file, path);
        return 0;
    }
    strcpy(source->directory, path);
    if (join(source->file, path, JSON_NAME) < 0)
        return error_set(error, "the name is too long");
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

FILE *
source_open_file(const struct source *source, const char *name)
{
    char path[PATH_MAX];
    FILE *file = NULL;

    if (*source->directory == '\0')
        return strcmp(name, JSON_NAME) == 0 ? fopen(source->file, "re") : NULL;
    if (join(path, source->directory, name) < 0)
        return NULL;
    for (int i = 0; i < TRIES && file == NULL; i++)
        file = fopen(path, "re");
    return file;
}
