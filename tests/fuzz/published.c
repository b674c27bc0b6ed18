#include "published.h"

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/array.h"
#include "base/login.h"
#include "files/published_files.h"
#include "files/published_view.h"

static const struct {
    const char *name;
    unsigned size;
} documents[] = {
    {"resume.json", 700},
    {"resume.md", 0},
    {"resume.pdf", 300000},
    {"resume.txt", 5},
};

/* Fill the document with bytes that depend on their offset and on the document,
 * so that a wrong range is noticed. */
static void
write_document(const char *directory, size_t index)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", directory, documents[index].name);
    file = fopen(path, "w");
    assert(file != NULL);
    for (unsigned i = 0; i < documents[index].size; i++)
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
    for (size_t i = 0; i < COUNT(documents); i++)
        write_document(directory, i);
    return directory;
}

void
published_open(struct published_files *files, struct published_view *view)
{
    static const struct login_locale locale;

    assert(published_files_open(files, publish()) == 0);
    assert(files->count == 1 && files->folders[0].count == COUNT(documents));
    published_view_init(view, files, "", &locale);
}
