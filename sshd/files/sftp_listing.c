#include "files/sftp_listing.h"

#include <stdio.h>
#include <sys/stat.h>
#include <time.h>

#include "base/array.h"
#include "files/sftp_wire.h"

#define HALF_A_YEAR (182 * 24 * 60 * 60) /* seconds */

/* The flags of SSH_FILEXFER_ATTR_SIZE, _UIDGID, _PERMISSIONS, _ACMODTIME. */
#define ATTRIBUTES 0xf

#define FILE_MODE      (S_IFREG | 0444)
#define DIRECTORY_MODE (S_IFDIR | 0555)

static const char *const self_and_parent[] = {".", ".."};

/* Whose attributes are sent: of a file, or of a directory if it is NULL. */
struct facts {
    const struct published_file *file;
    time_t changed;
};

static struct facts
listing_find_facts(const struct published_view *view,
                   const struct published_folder *folder,
                   const struct published_file *file)
{
    return (struct facts){file, file != NULL
                                    ? file->changed
                                    : published_view_changed(view, folder)};
}

static void
listing_put_facts(struct outbuf *reply, const struct facts *facts)
{
    const struct published_file *file = facts->file;

    sftp_put_number(reply, ATTRIBUTES);
    sftp_put_offset(reply, file ? file->size : 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, 0);
    sftp_put_number(reply, file ? FILE_MODE : DIRECTORY_MODE);
    sftp_put_number(reply, (uint32_t)facts->changed);
    sftp_put_number(reply, (uint32_t)facts->changed);
}

/* Append NAME, its line as `ls -l` prints it, and its attributes. The date has
 * a time if it is less than half a year before OPENED. */
static void
listing_put_entry(struct outbuf *reply, const char *name,
                  const struct facts *facts, time_t opened)
{
    const struct published_file *file = facts->file;
    bool recent = opened - facts->changed < HALF_A_YEAR;
    char line[PUBLISHED_FILE_NAME_MAX + 100], date[32];
    struct tm utc;

    gmtime_r(&facts->changed, &utc);
    strftime(date, sizeof(date), recent ? "%b %e %H:%M" : "%b %e  %Y", &utc);
    snprintf(line, sizeof(line), "%s %4d %-8s %-8s %8llu %s %s",
             file ? "-r--r--r--" : "dr-xr-xr-x", file ? 1 : 2, "resume",
             "resume", file ? (unsigned long long)file->size : 0, date, name);
    sftp_put_string(reply, name);
    sftp_put_string(reply, line);
    listing_put_facts(reply, facts);
}

static size_t
listing_count_files(const struct sftp_listing *listing)
{
    return listing->folder != NULL ? listing->folder->count : 0;
}

size_t
sftp_listing_count(const struct sftp_listing *listing)
{
    return COUNT(self_and_parent) + listing_count_files(listing) +
           (listing->is_root ? listing->view->count : 0);
}

void
sftp_listing_put(const struct sftp_listing *listing, size_t index,
                 struct outbuf *reply)
{
    const struct published_folder *folder = listing->folder;
    size_t files = listing_count_files(listing);
    const struct published_file *file = NULL;
    const struct published_entry *entry;
    const char *name;
    struct facts facts;

    if (index < COUNT(self_and_parent)) {
        name = self_and_parent[index];
    } else if (index - COUNT(self_and_parent) < files) {
        file = &folder->items[index - COUNT(self_and_parent)];
        name = file->name;
    } else {
        entry = &listing->view->folders[index - COUNT(self_and_parent) - files];
        name = entry->name;
        folder = entry->folder;
    }
    facts = listing_find_facts(listing->view, folder, file);
    listing_put_entry(reply, name, &facts, listing->view->files->opened);
}

void
sftp_listing_put_attributes(struct outbuf *reply,
                            const struct published_view *view,
                            const struct published_folder *folder,
                            const struct published_file *file)
{
    struct facts facts = listing_find_facts(view, folder, file);

    listing_put_facts(reply, &facts);
}
