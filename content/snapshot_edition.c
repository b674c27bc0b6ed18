#include "snapshot_edition.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "documents/document.h"
#include "editions.h"
#include "resume/audience.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "snapshot_file.h"
#include "snapshot_folder.h"
#include "sshd/base/error.h"
#include "sshd/base/published_index.h"
#include "user_file.h"

/* Copy the user's file, if there is one beside the résumé; otherwise write the
 * document. Returns 0, 1 if the document is left out, or -1 with ERROR
 * filled. */
static int
snapshot_edition_put(const struct document *document,
                     const struct edition *edition, FILE *out,
                     struct error *error)
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

static int
snapshot_edition_write_document(const struct snapshot *snapshot, int dir,
                                const struct document *document,
                                const struct edition *edition)
{
    FILE *out = snapshot_create(snapshot, dir, document->name);
    struct error reason;
    int result = 0, put;

    if (out == NULL)
        return -1;
    put = snapshot_edition_put(document, edition, out, &reason);
    if (put < 0)
        result =
            error_set(snapshot->error, "%s: %s", document->name, reason.text);
    result = snapshot_finish(snapshot, out, document->name, result);
    if (put > 0 && unlinkat(dir, document->name, 0) < 0 && result == 0)
        result = snapshot_fail(snapshot, document->name);
    return result;
}

static bool
snapshot_edition_is_interrupted(void)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGTERM) || sigismember(&pending, SIGINT) ||
           sigismember(&pending, SIGHUP);
}

/* Write the letter of AUDIENCE, if there is one, into the directory DIR. */
static int
snapshot_edition_write_letter(const struct snapshot *snapshot, int dir,
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
            result = snapshot_edition_write_document(snapshot, dir, &document,
                                                     &letter);
    }
    return result;
}

/* Write the files for audiences: their letters, and the file that resume-ui
 * reads. */
static int
snapshot_edition_write_audiences(const struct snapshot *snapshot, int dir,
                                 const struct edition *edition)
{
    const struct resume *resume = edition->resume;
    int result = 0;
    FILE *out;

    if (resume->audience_count == 0)
        return 0;
    for (size_t i = 0; i < resume->audience_count && result == 0; i++)
        result = snapshot_edition_write_letter(snapshot, dir, edition,
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
snapshot_edition_write_documents(const struct snapshot *snapshot, int dir,
                                 const struct edition *edition)
{
    int result = 0;

    for (size_t i = 0; i < document_count && result == 0; i++)
        result = snapshot_edition_is_interrupted()
                     ? error_set(snapshot->error, "interrupted by a signal")
                     : snapshot_edition_write_document(snapshot, dir,
                                                       documents[i], edition);
    if (result == 0)
        result = snapshot_edition_write_audiences(snapshot, dir, edition);
    if (result == 0 && snapshot_sync(snapshot, dir) < 0)
        result = snapshot_fail(snapshot, snapshot->snapshot);
    close(dir);
    return result;
}

int
snapshot_edition_write(const struct snapshot *snapshot, int root,
                       const struct edition *edition)
{
    int dir = snapshot_folder_make(root, edition->row.folder);

    if (dir < 0)
        return snapshot_fail(snapshot, snapshot->snapshot);
    published_index_add(snapshot->index, &edition->row);
    for (size_t i = 0; i < edition->resume->audience_count; i++)
        published_index_put_audience(snapshot->index, edition->row.person,
                                     edition->resume->audiences[i].name);
    return snapshot_edition_write_documents(snapshot, dir, edition);
}

int
snapshot_edition_keep(const struct snapshot *snapshot, int root,
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

/* Write the COUNT documents TRIED of EDITION to /dev/null. */
static int
snapshot_edition_try(const struct document *const *tried, size_t count,
                     const struct edition *edition, struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        FILE *out = fopen("/dev/null", "we");
        struct error reason;
        int result;

        if (out == NULL)
            return error_set(error, "cannot open /dev/null: %s",
                             strerror(errno));
        result = snapshot_edition_put(tried[i], edition, out, &reason);
        fclose(out);
        if (result < 0)
            return error_set(error, "%s: %s", tried[i]->name, reason.text);
    }
    return 0;
}

int
snapshot_edition_check(const struct edition *edition, struct error *error)
{
    const struct resume *resume = edition->resume;
    int result =
        snapshot_edition_try(documents, document_count, edition, error);

    for (size_t i = 0; i < resume->audience_count && result == 0; i++) {
        const struct audience *audience = &resume->audiences[i];
        struct resume shown = resume_for_audience(resume, audience);
        struct edition letter = *edition;

        letter.resume = &shown;
        if (audience->letter.count > 0)
            result =
                snapshot_edition_try(letters, letter_count, &letter, error);
    }
    return result;
}
