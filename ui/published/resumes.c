#include "published/resumes.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/error.h"

#define NO_HOST "HOST" /* stands for the address that the visitor typed */

int
resumes_open(struct resumes *resumes, const char *path, struct error *error)
{
    int directory, result;

    if (source_open(&resumes->source, path, error) < 0)
        return -1;
    if (!resumes->source.directory)
        return published_index_parse(&resumes->index, PUBLISHED_INDEX_PLAIN);
    directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    result =
        directory < 0 ? -1 : published_index_read(&resumes->index, directory);
    if (result < 0)
        error_set(error, "cannot read the index of %s: %s", path,
                  strerror(errno));
    if (directory >= 0)
        close(directory);
    return result;
}

void
resumes_fini(struct resumes *resumes)
{
    for (size_t i = 0; i < resumes->index.edition_count; i++) {
        resume_free(resumes->items[i]);
        free(resumes->hosts[i]);
        free(resumes->uses[i]);
        resumes->items[i] = NULL;
        resumes->hosts[i] = NULL;
        resumes->uses[i] = NULL;
    }
}

const struct resume *
resumes_read(struct resumes *resumes, const struct published_edition *edition,
             struct error *error)
{
    size_t i = (size_t)(edition - resumes->index.editions);
    struct resume **resume = &resumes->items[i];
    struct source source;
    const char *host;

    if (*resume != NULL)
        return *resume;
    source = resumes->source;
    source_choose(&source, &resumes->index, edition);
    *resume = source_load(&source, error);
    if (*resume == NULL || *edition->person == '\0')
        return *resume;
    host = *(*resume)->host != '\0' ? (*resume)->host : NO_HOST;
    if (strchr(host, '@') == NULL &&
        asprintf(&resumes->hosts[i], "%s@%s", edition->person, host) > 0)
        (*resume)->host = resumes->hosts[i];
    return *resume;
}

const struct resume *
resumes_show(struct resumes *resumes, const struct published_edition *edition,
             struct error *error)
{
    const struct resume *resume = resumes_read(resumes, edition, error);
    struct resume *shown;

    if (resume == NULL || resumes->audience == NULL)
        return resume;
    resumes->turn = 1 - resumes->turn;
    shown = &resumes->shown[resumes->turn];
    *shown =
        resume_for_audience(resume, resume_audience(resume, resumes->audience));
    return shown;
}

int
resumes_read_all(struct resumes *resumes, struct error *error)
{
    int result = -1;

    for (size_t i = 0; i < resumes->index.edition_count; i++)
        if (resumes_read(resumes, &resumes->index.editions[i], error) != NULL)
            result = 0;
    return result;
}

const struct published_edition *
resumes_own_language(const struct resumes *resumes,
                     const struct published_edition *edition)
{
    while (edition > resumes->index.editions &&
           strcmp(edition[-1].person, edition->person) == 0)
        edition--;
    return edition;
}

const struct published_edition *
resumes_next_language(const struct resumes *resumes,
                      const struct published_edition *edition)
{
    const struct published_edition *end =
        resumes->index.editions + resumes->index.edition_count;

    return edition + 1 < end && strcmp(edition[1].person, edition->person) == 0
               ? edition + 1
               : resumes_own_language(resumes, edition);
}
