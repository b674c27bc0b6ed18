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

#include "documents/document.h"
#include "sshd/base/error.h"
#include "resume/warnings.h"
#include "user_file.h"

/* Nanoseconds to keep the old snapshot after the swap, for readers that have
 * opened the directory but not yet a file in it. */
#define GRACE_NS (100 * 1000 * 1000)

/* The name of a snapshot before it is swapped in, and of the old one after
 * that: ".", the directory's name, INFIX, and the process ID. */
#define INFIX ".snapshot-"

struct snapshot {
    int parent;          /* DIR's parent directory */
    char name[NAME_MAX]; /* DIR's name in the parent */
    char snapshot[NAME_MAX + 32];
    const char *file; /* path of the résumé's source */
    struct warnings *warnings;
    struct error *error;
};

static int
snapshot_fail(const struct snapshot *snapshot, const char *what)
{
    return error_set(snapshot->error, "%s: %s", what, strerror(errno));
}

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

static bool
snapshot_has_document(const char *name)
{
    for (size_t i = 0; i < document_count; i++)
        if (strcmp(documents[i]->name, name) == 0)
            return true;
    return false;
}

/* Is NAME, in the parent, a directory with no files other than documents, and
 * hence a snapshot? With REMOVE, remove it. */
static bool
snapshot_is_ours(const struct snapshot *snapshot, const char *name, bool remove)
{
    int fd = openat(snapshot->parent, name,
                    O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_RDONLY);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    const struct dirent *item;
    bool ours = true;

    if (stream == NULL) {
        if (fd >= 0)
            close(fd);
        return false;
    }
    while (ours && (item = readdir(stream)) != NULL) {
        if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
            continue;
        ours = snapshot_has_document(item->d_name);
        if (ours && remove)
            unlinkat(fd, item->d_name, 0);
    }
    closedir(stream);
    if (ours && remove)
        unlinkat(snapshot->parent, name, AT_REMOVEDIR);
    return ours;
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
            snapshot_is_ours(snapshot, item->d_name, true);
    closedir(stream);
}

/* Check that the directory may be replaced: it contains neither files of other
 * programs nor the résumé's source. */
static int
snapshot_check_old(const struct snapshot *snapshot, const char *file)
{
    char source[NAME_MAX + 16];
    struct stat here, there;

    if (fstatat(snapshot->parent, snapshot->name, &here, AT_SYMLINK_NOFOLLOW) <
        0)
        return 0;
    snprintf(source, sizeof(source), "%s/resume.json", snapshot->name);
    if (stat(file, &here) == 0 &&
        fstatat(snapshot->parent, source, &there, 0) == 0 &&
        here.st_dev == there.st_dev && here.st_ino == there.st_ino)
        return error_set(snapshot->error,
                         "%s: contains the résumé's source; publish to a "
                         "separate directory",
                         snapshot->name);
    if (!snapshot_is_ours(snapshot, snapshot->name, false))
        return error_set(snapshot->error,
                         "%s: contains files other than published documents; "
                         "publish to a separate directory",
                         snapshot->name);
    return 0;
}

/* Copy the user's file, if there is one beside the résumé; otherwise write the
 * document. Returns 0, 1 if the document is left out, or -1 with ERROR
 * filled. */
static int
snapshot_put(const struct snapshot *snapshot, const struct document *document,
             const struct resume *resume, FILE *out, struct error *error)
{
    int own = document->own
                  ? user_file_copy(snapshot->file, document->name, out, error)
                  : 0;

    if (own != 0)
        return own > 0 ? 0 : -1;
    if (document->write(resume, out, error) == 0)
        return 0;
    if (!document->optional)
        return -1;
    warnings_note(snapshot->warnings, WARNING_LEFT_OUT, document->name,
                  "left out: %s", error->text);
    return 1;
}

static int
snapshot_write_document(const struct snapshot *snapshot, int dir,
                        const struct document *document,
                        const struct resume *resume)
{
    int fd = openat(dir, document->name,
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    struct error reason;
    int result = 0, put;

    if (out == NULL) {
        result = snapshot_fail(snapshot, document->name);
        if (fd >= 0)
            close(fd);
        return result;
    }
    put = snapshot_put(snapshot, document, resume, out, &reason);
    if (put < 0)
        result =
            error_set(snapshot->error, "%s: %s", document->name, reason.text);
    else if (fflush(out) != 0 || ferror(out) || fchmod(fd, 0644) < 0 ||
             fsync(fd) < 0)
        result = snapshot_fail(snapshot, document->name);
    if (fclose(out) != 0 && result == 0)
        result = snapshot_fail(snapshot, document->name);
    if (put > 0 && unlinkat(dir, document->name, 0) < 0 && result == 0)
        result = snapshot_fail(snapshot, document->name);
    return result;
}

static bool
snapshot_is_interrupted(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGTERM) || sigismember(&pending, SIGINT) ||
           sigismember(&pending, SIGHUP);
}

static int
snapshot_write_all(const struct snapshot *snapshot, const struct resume *resume)
{
    int dir = -1, result = 0;

    if (mkdirat(snapshot->parent, snapshot->snapshot, 0755) < 0)
        return snapshot_fail(snapshot, snapshot->snapshot);
    dir = openat(snapshot->parent, snapshot->snapshot,
                 O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    if (dir < 0 || fchmod(dir, 0755) < 0)
        result = snapshot_fail(snapshot, snapshot->snapshot);
    for (size_t i = 0; i < document_count && result == 0; i++)
        result =
            snapshot_is_interrupted()
                ? error_set(snapshot->error, "interrupted by a signal")
                : snapshot_write_document(snapshot, dir, documents[i], resume);
    if (result == 0 && fsync(dir) < 0)
        result = snapshot_fail(snapshot, snapshot->snapshot);
    if (dir >= 0)
        close(dir);
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
    snapshot_is_ours(snapshot, snapshot->snapshot, true);
    return 0;
}

int
snapshot_write(const struct resume *resume, const char *file, const char *dir,
               struct warnings *warnings, struct error *error)
{
    struct snapshot snapshot = {
        .parent = -1, .file = file, .warnings = warnings, .error = error};
    sigset_t ending, before;
    int result;

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
        result = snapshot_check_old(&snapshot, file);
    if (result == 0) {
        snprintf(snapshot.snapshot, sizeof(snapshot.snapshot),
                 ".%s" INFIX "%ld", snapshot.name, (long)getpid());
        snapshot_remove_stale(&snapshot);
        result = snapshot_write_all(&snapshot, resume);
        if (result == 0)
            result = snapshot_swap_in(&snapshot);
        if (result < 0)
            snapshot_is_ours(&snapshot, snapshot.snapshot, true);
    }
    if (snapshot.parent >= 0)
        close(snapshot.parent);
    /* Pending signals are delivered here. */
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}

int
snapshot_check(const struct resume *resume, const char *file,
               struct warnings *warnings, struct error *error)
{
    const struct snapshot snapshot = {
        .file = file, .warnings = warnings, .error = error};

    for (size_t i = 0; i < document_count; i++) {
        FILE *out = fopen("/dev/null", "we");
        struct error reason;
        int result;

        if (out == NULL)
            return error_set(error, "cannot open /dev/null: %s",
                             strerror(errno));
        result = snapshot_put(&snapshot, documents[i], resume, out, &reason);
        fclose(out);
        if (result < 0)
            return error_set(error, "%s: %s", documents[i]->name, reason.text);
    }
    return 0;
}
