#include "files/published_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "resume."
#define CHARACTERS                                                             \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

static bool
published_files_is_name(const char *name)
{
    return strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
           strlen(name) <= PUBLISHED_FILE_NAME_MAX &&
           name[strspn(name, CHARACTERS)] == '\0';
}

/* Insert the file NAME of DIRECTORY, if it is a regular file. Returns -1 and
 * errno without descriptors or memory. */
static int
published_files_insert(struct published_files *files, int directory,
                       const char *name)
{
    struct published_file *items = files->items;
    struct stat status;
    size_t place = files->count;
    int fd;

    if (files->count == PUBLISHED_FILES_MAX)
        return 0;
    fd = openat(directory, name,
                O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM ? -1 : 0;
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return 0;
    }
    for (; place > 0 && strcmp(items[place - 1].name, name) > 0; place--)
        items[place] = items[place - 1];
    items[place] = (struct published_file){
        .fd = fd, .size = (uint64_t)status.st_size, .changed = status.st_mtime};
    strcpy(items[place].name, name);
    files->count++;
    return 0;
}

int
published_files_open(struct published_files *files, const char *directory)
{
    struct published_files fresh = {.opened = time(NULL)};
    DIR *stream = opendir(directory);
    const struct dirent *entry;
    struct stat status;
    int outcome = 0;

    if (stream == NULL)
        return -1;
    if (fstat(dirfd(stream), &status) == 0)
        fresh.changed = status.st_mtime;
    while (outcome == 0 && (entry = readdir(stream)) != NULL)
        if (published_files_is_name(entry->d_name))
            outcome =
                published_files_insert(&fresh, dirfd(stream), entry->d_name);
    closedir(stream);
    if (outcome < 0) {
        published_files_close(&fresh);
        return -1;
    }
    published_files_close(files);
    *files = fresh;
    return 0;
}

void
published_files_close(struct published_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        close(files->items[i].fd);
    files->count = 0;
}

const struct published_file *
published_files_find(const struct published_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->items[i].name, name) == 0)
            return &files->items[i];
    return NULL;
}

/* The root is the only directory: only the depth of PATH matters, and the name
 * at its first level. */
bool
published_files_resolve(const char *path,
                        char name[PUBLISHED_FILE_NAME_MAX + 1])
{
    size_t depth = 0;
    bool fits = true;

    name[0] = '\0';
    while (*path != '\0') {
        size_t length = strcspn(path, "/");

        if (length == 2 && strncmp(path, "..", 2) == 0) {
            depth -= depth > 0;
        } else if (length > 1 || (length == 1 && *path != '.')) {
            if (depth++ == 0) {
                fits = length <= PUBLISHED_FILE_NAME_MAX;
                snprintf(name, PUBLISHED_FILE_NAME_MAX + 1, "%.*s",
                         fits ? (int)length : 0, path);
            }
        }
        path += length;
        path += strspn(path, "/");
    }
    if (depth == 0)
        name[0] = '\0';
    return depth == 0 || (depth == 1 && fits);
}
