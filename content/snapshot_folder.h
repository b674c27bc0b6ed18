#pragma once

/*
 * The folders of a snapshot: its documents, a folder for each further
 * language, and people/NAME with the same for each person.
 */

#include <stdbool.h>

/* Whether NAME, in PARENT, is a directory that contains only files that
 * resume-publish writes. */
bool snapshot_folder_is_ours(int parent, const char *name);

/* Remove the directory NAME of PARENT. One that contains another file is left,
 * with that file and some of ours. */
void snapshot_folder_remove(int parent, const char *name);

/* Create the folders of PATH in the directory ROOT; "" is ROOT itself. Returns
 * a descriptor of the last, or -1 and errno. */
int snapshot_folder_make(int root, const char *path);

/* Link the documents of FROM, a folder of the directory OLD, into the
 * directory TO. Returns their number, or -1 and errno. */
int snapshot_folder_link(int old, const char *from, int to);
