#pragma once

/*
 * What SFTP says of a published file or directory: its attributes, and the
 * entries of a directory with the line of each as `ls -l` prints it.
 */

#include <stdbool.h>
#include <stddef.h>

#include "files/outbuf.h"
#include "files/published_view.h"

/* A directory of VIEW. */
struct sftp_listing {
    const struct published_view *view;
    const struct published_folder *folder; /* NULL: it has folders alone */
    bool is_root;
};

/* Number of entries: "." and "..", then the files, then, in the root, the
 * folders. */
size_t sftp_listing_count(const struct sftp_listing *listing);

/* Append entry INDEX, less than sftp_listing_count(), to REPLY: its name, its
 * line and its attributes. */
void sftp_listing_put(const struct sftp_listing *listing, size_t index,
                      struct outbuf *reply);

/* Append the attributes of FILE, or of the directory FOLDER if FILE is NULL, to
 * REPLY. */
void sftp_listing_put_attributes(struct outbuf *reply,
                                 const struct published_view *view,
                                 const struct published_folder *folder,
                                 const struct published_file *file);
