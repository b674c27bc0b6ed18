#include "login_names.h"

#include <strings.h>

#include "editions.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"

static bool
login_names_is_person(const struct editions *editions, const char *name)
{
    for (size_t i = 0; i < editions->count; i++)
        if (strcasecmp(editions->items[i].row.person, name) == 0)
            return true;
    return false;
}

static bool
login_names_is_language(const struct editions *editions, const char *name)
{
    for (size_t i = 0; i < editions->count; i++)
        if (strcasecmp(editions->items[i].row.language, name) == 0)
            return true;
    return false;
}

static bool
login_names_is_section(const struct editions *editions, const char *name)
{
    for (size_t i = 0; i < editions->count; i++) {
        const struct resume *resume = editions->items[i].resume;

        if (resume != NULL && resume_section_called(resume, name) != NULL)
            return true;
    }
    return false;
}

static bool
login_names_is_plain(const struct editions *editions, const char *name)
{
    (void)editions;
    return strcasecmp(name, "plain") == 0;
}

/* In the order of resume-sshd(8): a name has the first kind that fits. */
static const struct {
    const char *what;
    bool (*is)(const struct editions *editions, const char *name);
} kinds[] = {
    {"a person", login_names_is_person},
    {"a language", login_names_is_language},
    {"an audience", NULL},
    {"a section", login_names_is_section},
    {"the name for plain text", login_names_is_plain},
};

enum { PERSON = 0, AUDIENCE = 2 }; /* of the kinds */

/* Warn at PATH of EDITION if NAME, that of KIND, is also of another: one that
 * comes first, or else each that comes later. A name that it shares with an
 * audience is reported for the audience. */
static void
login_names_check_one(const struct editions *editions,
                      const struct edition *edition, const char *path,
                      const char *name, size_t kind)
{
    for (size_t i = 0; i < COUNT(kinds); i++) {
        if (i == kind || kinds[i].is == NULL || !kinds[i].is(editions, name))
            continue;
        if (i < kind) {
            warnings_add(edition->warnings, path,
                         "\"%.40s\" is also %s, which comes first", name,
                         kinds[i].what);
            return;
        }
        warnings_add(edition->warnings, path,
                     "\"%.40s\" is also %s; as a user name it is %s", name,
                     kinds[i].what, kinds[kind].what);
    }
}

void
login_names_check(const struct editions *editions)
{
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = &editions->items[i];
        const struct resume *resume = edition->resume;

        if (!edition->own || resume == NULL)
            continue;
        if (*edition->row.person != '\0')
            login_names_check_one(editions, edition, "the file name",
                                  edition->row.person, PERSON);
        for (size_t j = 0; j < resume->audience_count; j++)
            login_names_check_one(editions, edition, "meta.ssh.audiences",
                                  resume->audiences[j].name, AUDIENCE);
    }
}
