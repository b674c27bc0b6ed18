#include "snapshot.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "editions.h"
#include "snapshot_edition.h"
#include "snapshot_file.h"
#include "snapshot_folder.h"
#include "sshd/base/error.h"
#include "sshd/base/published_index.h"

/* Nanoseconds to keep the old snapshot after the swap, for readers that have
 * opened the directory but not yet a file in it. */
#define GRACE_NS (100 * 1000 * 1000)

/* The name of a snapshot before it is swapped in, and of the old one after
 * that: ".", the directory's name, INFIX, and the process ID. */
#define INFIX ".snapshot-"

#define SYNC_ALL_FROM 4 /* editions */

/* Open DIR's parent, and store DIR's name in it. */
static int
snapshot_find_parent(struct snapshot *snapshot, const char *dir)
{
    char path[PATH_MAX], real[PATH_MAX];
    const char *name = path;
    char *slash;
    size_t length = strlen(dir);

    while (length > 1 && dir[length - 1] == '/')
        length--;
    if (length == 0 || length >= sizeof(path))
        return error_set(snapshot->error, "not a directory: \"%.60s\"", dir);
    memcpy(path, dir, length);
    path[length] = '\0';
    /* Replace the target of a symbolic link, not the link. */
    if (realpath(path, real) != NULL)
        strcpy(path, real);
    slash = strrchr(path, '/');
    if (slash == NULL) {
        snapshot->parent = open(".", O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    } else {
        *slash = '\0';
        name = slash + 1;
        snapshot->parent = open(slash == path ? "/" : path,
                                O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    }
    if (snapshot->parent < 0)
        return snapshot_fail(snapshot, dir);
    if (*name == '\0' || strlen(name) > NAME_MAX - 32)
        return error_set(snapshot->error, "cannot publish to \"%.60s\"", dir);
    strcpy(snapshot->name, name);
    return 0;
}

/* Remove the snapshots that killed publishers left behind. */
static void
snapshot_remove_stale(const struct snapshot *snapshot)
{
    int fd = openat(snapshot->parent, ".", O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    size_t length = strlen(snapshot->name) + strlen("." INFIX);
    const struct dirent *item;

    if (stream == NULL)
        return;
    while ((item = readdir(stream)) != NULL)
        if (strncmp(item->d_name, snapshot->snapshot, length) == 0)
            snapshot_folder_remove(snapshot->parent, item->d_name);
    closedir(stream);
}

/* Whether EDITION was read from a file in the directory to replace. */
static bool
snapshot_has_source(const struct snapshot *snapshot,
                    const struct edition *edition)
{
    const char *slash = strrchr(edition->file, '/');
    struct stat here, there;

    return stat(edition->file, &here) == 0 &&
           fstatat(snapshot->old, slash != NULL ? slash + 1 : edition->file,
                   &there, 0) == 0 &&
           here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/* Check that the directory may be replaced: it contains neither files of other
 * programs nor the résumés' sources. */
static int
snapshot_check_old(struct snapshot *snapshot, const struct editions *editions)
{
    struct stat status;

    if (fstatat(snapshot->parent, snapshot->name, &status,
                AT_SYMLINK_NOFOLLOW) < 0)
        return 0;
    snapshot->old = openat(snapshot->parent, snapshot->name,
                           O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_RDONLY);
    for (size_t i = 0; i < editions->count; i++)
        if (snapshot_has_source(snapshot, &editions->items[i]))
            return error_set(snapshot->error,
                             "%s: contains the résumé's source; publish to a "
                             "separate directory",
                             snapshot->name);
    if (!snapshot_folder_is_ours(snapshot->parent, snapshot->name))
        return error_set(snapshot->error,
                         "%s: contains files other than published documents; "
                         "publish to a separate directory",
                         snapshot->name);
    published_index_read(snapshot->before, snapshot->old);
    return 0;
}

/* Write the index, unless there is one edition for everybody. */
static int
snapshot_write_index(const struct snapshot *snapshot, int root)
{
    const struct published_index *index = snapshot->index;
    FILE *out;

    if (index->edition_count == 0)
        return error_set(snapshot->error, "no résumé can be published");
    if (published_index_is_plain(index))
        return 0;
    out = snapshot_create(snapshot, root, PUBLISHED_INDEX_FILE);
    if (out == NULL)
        return -1;
    published_index_write(index, out);
    return snapshot_finish(snapshot, out, PUBLISHED_INDEX_FILE, 0);
}

static int
snapshot_write_all(const struct snapshot *snapshot,
                   const struct editions *editions)
{
    int root = snapshot_folder_make(snapshot->parent, snapshot->snapshot);
    int result = 0;

    if (root < 0)
        return snapshot_fail(snapshot, snapshot->snapshot);
    for (size_t i = 0; i < editions->count && result == 0; i++) {
        const struct edition *edition = &editions->items[i];

        result = edition->resume != NULL
                     ? snapshot_edition_write(snapshot, root, edition)
                     : snapshot_edition_keep(snapshot, root, edition);
    }
    if (result == 0)
        result = snapshot_write_index(snapshot, root);
    if (result == 0 && (snapshot->sync_each ? fsync(root) : syncfs(root)) < 0)
        result = snapshot_fail(snapshot, snapshot->snapshot);
    close(root);
    return result;
}

/* Replace the old snapshot, if there is one, with the new one, and remove
 * it. */
static int
snapshot_swap_in(const struct snapshot *snapshot)
{
    static const struct timespec grace = {.tv_nsec = GRACE_NS};
    int parent = snapshot->parent;

    if (renameat2(parent, snapshot->snapshot, parent, snapshot->name,
                  RENAME_NOREPLACE) == 0)
        return fsync(parent);
    if (errno != EEXIST)
        return snapshot_fail(snapshot, snapshot->name);
    if (renameat2(parent, snapshot->snapshot, parent, snapshot->name,
                  RENAME_EXCHANGE) < 0)
        return snapshot_fail(snapshot, snapshot->name);
    fsync(parent);
    nanosleep(&grace, NULL);
    snapshot_folder_remove(parent, snapshot->snapshot);
    return 0;
}

static int
snapshot_publish(struct snapshot *snapshot, const struct editions *editions)
{
    int result;

    snprintf(snapshot->snapshot, sizeof(snapshot->snapshot), ".%s" INFIX "%ld",
             snapshot->name, (long)getpid());
    snapshot_remove_stale(snapshot);
    result = snapshot_write_all(snapshot, editions);
    if (result == 0)
        result = snapshot_swap_in(snapshot);
    if (result < 0)
        snapshot_folder_remove(snapshot->parent, snapshot->snapshot);
    return result;
}

int
snapshot_write(const struct editions *editions, const char *dir,
               struct error *error)
{
    struct published_index *indexes = calloc(2, sizeof(*indexes));
    struct snapshot snapshot = {
        .parent = -1,
        .old = -1,
        .sync_each = editions->count < SYNC_ALL_FROM,
        .error = error,
    };
    sigset_t ending, before;
    int result;

    if (indexes == NULL)
        abort();
    snapshot.before = &indexes[0];
    snapshot.index = &indexes[1];
    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    result = snapshot_find_parent(&snapshot, dir);
    /* A lock on the parent needs no lock file, and ends with the process. */
    if (result == 0 && flock(snapshot.parent, LOCK_EX) < 0)
        result = snapshot_fail(&snapshot, dir);
    sigprocmask(SIG_BLOCK, &ending, &before);
    if (result == 0)
        result = snapshot_check_old(&snapshot, editions);
    if (result == 0)
        result = snapshot_publish(&snapshot, editions);
    if (snapshot.old >= 0)
        close(snapshot.old);
    if (snapshot.parent >= 0)
        close(snapshot.parent);
    free(indexes);
    /* Pending signals are delivered here. */
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}
