#include "published.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *name;
    unsigned size;
} files[] = {
    {"resume.json", 700},
    {"resume.md", 0},
    {"resume.pdf", 300000},
    {"resume.txt", 5},
};

/* No byte is where it would be in another place or document. */
static void
write_document(const char *directory, size_t index)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", directory, files[index].name);
    file = fopen(path, "w");
    assert(file != NULL);
    for (unsigned i = 0; i < files[index].size; i++)
        putc((int)(i * 2654435761U >> 24 ^ index), file);
    assert(fclose(file) == 0);
}

const char *
publish(void)
{
    static char directory[128];
    const char *place = getenv("TMPDIR");

    snprintf(directory, sizeof(directory), "%s/published.XXXXXX",
             place != NULL ? place : "/tmp");
    assert(mkdtemp(directory) != NULL);
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
        write_document(directory, i);
    return directory;
}
