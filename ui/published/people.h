#pragma once

/*
 * The list of people, as a résumé with one section: shown if no résumé is for
 * everybody. Each entry is a person: name, headline, availability.
 */

#include "published/resumes.h"
#include "resume/resume.h"
#include "sshd/base/login.h"

struct people {
    struct resume resume;
    struct section section;
    struct entry entries[PUBLISHED_PEOPLE_MAX];
    const struct published_edition *editions[PUBLISHED_PEOPLE_MAX];
    const struct resume *resumes[PUBLISHED_PEOPLE_MAX];
    size_t count;
};

/* List the people of RESUMES in the languages of LOGIN and LOCALE, on the day
 * TODAY. A person whose résumé cannot be read is left out. */
void people_init(struct people *people, struct resumes *resumes,
                 const struct login *login, const struct login_locale *locale,
                 struct date today);

/* Returns the index of EDITION's person; 0 if it is not listed. */
size_t people_find(const struct people *people,
                   const struct published_edition *edition);
