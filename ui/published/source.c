#include "published/source.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"
#include "sshd/base/published_index.h"

#define STEM      "resume."
#define JSON_NAME STEM "json"

/* A publisher that replaces the directory at this moment may remove the old one
 * between its lookup and the opening of a file in it: try again. */
#define TRIES 3

/* The path of NAME in FOLDER of the directory. */
static int
source_join(char path[PATH_MAX], const struct source *source,
            const char *folder, const char *name)
{
    int length =
        snprintf(path, PATH_MAX, "%s/%s/%s", source->path, folder, name);

    return length > 0 && length < PATH_MAX ? 0 : -1;
}

int
source_open(struct source *source, const char *path, struct error *error)
{
    struct stat status;

    *source = (struct source){.path = path};
    if (stat(path, &status) < 0)
        return error_set(error, "%s: %s", path, strerror(errno));
    if (strlen(path) >= PATH_MAX)
        return error_set(error, "the path is too long");
    source->directory = S_ISDIR(status.st_mode);
    return 0;
}

void
source_choose(struct source *source, const struct published_index *index,
              const struct published_edition *edition)
{
    source->index = index;
    source->edition = edition;
}

struct resume *
source_load(const struct source *source, struct error *error)
{
    const char *folder = source->edition != NULL ? source->edition->folder : "";
    struct resume *resume = NULL;
    char path[PATH_MAX];

    if (!source->directory)
        return resume_load(source->path, NULL, error);
    if (source_join(path, source, folder, JSON_NAME) < 0) {
        error_set(error, "the path is too long");
        return NULL;
    }
    for (int i = 0; i < TRIES && resume == NULL; i++)
        resume = resume_load_published(path, error);
    return resume;
}

/* The folder of the edition shown, or of its person's in the language that the
 * LENGTH bytes at TAG name; NULL without one. */
static const char *
source_folder(const struct source *source, const char *tag, size_t length)
{
    const struct published_index *index = source->index;

    if (index == NULL)
        return length > 0 ? NULL : "";
    if (source->edition == NULL || length == 0)
        return source->edition != NULL ? source->edition->folder : NULL;
    for (size_t i = 0; i < index->edition_count; i++) {
        const struct published_edition *edition = &index->editions[i];

        if (strcmp(edition->person, source->edition->person) == 0 &&
            strlen(edition->language) == length &&
            strncasecmp(edition->language, tag, length) == 0)
            return edition->folder;
    }
    return NULL;
}

FILE *
source_open_file(const struct source *source, const char *name)
{
    char path[PATH_MAX], letter[PUBLISHED_NAME_MAX + 16];
    const char *slash = strchr(name, '/'), *inner;
    FILE *file = NULL;

    inner =
        source_folder(source, name, slash != NULL ? (size_t)(slash - name) : 0);
    name = slash != NULL ? slash + 1 : name;
    if (source_is_letter(name)) {
        if (source->audience == NULL)
            return NULL;
        published_index_letter(letter, source->audience, name);
        name = letter;
    }
    if (!source->directory)
        return strcmp(name, JSON_NAME) == 0 ? fopen(source->path, "re") : NULL;
    if (inner == NULL || source_join(path, source, inner, name) < 0)
        return NULL;
    for (int i = 0; i < TRIES && file == NULL; i++)
        file = fopen(path, "re");
    return file;
}

bool
source_is_pdf(const char *name)
{
    return strcmp(name, "resume.pdf") == 0;
}

bool
source_has_pdf(const struct source_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        if (source_is_pdf(files->names[i]))
            return true;
    return false;
}

bool
source_is_letter(const char *name)
{
    for (size_t i = 0; i < PUBLISHED_LETTERS; i++)
        if (strcmp(name, published_letters[i]) == 0)
            return true;
    return false;
}

/* The publisher decides which documents exist; the command for each is its file
 * name extension. */
const char *
source_file_word(const char *name)
{
    const char *word = name + strlen(STEM);

    if (strncmp(name, STEM, strlen(STEM)) != 0 || *word == '\0' ||
        strlen(name) >= SOURCE_NAME_MAX)
        return NULL;
    for (const char *c = word; *c != '\0'; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c))
            return NULL;
    return word;
}

static int
source_compare(const void *a, const void *b)
{
    return strcmp(a, b);
}

void
source_list(const struct source *source, struct source_files *files)
{
    char folder[PATH_MAX];
    const char *inner = source_folder(source, "", 0);
    DIR *directory = source->directory && inner != NULL &&
                             source_join(folder, source, inner, "") == 0
                         ? opendir(folder)
                         : NULL;
    const struct dirent *entry;

    files->count = 0;
    files->audience = source->audience;
    files->single = !source->directory;
    if (directory == NULL)
        return;
    while (files->count < SOURCE_FILES_MAX &&
           (entry = readdir(directory)) != NULL)
        if (source_file_word(entry->d_name) != NULL)
            strcpy(files->names[files->count++], entry->d_name);
    closedir(directory);
    for (size_t i = 0; i < PUBLISHED_LETTERS; i++) {
        FILE *file = source_open_file(source, published_letters[i]);

        if (file != NULL && files->count < SOURCE_FILES_MAX)
            strcpy(files->names[files->count++], published_letters[i]);
        if (file != NULL)
            fclose(file);
    }
    qsort(files->names, files->count, sizeof(files->names[0]), source_compare);
}
