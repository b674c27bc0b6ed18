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
#include "editions.h"
#include "resume/audience.h"
#include "resume/warnings.h"
#include "snapshot_folder.h"
#include "sshd/base/error.h"
#include "sshd/base/published_index.h"
#include "user_file.h"

/* Nanoseconds to keep the old snapshot after the swap, for readers that have
 * opened the directory but not yet a file in it. */
#define GRACE_NS (100 * 1000 * 1000)

/* The name of a snapshot before it is swapped in, and of the old one after
 * that: ".", the directory's name, INFIX, and the process ID. */
#define INFIX ".snapshot-"

#define SYNC_ALL_FROM 4 /* editions */

struct snapshot {
    int parent;          /* DIR's parent directory */
    char name[NAME_MAX]; /* DIR's name in the parent */
    char snapshot[NAME_MAX + 32];
    int old;        /* DIR itself; -1: it does not exist */
    bool sync_each; /* fsync() each file; else syncfs() once, for many files */
    struct published_index *before, *index; /* of the old one and the new one */
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
            snapshot_folder_is_ours(snapshot->parent, item->d_name, true);
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
    if (!snapshot_folder_is_ours(snapshot->parent, snapshot->name, false))
        return error_set(snapshot->error,
                         "%s: contains files other than published documents; "
                         "publish to a separate directory",
                         snapshot->name);
    published_index_read(snapshot->before, snapshot->old);
    return 0;
}

/* Copy the user's file, if there is one beside the résumé; otherwise write the
 * document. Returns 0, 1 if the document is left out, or -1 with ERROR
 * filled. */
static int
snapshot_put(const struct document *document, const struct edition *edition,
             FILE *out, struct error *error)
{
    int own = document->own
                  ? user_file_copy(edition->stem, document->name, out, error)
                  : 0;

    if (own != 0)
        return own > 0 ? 0 : -1;
    if (document->write(edition->resume, out, error) == 0)
        return 0;
    if (!document->optional)
        return -1;
    warnings_note(edition->warnings, WARNING_LEFT_OUT, document->name,
                  "left out: %s", error->text);
    return 1;
}

/* Write FD to the disk now, unless all is written at the end. */
static int
snapshot_sync(const struct snapshot *snapshot, int fd)
{
    return snapshot->sync_each ? fsync(fd) : 0;
}

/* Create the file NAME in DIR. Returns NULL with the error set. */
static FILE *
snapshot_create(const struct snapshot *snapshot, int dir, const char *name)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;

    if (out == NULL) {
        snapshot_fail(snapshot, name);
        if (fd >= 0)
            close(fd);
    }
    return out;
}

/* Complete and close the file NAME, to which WRITTEN was 0 if all was. */
static int
snapshot_finish(const struct snapshot *snapshot, FILE *out, const char *name,
                int written)
{
    int fd = fileno(out), result = written;

    if (result == 0 &&
        (fflush(out) != 0 || ferror(out) || fchmod(fd, 0644) < 0 ||
         snapshot_sync(snapshot, fd) < 0))
        result = snapshot_fail(snapshot, name);
    if (fclose(out) != 0 && result == 0)
        result = snapshot_fail(snapshot, name);
    return result;
}

static int
snapshot_write_document(const struct snapshot *snapshot, int dir,
                        const struct document *document,
                        const struct edition *edition)
{
    FILE *out = snapshot_create(snapshot, dir, document->name);
    struct error reason;
    int result = 0, put;

    if (out == NULL)
        return -1;
    put = snapshot_put(document, edition, out, &reason);
    if (put < 0)
        result =
            error_set(snapshot->error, "%s: %s", document->name, reason.text);
    result = snapshot_finish(snapshot, out, document->name, result);
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

/* Write the letter of AUDIENCE, if there is one, into the directory DIR. */
static int
snapshot_write_letter(const struct snapshot *snapshot, int dir,
                      const struct edition *edition,
                      const struct audience *audience)
{
    struct resume shown = resume_for_audience(edition->resume, audience);
    struct edition letter = *edition;
    int result = 0;

    letter.resume = &shown;
    for (size_t i = 0; i < letter_count && result == 0; i++) {
        struct document document = *letters[i];
        char name[PUBLISHED_NAME_MAX + 16];

        published_index_letter(name, audience->name, document.name);
        document.name = name;
        if (audience->letter.count > 0)
            result = snapshot_write_document(snapshot, dir, &document, &letter);
    }
    return result;
}

/* Write what is for audiences alone: their letters, and the file that
 * resume-ui reads. */
static int
snapshot_write_audiences(const struct snapshot *snapshot, int dir,
                         const struct edition *edition)
{
    const struct resume *resume = edition->resume;
    int result = 0;
    FILE *out;

    if (resume->audience_count == 0)
        return 0;
    for (size_t i = 0; i < resume->audience_count && result == 0; i++)
        result = snapshot_write_letter(snapshot, dir, edition,
                                       &resume->audiences[i]);
    if (result < 0)
        return result;
    out = snapshot_create(snapshot, dir, AUDIENCES_FILE);
    if (out == NULL)
        return -1;
    if (json_dumpf(audiences_json(resume), out, JSON_INDENT(2)) < 0)
        result = snapshot_fail(snapshot, AUDIENCES_FILE);
    return snapshot_finish(snapshot, out, AUDIENCES_FILE, result);
}

/* Write the documents of EDITION into the directory DIR, and close it. */
static int
snapshot_write_documents(const struct snapshot *snapshot, int dir,
                         const struct edition *edition)
{
    int result = 0;

    for (size_t i = 0; i < document_count && result == 0; i++)
        result =
            snapshot_is_interrupted()
                ? error_set(snapshot->error, "interrupted by a signal")
                : snapshot_write_document(snapshot, dir, documents[i], edition);
    if (result == 0)
        result = snapshot_write_audiences(snapshot, dir, edition);
    if (result == 0 && snapshot_sync(snapshot, dir) < 0)
        result = snapshot_fail(snapshot, snapshot->snapshot);
    close(dir);
    return result;
}

static int
snapshot_write_edition(const struct snapshot *snapshot, int root,
                       const struct edition *edition)
{
    int dir = snapshot_folder_make(root, edition->row.folder);

    if (dir < 0)
        return snapshot_fail(snapshot, snapshot->snapshot);
    published_index_add(snapshot->index, &edition->row);
    for (size_t i = 0; i < edition->resume->audience_count; i++)
        published_index_put_audience(snapshot->index, edition->row.person,
                                     edition->resume->audiences[i].name);
    return snapshot_write_documents(snapshot, dir, edition);
}

/* Keep the last good version of a file that cannot be read: that of EDITION's
 * language or, where it is the owner's, every language of the person. */
static int
snapshot_keep_edition(const struct snapshot *snapshot, int root,
                      const struct edition *edition)
{
    const struct published_index *before = snapshot->before;

    for (size_t i = 0; i < before->edition_count; i++) {
        struct published_edition row = before->editions[i];
        int dir, count;

        if (strcmp(row.person, edition->row.person) != 0 ||
            (!edition->own && strcmp(row.language, edition->row.language) != 0))
            continue;
        if (!edition->own)
            strcpy(row.folder, edition->row.folder);
        dir = snapshot_folder_make(root, row.folder);
        count = dir < 0 ? -1
                        : snapshot_folder_link(snapshot->old,
                                               before->editions[i].folder, dir);
        if (dir >= 0)
            close(dir);
        if (count < 0)
            return snapshot_fail(snapshot, row.folder);
        if (count > 0)
            published_index_add(snapshot->index, &row);
    }
    for (size_t i = 0; i < before->audience_count; i++)
        if (strcmp(before->audiences[i].person, edition->row.person) == 0)
            published_index_put_audience(snapshot->index, edition->row.person,
                                         before->audiences[i].name);
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
                     ? snapshot_write_edition(snapshot, root, edition)
                     : snapshot_keep_edition(snapshot, root, edition);
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
    snapshot_folder_is_ours(parent, snapshot->snapshot, true);
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
        snapshot_folder_is_ours(snapshot->parent, snapshot->snapshot, true);
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

/* Write the COUNT documents TRIED of EDITION to /dev/null. */
static int
snapshot_try(const struct document *const *tried, size_t count,
             const struct edition *edition, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        FILE *out = fopen("/dev/null", "we");
        struct error reason;
        int result;

        if (out == NULL)
            return error_set(error, "cannot open /dev/null: %s",
                             strerror(errno));
        result = snapshot_put(tried[i], edition, out, &reason);
        fclose(out);
        if (result < 0)
            return error_set(error, "%s: %s", tried[i]->name, reason.text);
    }
    return 0;
}

int
snapshot_check(const struct edition *edition, struct error *error)
{
    const struct resume *resume = edition->resume;
    int result = snapshot_try(documents, document_count, edition, error);

    for (size_t i = 0; i < resume->audience_count && result == 0; i++) {
        const struct audience *audience = &resume->audiences[i];
        struct resume shown = resume_for_audience(resume, audience);
        struct edition letter = *edition;

        letter.resume = &shown;
        if (audience->letter.count > 0)
            result = snapshot_try(letters, letter_count, &letter, error);
    }
    return result;
}
