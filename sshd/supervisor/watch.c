#include "supervisor/watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "process/log.h"

#define SETTLE_TIME 200  /* milliseconds after the last change */
#define BLIND_TIME  5000 /* between two checks of what cannot be watched */
#define NAMES_MAX   256
#define LINKS_MAX   40 /* symbolic links on one way, as the kernel has it */

#define EVENTS                                                                 \
    (IN_ATTRIB | IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_DELETE_SELF |     \
     IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF)

/* The prefix of the user's own documents beside the content (see
 * content/user_file.h); translations have the content's prefix. */
static const char user_files[] = "resume.";

/* A name that matters in the directory of the watch descriptor. */
struct watch_name {
    int descriptor;
    char *name; /* NULL: every name but those that begin with "." */
};

static void
watch_forget(struct watch *watch)
{
    while (watch->count > 0)
        free(watch->names[--watch->count].name);
    free(watch->names);
    watch->names = NULL;
    if (watch->fd >= 0)
        close(watch->fd);
    watch->fd = -1;
}

void
watch_close(struct watch *watch)
{
    if (watch->path != NULL)
        watch_forget(watch);
    free(watch->path);
    watch->path = NULL;
    watch->due = CLOCK_NEVER;
}

/* DIRECTORY cannot be watched, because of errno: log it once. */
static void
watch_warn(struct watch *watch, const char *directory)
{
    watch->blind = true;
    if (watch->warned)
        return;
    watch->warned = true;
    log_error("cannot watch %s: %s; looking at the content every %d seconds",
              directory, strerror(errno), BLIND_TIME / 1000);
}

/* Watch NAME in DIRECTORY, or every name if NAME is NULL. */
static void
watch_add(struct watch *watch, const char *directory, const char *name)
{
    struct watch_name *added;
    int descriptor =
        inotify_add_watch(watch->fd, directory, EVENTS | IN_ONLYDIR);

    if (descriptor < 0) {
        watch_warn(watch, directory);
        return;
    }
    errno = ENOSPC;
    added = watch->count < NAMES_MAX
                ? realloc(watch->names, (watch->count + 1) * sizeof(*added))
                : NULL;
    if (added == NULL) {
        watch_warn(watch, directory);
        return;
    }
    watch->names = added;
    added += watch->count++;
    *added = (struct watch_name){.descriptor = descriptor,
                                 .name = name != NULL ? strdup(name) : NULL};
}

/* Prepend the target of the symbolic link HERE/NAME to REST, the rest of a
 * path. Returns whether there is room for it. */
static bool
watch_follow(char here[PATH_MAX], const char *name, char rest[PATH_MAX])
{
    char link[2 * PATH_MAX], target[PATH_MAX], after[PATH_MAX];
    ssize_t length;

    snprintf(link, sizeof(link), "%s/%s", here, name);
    length = readlink(link, target, sizeof(target) - 1);
    if (length <= 0)
        return false;
    target[length] = '\0';
    if (target[0] == '/')
        here[0] = '\0';
    strcpy(after, rest);
    return snprintf(rest, PATH_MAX, "%s/%s", target, after) < PATH_MAX;
}

/* Watch every existing directory on the way to PATH, which is absolute. Returns
 * whether PATH exists, with its name without symbolic links in HERE. */
static bool
watch_walk(struct watch *watch, const char *path, char here[PATH_MAX])
{
    char rest[PATH_MAX], next[2 * PATH_MAX];
    struct stat status;
    int links = 0;

    here[0] = '\0';
    if (snprintf(rest, sizeof(rest), "%s", path) >= (int)sizeof(rest))
        return false;
    for (;;) {
        size_t skipped = strspn(rest, "/");
        size_t length = strcspn(rest + skipped, "/");
        char name[PATH_MAX];

        snprintf(name, sizeof(name), "%.*s", (int)length, rest + skipped);
        memmove(rest, rest + skipped + length,
                strlen(rest + skipped + length) + 1);
        if (length == 0)
            return true;
        if (strcmp(name, ".") == 0)
            continue;
        /* Before the lstat(2), so that no change is missed in between. */
        if (strcmp(name, "..") != 0)
            watch_add(watch, here[0] != '\0' ? here : "/", name);
        snprintf(next, sizeof(next), "%s/%s", here, name);
        if (strlen(next) >= PATH_MAX || lstat(next, &status) < 0)
            return false;
        if (!S_ISLNK(status.st_mode))
            memcpy(here, next, strlen(next) + 1);
        else if (++links > LINKS_MAX || !watch_follow(here, name, rest))
            return false;
    }
}

/* Watch the way to PATH, and all names in it if it is a directory. */
static void
watch_names(struct watch *watch, const char *path)
{
    char here[PATH_MAX];
    struct stat status;

    if (watch_walk(watch, path, here) && stat(here, &status) == 0 &&
        S_ISDIR(status.st_mode))
        watch_add(watch, here, NULL);
}

/* Mix NUMBER into a HASH (FNV-1a, of whole numbers). */
static uint64_t
watch_mix(uint64_t hash, int64_t number)
{
    hash = (hash ^ (uint64_t)number) * 0x100000001b3u;
    return hash ^ hash >> 32;
}

static uint64_t
watch_mix_name(uint64_t hash, const char *name)
{
    while (*name != '\0')
        hash = watch_mix(hash, *name++);
    return hash;
}

/* Mix the result of stat(2) for PATH into HASH; for a directory only its
 * identity: its times change with every temporary file of an editor. */
static uint64_t
watch_mix_file(uint64_t hash, const char *path)
{
    struct stat status;

    if (stat(path, &status) < 0)
        return watch_mix(hash, errno);
    hash = watch_mix(hash, status.st_mode);
    hash = watch_mix(hash, (int64_t)status.st_dev);
    hash = watch_mix(hash, (int64_t)status.st_ino);
    if (S_ISDIR(status.st_mode))
        return hash;
    hash = watch_mix(hash, status.st_size);
    hash = watch_mix(hash, status.st_mtim.tv_sec);
    hash = watch_mix(hash, status.st_mtim.tv_nsec);
    hash = watch_mix(hash, status.st_ctim.tv_sec);
    return watch_mix(hash, status.st_ctim.tv_nsec);
}

/* Write the directory of the content to DIRECTORY: itself, or the one that it
 * is in. */
static void
watch_directory(const struct watch *watch, char directory[PATH_MAX])
{
    const char *slash = strrchr(watch->path, '/');
    struct stat status;
    bool whole = stat(watch->path, &status) == 0 && S_ISDIR(status.st_mode);

    snprintf(directory, PATH_MAX, "%.*s/",
             whole ? (int)strlen(watch->path) : (int)(slash - watch->path),
             watch->path);
}

/* Whether the file NAME, beside the content FILE, belongs to it: a translation
 * (FILE.fr.json for FILE.json) or a document of the user's own. */
static bool
watch_is_beside(const char *file, const char *name)
{
    const char *end = strrchr(file, '.');
    size_t stem = end != NULL ? (size_t)(end + 1 - file) : 0;

    return strncmp(name, user_files, strlen(user_files)) == 0 ||
           (stem > 0 && strncmp(name, file, stem) == 0);
}

/* Call VISIT for the path of each file that belongs to the content, in any
 * order: all in a directory, or those beside a file. */
static void
watch_each(struct watch *watch,
           void (*visit)(struct watch *watch, const char *name,
                         const char *path))
{
    const char *file = strrchr(watch->path, '/') + 1;
    char directory[PATH_MAX], path[PATH_MAX + NAME_MAX + 2];
    const struct dirent *entry;
    bool whole;
    DIR *stream;

    watch_directory(watch, directory);
    whole = strncmp(directory, watch->path, strlen(watch->path)) == 0;
    stream = opendir(directory);
    while (stream != NULL && (entry = readdir(stream)) != NULL)
        if (entry->d_name[0] != '.' &&
            (whole || watch_is_beside(file, entry->d_name))) {
            snprintf(path, sizeof(path), "%s%s", directory, entry->d_name);
            visit(watch, entry->d_name, path);
        }
    if (stream != NULL)
        closedir(stream);
}

/* Watch the target of PATH, if that is a symbolic link. */
static void
watch_target(struct watch *watch, const char *name, const char *path)
{
    char here[PATH_MAX];
    struct stat status;

    (void)name;
    if (lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        watch_walk(watch, path, here);
}

static void
watch_sum(struct watch *watch, const char *name, const char *path)
{
    watch->sum += watch_mix_file(watch_mix_name(0, name), path);
}

/* Returns a hash of the current content. */
static uint64_t
watch_look(struct watch *watch)
{
    uint64_t hash = watch_mix_file(0xcbf29ce484222325u, watch->path);

    watch->sum = 0;
    watch_each(watch, watch_sum);
    return watch_mix(hash, (int64_t)watch->sum);
}

/* Watch the current path to the content, then compare the content. Returns
 * whether it has changed since the last call. */
static bool
watch_renew(struct watch *watch, uint64_t now)
{
    char directory[PATH_MAX], here[PATH_MAX];
    uint64_t seen;
    bool changed;

    watch_forget(watch);
    watch->blind = false;
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd < 0) {
        watch_warn(watch, watch->path);
    } else {
        watch_walk(watch, watch->path, here);
        watch_directory(watch, directory);
        watch_names(watch, directory);
        watch_each(watch, watch_target);
    }
    if (!watch->blind)
        watch->warned = false;
    seen = watch_look(watch);
    changed = seen != watch->seen;
    watch->seen = seen;
    watch->due = watch->blind ? now + BLIND_TIME : CLOCK_NEVER;
    return changed;
}

int
watch_open(struct watch *watch, const char *path, uint64_t now,
           struct error *error)
{
    char here[PATH_MAX] = "";

    *watch = (struct watch){.fd = -1, .due = CLOCK_NEVER};
    if ((path[0] != '/' && getcwd(here, sizeof(here)) == NULL) ||
        asprintf(&watch->path, "%s%s%s", here, here[0] != '\0' ? "/" : "",
                 path) < 0) {
        watch->path = NULL;
        return error_set(error, "cannot watch %s: %s", path, strerror(errno));
    }
    for (size_t last = strlen(watch->path) - 1;
         last > 0 && watch->path[last] == '/'; last--)
        watch->path[last] = '\0';
    watch_renew(watch, now);
    return 0;
}

/* Whether EVENT may be about the content. */
static bool
watch_concerns(const struct watch *watch, const struct inotify_event *event)
{
    if (event->len == 0) /* a directory itself, or a lost event */
        return true;
    for (size_t i = 0; i < watch->count; i++) {
        const struct watch_name *name = &watch->names[i];

        if (name->descriptor == event->wd &&
            (name->name != NULL ? strcmp(name->name, event->name) == 0
                                : event->name[0] != '.'))
            return true;
    }
    return false;
}

void
watch_read(struct watch *watch, uint64_t now)
{
    _Alignas(struct inotify_event) char bytes[4096];
    ssize_t length;

    while ((length = read(watch->fd, bytes, sizeof(bytes))) > 0)
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const void *)(bytes + at);

            if (watch_concerns(watch, event))
                watch->due = now + SETTLE_TIME;
            at += (ssize_t)(sizeof(*event) + event->len);
        }
}

bool
watch_is_due(struct watch *watch, uint64_t now)
{
    return now >= watch->due && watch_renew(watch, now);
}
