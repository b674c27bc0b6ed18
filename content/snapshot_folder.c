#include "snapshot_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "documents/document.h"
#include "language/language_guess.h"
#include "resume/audience.h"
#include "sshd/base/array.h"
#include "sshd/base/published_index.h"

/* The kind of a folder in a snapshot, which decides what it may contain. */
enum level { LEVEL_SNAPSHOT, LEVEL_PEOPLE, LEVEL_PERSON, LEVEL_LANGUAGE };

static bool
snapshot_folder_is_document(const char *name)
{
    for (size_t i = 0; i < document_count; i++)
        if (strcmp(documents[i]->name, name) == 0)
            return true;
    return published_index_is_letter(name) || strcmp(name, AUDIENCES_FILE) == 0;
}

/* Whether NAME may be a file of LEVEL. */
static bool
snapshot_folder_has_file(enum level level, const char *name)
{
    return (level != LEVEL_PEOPLE && snapshot_folder_is_document(name)) ||
           (level == LEVEL_SNAPSHOT && strcmp(name, PUBLISHED_INDEX_FILE) == 0);
}

/* The level of the folder NAME in one of LEVEL; LEVEL itself if there may be
 * none of that name. */
static enum level
snapshot_folder_below(enum level level, const char *name)
{
    if (level == LEVEL_PEOPLE)
        return published_index_is_name(name) ? LEVEL_PERSON : level;
    if (level == LEVEL_SNAPSHOT && strcmp(name, PUBLISHED_PEOPLE_FOLDER) == 0)
        return LEVEL_PEOPLE;
    return level != LEVEL_LANGUAGE && language_guess_is_tag(name)
               ? LEVEL_LANGUAGE
               : level;
}

static DIR *
snapshot_folder_open(int parent, const char *name)
{
    int fd =
        openat(parent, name, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_RDONLY);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;

    if (stream == NULL && fd >= 0)
        close(fd);
    return stream;
}

enum walk {
    WALK_CHECK,
    WALK_REMOVE, /* remove our files, and directories without other files */
};

/* Returns whether the directory NAME, of LEVEL, contains only our files. It is
 * at most three levels deep. */
static bool
snapshot_folder_walk(int parent, const char *name, enum level level,
                     enum walk walk)
{
    DIR *stream = snapshot_folder_open(parent, name);
    const struct dirent *item;
    bool ours = true;

    if (stream == NULL)
        return false;
    while (ours && (item = readdir(stream)) != NULL) {
        const char *entry = item->d_name;
        enum level below = snapshot_folder_below(level, entry);

        if (strcmp(entry, ".") == 0 || strcmp(entry, "..") == 0)
            continue;
        if (snapshot_folder_has_file(level, entry)) {
            if (walk == WALK_REMOVE)
                unlinkat(dirfd(stream), entry, 0);
        } else {
            ours = below != level &&
                   snapshot_folder_walk(dirfd(stream), entry, below, walk);
        }
    }
    closedir(stream);
    if (ours && walk == WALK_REMOVE)
        unlinkat(parent, name, AT_REMOVEDIR);
    return ours;
}

bool
snapshot_folder_is_ours(int parent, const char *name)
{
    return snapshot_folder_walk(parent, name, LEVEL_SNAPSHOT, WALK_CHECK);
}

void
snapshot_folder_remove(int parent, const char *name)
{
    snapshot_folder_walk(parent, name, LEVEL_SNAPSHOT, WALK_REMOVE);
}

/* Open the folder NAME of PARENT, created if it does not exist. */
static int
snapshot_folder_make_one(int parent, const char *name)
{
    int fd;

    if (mkdirat(parent, name, 0755) < 0 && errno != EEXIST)
        return -1;
    fd = openat(parent, name, O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_RDONLY);
    if (fd >= 0 && fchmod(fd, 0755) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int
snapshot_folder_make(int root, const char *path)
{
    int fd = openat(root, ".", O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    char name[PUBLISHED_FOLDER_MAX + 1];

    while (fd >= 0 && *path != '\0') {
        size_t length = strcspn(path, "/");
        int above = fd;

        snprintf(name, sizeof(name), "%.*s", (int)length, path);
        fd = snapshot_folder_make_one(above, name);
        close(above);
        path += length + strspn(path + length, "/");
    }
    return fd;
}

int
snapshot_folder_link(int old, const char *from, int to)
{
    DIR *stream = snapshot_folder_open(old, *from != '\0' ? from : ".");
    const struct dirent *item;
    int count = 0;

    if (stream == NULL)
        return -1;
    while (count >= 0 && (item = readdir(stream)) != NULL)
        if (snapshot_folder_is_document(item->d_name))
            count =
                linkat(dirfd(stream), item->d_name, to, item->d_name, 0) == 0
                    ? count + 1
                    : -1;
    closedir(stream);
    return count;
}
