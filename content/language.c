#include "language.h"

#include <string.h>
#include <strings.h>

static const struct language languages[] = {
    {
        .code = "en",
        .months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                   "Sep", "Oct", "Nov", "Dec"},
        .words =
            {
                [WORD_EXPERIENCE] = "Experience",
                [WORD_SKILLS] = "Skills",
                [WORD_PROJECTS] = "Projects",
                [WORD_EDUCATION] = "Education",
                [WORD_VOLUNTEER] = "Volunteering",
                [WORD_AWARDS] = "Awards",
                [WORD_CERTIFICATES] = "Certificates",
                [WORD_PUBLICATIONS] = "Publications",
                [WORD_LANGUAGES] = "Languages",
                [WORD_INTERESTS] = "Interests",
                [WORD_REFERENCES] = "References",
                [WORD_PRESENT] = "present",
                [WORD_YEAR] = "year",
                [WORD_YEARS] = "years",
                [WORD_MONTH] = "month",
                [WORD_MONTHS] = "months",
                [WORD_TECHNOLOGIES] = "Technologies",
                [WORD_ROLE] = "Role",
                [WORD_DATES] = "Dates",
                [WORD_PLACE] = "Place",
                [WORD_EMAIL] = "E-mail",
                [WORD_PHONE] = "Phone",
                [WORD_WEB] = "Web",
                [WORD_SECTION_OF] = "Section %zu of %zu: %s",
                [WORD_END_OF_RESUME] = "End of résumé.",
            },
    },
};

const struct language *
language_find(const char *tag)
{
    size_t count = sizeof(languages) / sizeof(languages[0]);
    size_t length = strcspn(tag, "-_.@");

    for (size_t i = 0; i < count; i++)
        if (strlen(languages[i].code) == length &&
            strncasecmp(languages[i].code, tag, length) == 0)
            return &languages[i];
    return &languages[0];
}
