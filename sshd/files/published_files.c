#include "files/published_files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process/process.h"

#define PREFIX          "resume."
#define HIGH_DESCRIPTOR 128 /* above RLIMIT_NOFILE of a worker */

static bool
published_files_is_name(const char *name)
{
    return strncmp(name, PREFIX, strlen(PREFIX)) == 0 &&
           strlen(name) <= PUBLISHED_FILE_NAME_MAX &&
           name[strspn(name, PUBLISHED_NAME_CHARACTERS)] == '\0';
}

/* Move FD above the descriptors that a worker opens, whose number is limited.
 * Returns the new descriptor, or FD. */
static int
published_files_move(int fd)
{
    int moved = fcntl(fd, F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR);

    if (moved < 0)
        return fd;
    close(fd);
    return moved;
}

/* Insert the file NAME of DIRECTORY, as SHOWN, if it is a regular file. Returns
 * -1 and errno without descriptors or memory. */
static int
published_files_insert(struct published_folder *folder, int directory,
                       const char *name, const char *shown, bool high)
{
    struct published_file *items = folder->items;
    struct stat status;
    size_t place = folder->count;
    int fd;

    if (folder->count == PUBLISHED_FILES_MAX)
        return 0;
    fd = openat(directory, name,
                O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return errno == EMFILE || errno == ENFILE || errno == ENOMEM ? -1 : 0;
    if (fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) {
        close(fd);
        return 0;
    }
    for (; place > 0 && strcmp(items[place - 1].name, shown) > 0; place--)
        items[place] = items[place - 1];
    items[place] =
        (struct published_file){.fd = high ? published_files_move(fd) : fd,
                                .size = (uint64_t)status.st_size,
                                .changed = status.st_mtime};
    strcpy(items[place].name, shown);
    folder->count++;
    return 0;
}

/* Open the files of the folder NAME of ROOT. A folder that does not exist is
 * empty. */
static int
published_files_open_folder(struct published_folder *folder, int root,
                            const char *name, bool high)
{
    int fd = openat(root, *name != '\0' ? name : ".",
                    O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = fd >= 0 ? fdopendir(fd) : NULL;
    const struct dirent *entry;
    struct stat status;
    int outcome = 0;

    if (stream == NULL) {
        if (fd >= 0)
            close(fd);
        return errno == ENOENT ? 0 : -1;
    }
    if (fstat(fd, &status) == 0)
        folder->changed = status.st_mtime;
    while (outcome == 0 && (entry = readdir(stream)) != NULL)
        if (published_files_is_name(entry->d_name))
            outcome = published_files_insert(folder, fd, entry->d_name,
                                             entry->d_name, high);
    closedir(stream);
    return outcome;
}

/* Open the letter that EDITION has for AUDIENCE, if there is one. */
static int
published_files_open_letter(struct published_files *files, int root,
                            size_t audience, size_t edition)
{
    struct published_letter *letter = &files->letters[files->letter_count];
    const char *folder = files->index.editions[edition].folder;
    char path[PUBLISHED_FOLDER_MAX + PUBLISHED_NAME_MAX + 20];
    char name[PUBLISHED_NAME_MAX + 16];
    int outcome = 0;

    *letter =
        (struct published_letter){.audience = audience, .edition = edition};
    for (size_t i = 0; i < PUBLISHED_LETTERS && outcome == 0; i++) {
        published_index_letter(name, files->index.audiences[audience].name,
                               published_letters[i]);
        snprintf(path, sizeof(path), "%s%s%s", folder,
                 *folder != '\0' ? "/" : "", name);
        outcome = published_files_insert(&letter->files, root, path,
                                         published_letters[i], true);
    }
    files->letter_count += letter->files.count > 0;
    return outcome;
}

/* Open the letters of each edition for its person's audiences. */
static int
published_files_open_letters(struct published_files *files, int root)
{
    const struct published_index *index = &files->index;
    size_t most = index->audience_count * PUBLISHED_LANGUAGES_MAX;
    int outcome = 0;

    if (most == 0)
        return 0;
    files->letters = calloc(most, sizeof(*files->letters));
    if (files->letters == NULL)
        return -1;
    process_raise_limit(RLIMIT_NOFILE);
    for (size_t i = 0; i < index->audience_count; i++)
        for (size_t j = 0; j < index->edition_count && outcome == 0; j++)
            if (files->letter_count < most &&
                strcmp(index->audiences[i].person, index->editions[j].person) ==
                    0)
                outcome = published_files_open_letter(files, root, i, j);
    return outcome;
}

static int
published_files_open_all(struct published_files *files, int root)
{
    int outcome = 0;

    if (published_index_read(&files->index, root) < 0)
        return -1;
    files->count = files->index.edition_count;
    files->folders = calloc(files->count, sizeof(*files->folders));
    if (files->folders == NULL)
        return -1;
    if (files->count > 1) /* the number of files has no other limit */
        process_raise_limit(RLIMIT_NOFILE);
    for (size_t i = 0; i < files->count && outcome == 0; i++)
        outcome = published_files_open_folder(
            &files->folders[i], root, files->index.editions[i].folder, i > 0);
    return outcome < 0 ? -1 : published_files_open_letters(files, root);
}

int
published_files_open(struct published_files *files, const char *directory)
{
    static struct published_files fresh; /* too large for the stack */
    int root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int outcome, error;

    if (root < 0)
        return -1;
    fresh = (struct published_files){.opened = time(NULL)};
    outcome = published_files_open_all(&fresh, root);
    error = errno;
    close(root);
    if (outcome < 0) {
        published_files_close(&fresh);
        errno = error;
        return -1;
    }
    published_files_close(files);
    *files = fresh;
    return 0;
}

void
published_files_close(struct published_files *files)
{
    for (size_t i = 0; i < files->count && files->folders != NULL; i++)
        for (size_t j = 0; j < files->folders[i].count; j++)
            close(files->folders[i].items[j].fd);
    for (size_t i = 0; i < files->letter_count; i++)
        for (size_t j = 0; j < files->letters[i].files.count; j++)
            close(files->letters[i].files.items[j].fd);
    free(files->folders);
    free(files->letters);
    files->folders = NULL;
    files->letters = NULL;
    files->count = files->letter_count = 0;
}

size_t
published_files_max(const struct published_files *files)
{
    return files->count * PUBLISHED_FILES_MAX +
           files->letter_count * PUBLISHED_LETTERS;
}

size_t
published_files_descriptors(const struct published_files *files, int *fds,
                            size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < files->count; i++)
        for (size_t j = 0; j < files->folders[i].count && count < most; j++)
            fds[count++] = files->folders[i].items[j].fd;
    for (size_t i = 0; i < files->letter_count; i++)
        for (size_t j = 0; j < files->letters[i].files.count && count < most;
             j++)
            fds[count++] = files->letters[i].files.items[j].fd;
    return count;
}
