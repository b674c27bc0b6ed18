#include "search/editions.h"

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
editions_open(struct editions *editions, const char *path, struct error *error)
{
    int directory, result;

    if (source_open(&editions->source, path, error) < 0)
        return -1;
    if (!editions->source.directory)
        return published_index_parse(&editions->index, PUBLISHED_INDEX_PLAIN);
    directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    result =
        directory < 0 ? -1 : published_index_read(&editions->index, directory);
    if (result < 0)
        error_set(error, "cannot read the index of %s: %s", path,
                  strerror(errno));
    if (directory >= 0)
        close(directory);
    return result;
}

void
editions_fini(struct editions *editions)
{
    for (size_t i = 0; i < editions->index.edition_count; i++) {
        resume_free(editions->resumes[i]);
        free(editions->hosts[i]);
        editions->resumes[i] = NULL;
        editions->hosts[i] = NULL;
    }
}

const struct resume *
editions_resume(struct editions *editions,
                const struct published_edition *edition, struct error *error)
{
    size_t i = (size_t)(edition - editions->index.editions);
    struct resume **resume = &editions->resumes[i];
    struct source source;
    const char *host;

    if (*resume != NULL)
        return *resume;
    source = editions->source;
    source_choose(&source, &editions->index, edition);
    *resume = source_load(&source, error);
    if (*resume == NULL || *edition->person == '\0')
        return *resume;
    host = *(*resume)->host != '\0' ? (*resume)->host : NO_HOST;
    if (strchr(host, '@') == NULL &&
        asprintf(&editions->hosts[i], "%s@%s", edition->person, host) > 0)
        (*resume)->host = editions->hosts[i];
    return *resume;
}

const struct resume *
editions_show(struct editions *editions,
              const struct published_edition *edition, struct error *error)
{
    const struct resume *resume = editions_resume(editions, edition, error);
    struct resume *shown;

    if (resume == NULL || editions->audience == NULL)
        return resume;
    editions->turn = 1 - editions->turn;
    shown = &editions->shown[editions->turn];
    *shown = resume_for_audience(resume,
                                 resume_audience(resume, editions->audience));
    return shown;
}

int
editions_load(struct editions *editions, struct error *error)
{
    int result = -1;

    for (size_t i = 0; i < editions->index.edition_count; i++)
        if (editions_resume(editions, &editions->index.editions[i], error) !=
            NULL)
            result = 0;
    return result;
}

const struct published_edition *
editions_own(const struct editions *editions,
             const struct published_edition *edition)
{
    while (edition > editions->index.editions &&
           strcmp(edition[-1].person, edition->person) == 0)
        edition--;
    return edition;
}

const struct published_edition *
editions_next_language(const struct editions *editions,
                       const struct published_edition *edition)
{
    const struct published_edition *end =
        editions->index.editions + editions->index.edition_count;

    return edition + 1 < end && strcmp(edition[1].person, edition->person) == 0
               ? edition + 1
               : editions_own(editions, edition);
}
