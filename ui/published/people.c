#include "published/people.h"

#include <string.h>

#include "sshd/base/array.h"

/* The language of the list: that of the login name or the locale. */
static const char *
people_language(const struct login *login, const struct login_locale *locale)
{
    const char *wishes[LOGIN_LANGUAGES_MAX];

    login_languages(login, locale, wishes);
    for (size_t i = 0; i < COUNT(wishes); i++)
        if (wishes[i] != NULL && *wishes[i] != '\0')
            return wishes[i];
    return "en";
}

static void
people_add(struct people *people, const struct published_edition *edition,
           const struct resume *resume, struct date today)
{
    struct entry *entry = &people->entries[people->count];
    const char *at = strchr(resume->host, '@');

    *entry = entry_empty;
    entry->title = *resume->name != '\0' ? resume->name : edition->person;
    entry->org = resume->label;
    entry->place = resume->place;
    if (availability_shown(&resume->availability, today))
        entry->note = availability_label(&resume->availability, today);
    people->editions[people->count] = edition;
    people->resumes[people->count++] = resume;
    if (*people->resume.host == '\0' && at != NULL && strcmp(at, "@HOST") != 0)
        people->resume.host = at + 1;
}

void
people_init(struct people *people, struct resumes *resumes,
            const struct login *login, const struct login_locale *locale,
            struct date today)
{
    const struct published_index *index = &resumes->index;
    const char *before = "";

    people->count = 0;
    people->resume = resume_empty;
    people->resume.language = people_language(login, locale);
    for (size_t i = 0; i < index->edition_count; i++) {
        const char *person = index->editions[i].person;
        const struct published_edition *edition;
        const struct resume *resume;

        if (strcmp(person, before) == 0 ||
            people->count == PUBLISHED_PEOPLE_MAX)
            continue;
        before = person;
        edition = login_person_edition(index, person, login, locale);
        resume = resumes_read(resumes, edition, NULL);
        if (resume != NULL)
            people_add(people, edition, resume, today);
    }
    people->section =
        (struct section){SECTION_PEOPLE, {people->entries, people->count}};
    people->resume.sections = &people->section;
    people->resume.section_count = 1;
}

size_t
people_find(const struct people *people,
            const struct published_edition *edition)
{
    for (size_t i = 0; i < people->count; i++)
        if (strcmp(people->editions[i]->person, edition->person) == 0)
            return i;
    return 0;
}
