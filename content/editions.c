#include "editions.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "language/language_guess.h"
#include "multilingual.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "resume/translation.h"
#include "resume/warnings.h"
#include "review.h"

#define SUFFIX    ".json"
#define EVERYBODY "resume"
#define FILES_MAX (PUBLISHED_EDITIONS_MAX * 2) /* examined in a folder */

/* A file of a folder: NAME.json or NAME.TAG.json. */
struct found {
    char name[NAME_MAX + 1]; /* without the tag and the suffix */
    char tag[PUBLISHED_TAG_MAX + 1];
};

struct folder {
    char path[PATH_MAX]; /* with a slash at its end; "": the current one */
    struct found *files;
    size_t count;
};

static void *
editions_allocate(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    if (memory == NULL)
        abort();
    return memory;
}

static char *
editions_print(const char *directory, const char *name, const char *tag,
               const char *suffix)
{
    char *path;

    if (asprintf(&path, "%s%s%s%s%s", directory, name, *tag != '\0' ? "." : "",
                 tag, suffix) < 0)
        abort();
    return path;
}

/* Split NAME of a file into FOUND. Returns false unless it ends in SUFFIX. */
static bool
editions_split(struct found *found, const char *name)
{
    size_t length = strlen(name);
    char *tag;

    if (*name == '.' || length <= strlen(SUFFIX) || length > NAME_MAX ||
        strcmp(name + length - strlen(SUFFIX), SUFFIX) != 0)
        return false;
    snprintf(found->name, sizeof(found->name), "%.*s",
             (int)(length - strlen(SUFFIX)), name);
    found->tag[0] = '\0';
    tag = strrchr(found->name, '.');
    if (tag == NULL || tag == found->name ||
        strlen(tag + 1) >= sizeof(found->tag) ||
        !language_guess_is_known(tag + 1))
        return true;
    strcpy(found->tag, tag + 1);
    *tag = '\0';
    return true;
}

/* By name, without regard to case; a file without a tag comes first. */
static int
editions_compare(const void *a, const void *b)
{
    const struct found *one = a, *other = b;
    int order = strcasecmp(one->name, other->name);

    if (order == 0)
        order = strcmp(one->name, other->name);
    return order != 0 ? order : strcmp(one->tag, other->tag);
}

/* List the files of FOLDER; only those of NAME, unless that is NULL. */
static int
editions_list(struct folder *folder, const char *name, struct error *error)
{
    DIR *stream = opendir(*folder->path == '\0' ? "." : folder->path);
    const struct dirent *entry;
    struct found found;

    if (stream == NULL)
        return error_set(error, "cannot read the folder: %s", strerror(errno));
    folder->files = editions_allocate(FILES_MAX, sizeof(*folder->files));
    while (folder->count < FILES_MAX && (entry = readdir(stream)) != NULL)
        if (editions_split(&found, entry->d_name) &&
            (name == NULL || strcmp(found.name, name) == 0))
            folder->files[folder->count++] = found;
    closedir(stream);
    qsort(folder->files, folder->count, sizeof(*folder->files),
          editions_compare);
    return 0;
}

static struct edition *
editions_add(struct editions *editions, const char *person)
{
    struct edition *edition;

    if (editions->count == editions->capacity) {
        editions->capacity = editions->capacity * 2 + 4;
        editions->items =
            reallocarray(editions->items, editions->capacity, sizeof(*edition));
        if (editions->items == NULL)
            abort();
    }
    edition = &editions->items[editions->count++];
    *edition = (struct edition){
        .warnings = editions_allocate(1, sizeof(struct warnings))};
    strcpy(edition->row.person, person);
    return edition;
}

/* Name EDITION's language and folder, after it was read. */
static void
editions_place(struct edition *edition, const char *language)
{
    struct published_edition *row = &edition->row;
    bool person = *row->person != '\0';

    snprintf(row->language, sizeof(row->language), "%s", language);
    snprintf(row->folder, sizeof(row->folder), "%s%s%s%s",
             person ? PUBLISHED_PEOPLE_FOLDER "/" : "", row->person,
             person && !edition->own ? "/" : "",
             edition->own ? "" : row->language);
}

/* One person's files. */
struct person_files {
    const char *person, *directory;
    const char *name; /* of the files, without tag and suffix */
    const struct found *translations;
    size_t count;
    struct multilingual *multilingual;
    size_t first; /* the edition in the owner's language */
};

/* Returns the path of the translation of FILES into TAG, or NULL. */
static char *
editions_translation(const struct person_files *files, const char *tag)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcasecmp(files->translations[i].tag, tag) == 0)
            return editions_print(files->directory, files->name,
                                  files->translations[i].tag, SUFFIX);
    return NULL;
}

/* Add an edition of FILES, read from PATH, which it takes. */
static struct edition *
editions_begin(struct editions *editions, const struct person_files *files,
               char *path, const char *tag)
{
    struct edition *edition = editions_add(editions, files->person);

    edition->file = path;
    edition->stem = editions_print(
        files->directory, *files->person != '\0' ? files->name : EVERYBODY, tag,
        "");
    return edition;
}

static void
editions_read_translation(struct editions *editions,
                          const struct person_files *files, const char *tag)
{
    char *path = editions_translation(files, tag);
    char *own = editions_print(editions->items[files->first].file, "", "", "");
    struct edition *edition =
        editions_begin(editions, files, path != NULL ? path : own, tag);

    edition->resume = multilingual_read(files->multilingual, tag, path,
                                        edition->warnings, &edition->error);
    if (path != NULL)
        free(own);
    editions_place(edition, tag);
    if (edition->resume != NULL)
        review_add(edition->resume, edition->warnings);
    warnings_subtract(edition->warnings,
                      editions->items[files->first].warnings);
}

/* Read the translations: those of the maps, then of the files. */
static void
editions_read_translations(struct editions *editions,
                           const struct person_files *files)
{
    struct translation_tags tags = *multilingual_tags(files->multilingual);

    for (size_t i = 0; i < files->count; i++)
        translation_tags_add(&tags, files->translations[i].tag);
    if (tags.count > TRANSLATION_TAGS_MAX) {
        warnings_add(editions->items[files->first].warnings, "the file",
                     "more than %d languages; the others are not published",
                     TRANSLATION_TAGS_MAX);
        tags.count = TRANSLATION_TAGS_MAX;
    }
    for (size_t i = 1; i < tags.count; i++)
        editions_read_translation(editions, files, tags.tags[i]);
}

/* Read one person's résumés, of which PATH has the owner's language. */
static void
editions_read_person(struct editions *editions, struct person_files *files,
                     char *path)
{
    struct edition *edition;
    const char *language = "";

    files->first = editions->count;
    edition = editions_begin(editions, files, path, "");
    edition->own = true;
    files->multilingual =
        multilingual_open(path, edition->warnings, &edition->error);
    if (files->multilingual != NULL)
        edition->resume = multilingual_read_own(
            files->multilingual, edition->warnings, &edition->error);
    if (edition->resume != NULL) {
        language = multilingual_tags(files->multilingual)->tags[0];
        review_add(edition->resume, edition->warnings);
    }
    editions_place(edition, language);
    if (edition->resume != NULL)
        editions_read_translations(editions, files);
    multilingual_free(files->multilingual);
}

/* Whether FILE, the COUNTth, may be a person's; warn otherwise. */
static bool
editions_is_person(struct editions *editions, const struct found *file,
                   const struct found *before, size_t count)
{
    char name[96];

    snprintf(name, sizeof(name), "%.80s" SUFFIX, file->name);
    if (!published_index_is_name(file->name))
        warnings_add(editions->warnings, name,
                     "not a name of letters, digits and \"._-\"; left out");
    else if (before != NULL && strcasecmp(before->name, file->name) == 0)
        warnings_add(editions->warnings, name,
                     "the same name as %.40s" SUFFIX "; left out",
                     before->name);
    else if (count == PUBLISHED_PEOPLE_MAX)
        warnings_add(editions->warnings, name, "more than %d people; left out",
                     PUBLISHED_PEOPLE_MAX);
    else
        return true;
    return false;
}

static int
editions_load_folder(struct editions *editions, struct folder *folder,
                     struct error *error)
{
    const struct found *before = NULL;
    size_t people = 0, next;

    if (editions_list(folder, NULL, error) < 0)
        return -1;
    for (size_t i = 0; i < folder->count; i = next) {
        const struct found *file = &folder->files[i];
        bool everybody = strcmp(file->name, EVERYBODY) == 0;
        struct person_files files = {
            .person = everybody ? "" : file->name,
            .directory = folder->path,
            .name = file->name,
            .translations = file + 1,
        };

        for (next = i + 1; next < folder->count &&
                           strcmp(folder->files[next].name, file->name) == 0;)
            next++;
        if (!everybody && !editions_is_person(editions, file, before, people))
            continue;
        people += !everybody;
        before = file;
        files.count = next - i - 1;
        editions_read_person(
            editions, &files,
            editions_print(folder->path, file->name, file->tag, SUFFIX));
    }
    if (editions->count == 0)
        return error_set(error, "no résumé (NAME.json) in the folder");
    return 0;
}

/* Load the file PATH, whatever its name; translations of NAME.json are beside
 * it. */
static void
editions_load_file(struct editions *editions, struct folder *folder,
                   const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    struct found own = {.tag = ""};
    struct person_files files = {
        .person = "", .directory = folder->path, .name = own.name};
    struct error ignored;

    snprintf(folder->path, sizeof(folder->path), "%.*s", (int)(name - path),
             path);
    if (editions_split(&own, name) && *own.tag == '\0' &&
        editions_list(folder, own.name, &ignored) == 0) {
        files.translations = folder->files;
        files.count = folder->count;
        if (files.count > 0 && *files.translations->tag == '\0') {
            files.translations++; /* PATH itself */
            files.count--;
        }
    }
    editions_read_person(editions, &files, editions_print(path, "", "", ""));
}

int
editions_load(struct editions *editions, const char *path, struct error *error)
{
    struct folder folder = {.path = ""};
    struct stat status;
    int result = 0;

    *editions = (struct editions){
        .warnings = editions_allocate(1, sizeof(struct warnings))};
    editions->folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (strlen(path) > PATH_MAX - 2)
        return error_set(error, "the path is too long");
    if (!editions->folder) {
        editions_load_file(editions, &folder, path);
    } else {
        snprintf(folder.path, sizeof(folder.path), "%s/", path);
        result = editions_load_folder(editions, &folder, error);
    }
    free(folder.files);
    return result;
}

void
editions_fini(struct editions *editions)
{
    for (size_t i = 0; i < editions->count; i++) {
        struct edition *edition = &editions->items[i];

        free(edition->file);
        free(edition->stem);
        free(edition->warnings);
        resume_free(edition->resume);
    }
    free(editions->items);
    free(editions->warnings);
    *editions = (struct editions){0};
}
