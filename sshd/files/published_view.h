#pragma once

/*
 * What one connection sees of the published files: at the root those of the
 * person and the language that the login name and the locale choose, and a
 * folder for each language of the person; each with the letter for the audience
 * that the login name names. Where the login names no person and
 * nobody's résumé is for everybody, the root has a folder for each person.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/login.h"
#include "files/published_files.h"

#define PUBLISHED_PATH_MAX (2 * (PUBLISHED_FILE_NAME_MAX + 1))

struct published_entry {
    const char *name;
    const struct published_folder *folder;
};

struct published_view {
    const struct published_files *files;
    const struct published_folder *root; /* NULL: it has folders alone */
    /* The root and the languages of an audience, with its letter. */
    struct published_folder own[1 + PUBLISHED_LANGUAGES_MAX];
    size_t own_count;
    struct published_entry folders[PUBLISHED_PEOPLE_MAX];
    size_t count;
};

/* What a path is. */
struct published_node {
    char path[PUBLISHED_PATH_MAX + 1]; /* absolute, without "." and ".." */
    bool is_directory, is_root;
    const struct published_folder *folder; /* of a directory or a file */
    const struct published_file *file; /* NULL: a directory, or no such file */
};

/* Fill VIEW for the login name USER and LOCALE. FILES are borrowed. */
void published_view_init(struct published_view *view,
                         const struct published_files *files, const char *user,
                         const struct login_locale *locale);

/* Resolve a PATH from a client, absolute or relative. Returns false for a path
 * that no file or folder could have. */
bool published_view_resolve(const struct published_view *view, const char *path,
                            struct published_node *node);

/* The file called NAME in FOLDER, or NULL. */
const struct published_file *
published_folder_find(const struct published_folder *folder, const char *name);

/* When the directory FOLDER, or the root for NULL, was changed. */
time_t published_view_changed(const struct published_view *view,
                              const struct published_folder *folder);
