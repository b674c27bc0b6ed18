#include "documents/paper.h"

#include <stddef.h>
#include <strings.h>

#include "resume/resume.h"
#include "sshd/base/array.h"

static const struct paper papers[] = {
    {"a4", 595.276, 841.89},
    {"letter", 612, 792},
};

/* The countries that use US Letter, by the names that files have. */
static const char *const letter_countries[] = {
    "US",  "USA",         "United States", "United States of America",
    "CA",  "CAN",         "Canada",        "MX",
    "MEX", "Mexico",      "México",        "PH",
    "PHL", "Philippines",
};

const struct paper *
paper_of(const struct resume *resume)
{
    const char *country = resume->address.country;

    for (size_t i = 0; i < COUNT(papers); i++)
        if (strcasecmp(papers[i].name, resume->paper) == 0)
            return &papers[i];
    for (size_t i = 0; i < COUNT(letter_countries); i++)
        if (strcasecmp(letter_countries[i], country) == 0)
            return &papers[1];
    return &papers[0];
}
