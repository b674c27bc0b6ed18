#pragma once

/* One edition of a snapshot: its documents, and those for audiences. */

struct edition;
struct error;
struct snapshot;

/* Write the documents of EDITION into its folder of the directory ROOT, and add
 * it to the index. Returns -1 with the error of SNAPSHOT set. */
int snapshot_edition_write(const struct snapshot *snapshot, int root,
                           const struct edition *edition);

/* Keep the last good version of EDITION, whose file cannot be read: that of its
 * language or, in the owner's language, every language of the person. Returns
 * -1 with the error of SNAPSHOT set. */
int snapshot_edition_keep(const struct snapshot *snapshot, int root,
                          const struct edition *edition);

/* Write every document of EDITION to /dev/null. Returns and warns as
 * snapshot_write() does, except for errors about the directory. */
int snapshot_edition_check(const struct edition *edition, struct error *error);
