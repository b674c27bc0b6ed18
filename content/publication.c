#include "publication.h"

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

#include "document.h"
#include "error.h"
#include "own_file.h"

/* How long a visitor may be between finding the directory and opening a
 * file in it, before the old edition is removed. */
#define GRACE_NS (100 * 1000 * 1000)

/* How an edition is called until it is swapped in, or once it is swapped
 * out; a "." before, the directory's own name and a number after. */
#define EDITION ".edition-"

struct publication {
    int parent;          /* the directory that DIR is in */
    char name[NAME_MAX]; /* of DIR in it */
    char edition[NAME_MAX + 32];
    const char *file; /* that the résumé was read from */
    struct error *error;
};

static int
fail(const struct publication *publication, const char *what)
{
    return error_set(publication->error, "%s: %s", what, strerror(errno));
}

/* Open DIR's parent, and keep DIR's name in it. */
static int
find_parent(struct publication *publication, const char *dir)
{
    char path[PATH_MAX], real[PATH_MAX];
    const char *name = path;
    char *slash;
    size_t length = strlen(dir);

    while (length > 1 && dir[length - 1] == '/')
        length--;
    if (length == 0 || length >= sizeof(path))
        return error_set(publication->error, "\"%.60s\" is no directory", dir);
    memcpy(path, dir, length);
    path[length] = '\0';
    /* What a symbolic link names is replaced, not the link. */
    if (realpath(path, real) != NULL)
        strcpy(path, real);
    slash = strrchr(path, '/');
    if (slash == NULL) {
        publication->parent = open(".", O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    } else {
        *slash = '\0';
        name = slash + 1;
        publication->parent = open(slash == path ? "/" : path,
                                   O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    }
    if (publication->parent < 0)
        return fail(publication, dir);
    if (*name == '\0' || strlen(name) > NAME_MAX - 32)
        return error_set(publication->error,
                         "\"%.60s\" is no place to "
                         "publish",
                         dir);
    strcpy(publication->name, name);
    return 0;
}

static bool
is_document(const char *name)
{
    for (size_t i = 0; i < document_count; i++)
        if (strcmp(documents[i]->name, name) == 0)
            return true;
    return false;
}

/* Is NAME, in the parent, a directory that holds documents alone? Then it
 * is an edition; with REMOVE it goes. */
static bool
is_edition(const struct publication *publication, const char *name, bool remove)
{
    int fd = openat(publication->parent, name,
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
        ours = is_document(item->d_name);
        if (ours && remove)
            unlinkat(fd, item->d_name, 0);
    }
    closedir(stream);
    if (ours && remove)
        unlinkat(publication->parent, name, AT_REMOVEDIR);
    return ours;
}

/* Remove what publishers left that were killed outright. */
static void
remove_leavings(const struct publication *publication)
{
    int fd =
        openat(publication->parent, ".", O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    size_t length = strlen(publication->name) + strlen("." EDITION);
    const struct dirent *item;

    if (stream == NULL)
        return;
    while ((item = readdir(stream)) != NULL)
        if (strncmp(item->d_name, publication->edition, length) == 0)
            is_edition(publication, item->d_name, true);
    closedir(stream);
}

/* May the directory be replaced? Not where it holds anybody's own files,
 * and least of all the résumé's source. */
static int
check_old(const struct publication *publication, const char *file)
{
    char source[NAME_MAX + 16];
    struct stat here, there;

    if (fstatat(publication->parent, publication->name, &here,
                AT_SYMLINK_NOFOLLOW) < 0)
        return 0;
    snprintf(source, sizeof(source), "%s/resume.json", publication->name);
    if (stat(file, &here) == 0 &&
        fstatat(publication->parent, source, &there, 0) == 0 &&
        here.st_dev == there.st_dev && here.st_ino == there.st_ino)
        return error_set(publication->error,
                         "%s: it holds the résumé itself; publish into a "
                         "directory of its own",
                         publication->name);
    if (!is_edition(publication, publication->name, false))
        return error_set(publication->error,
                         "%s: it holds more than published documents, which "
                         "would be lost; publish into a directory of its own",
                         publication->name);
    return 0;
}

/* The owner's own, if it is beside the résumé; else what we make of it. */
static int
write_content(const struct publication *publication,
              const struct document *document, const struct resume *resume,
              FILE *out, struct error *error)
{
    int own = document->own
                  ? own_file_copy(publication->file, document->name, out, error)
                  : 0;

    return own != 0 ? own : document->write(resume, out, error);
}

static int
write_document(const struct publication *publication, int dir,
               const struct document *document, const struct resume *resume)
{
    int fd = openat(dir, document->name,
                    O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
    struct error reason;
    int result = 0;

    if (out == NULL) {
        result = fail(publication, document->name);
        if (fd >= 0)
            close(fd);
        return result;
    }
    if (write_content(publication, document, resume, out, &reason) < 0)
        result = error_set(publication->error, "%s: %s", document->name,
                           reason.text);
    else if (fflush(out) != 0 || ferror(out) || fchmod(fd, 0644) < 0 ||
             fsync(fd) < 0)
        result = fail(publication, document->name);
    if (fclose(out) != 0 && result == 0)
        result = fail(publication, document->name);
    return result;
}

static bool
is_told_to_end(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGTERM) || sigismember(&pending, SIGINT) ||
           sigismember(&pending, SIGHUP);
}

static int
write_edition(const struct publication *publication,
              const struct resume *resume)
{
    int dir = -1, result = 0;

    if (mkdirat(publication->parent, publication->edition, 0755) < 0)
        return fail(publication, publication->edition);
    dir = openat(publication->parent, publication->edition,
                 O_DIRECTORY | O_CLOEXEC | O_RDONLY);
    if (dir < 0 || fchmod(dir, 0755) < 0)
        result = fail(publication, publication->edition);
    for (size_t i = 0; i < document_count && result == 0; i++)
        result = is_told_to_end()
                     ? error_set(publication->error, "told to end")
                     : write_document(publication, dir, documents[i], resume);
    if (result == 0 && fsync(dir) < 0)
        result = fail(publication, publication->edition);
    if (dir >= 0)
        close(dir);
    return result;
}

/* Put the edition in the place of the old one, if there is any, and remove
 * that. */
static int
swap_in(const struct publication *publication)
{
    static const struct timespec grace = {.tv_nsec = GRACE_NS};
    int parent = publication->parent;

    if (renameat2(parent, publication->edition, parent, publication->name,
                  RENAME_NOREPLACE) == 0)
        return fsync(parent);
    if (errno != EEXIST)
        return fail(publication, publication->name);
    if (renameat2(parent, publication->edition, parent, publication->name,
                  RENAME_EXCHANGE) < 0)
        return fail(publication, publication->name);
    fsync(parent);
    nanosleep(&grace, NULL);
    is_edition(publication, publication->edition, true);
    return 0;
}

int
publication_write(const struct resume *resume, const char *file,
                  const char *dir, struct error *error)
{
    struct publication publication = {
        .parent = -1, .file = file, .error = error};
    sigset_t ending, before;
    int result;

    sigemptyset(&ending);
    sigaddset(&ending, SIGHUP);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    result = find_parent(&publication, dir);
    /* A lock on the parent leaves no file behind; it ends with us. */
    if (result == 0 && flock(publication.parent, LOCK_EX) < 0)
        result = fail(&publication, dir);
    sigprocmask(SIG_BLOCK, &ending, &before);
    if (result == 0)
        result = check_old(&publication, file);
    if (result == 0) {
        snprintf(publication.edition, sizeof(publication.edition),
                 ".%s" EDITION "%ld", publication.name, (long)getpid());
        remove_leavings(&publication);
        result = write_edition(&publication, resume);
        if (result == 0)
            result = swap_in(&publication);
        if (result < 0)
            is_edition(&publication, publication.edition, true);
    }
    if (publication.parent >= 0)
        close(publication.parent);
    /* Who was told to end while it could not be does so here. */
    sigprocmask(SIG_SETMASK, &before, NULL);
    return result;
}
