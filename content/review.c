#include "review.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "resume/accent.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"

/* Whether EMAIL has exactly one "@", with text on both sides. */
static bool
review_is_email(const char *email)
{
    const char *at = strchr(email, '@');

    return at != NULL && at > email && at[1] != '\0' &&
           strchr(at + 1, '@') == NULL && strchr(email, ' ') == NULL;
}

/* Whether TEXT is empty or one of the COUNT names at NAMES. */
static bool
review_is_one_of(const char *text, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(names[i], text) == 0)
            return true;
    return *text == '\0';
}

static void
review_names(const struct resume *resume, struct warnings *warnings)
{
    static const char *const themes[] = {"auto",    "dark",    "light",
                                         "neutral", "console", "mono"};

    if (!review_is_one_of(resume->theme, themes, COUNT(themes)))
        warnings_add(warnings, "meta.ssh.theme",
                     "\"%.40s\" is not a theme (auto, dark, light, neutral, "
                     "mono); using the theme of the terminal",
                     resume->theme);
    if (*resume->accent != '\0' && accent_find(resume->accent) == NULL)
        warnings_add(warnings, "meta.ssh.accent",
                     "\"%.40s\" is not an accent (%s); using blue",
                     resume->accent, ACCENT_NAMES);
}

/* Whether HOST is the name of a host, which a login name may precede, and its
 * port, if there is one, a number. */
static bool
review_is_host(const char *host)
{
    const char *name = strchr(host, '@');
    size_t length;
    const char *port;

    host = name != NULL ? name + 1 : host;
    length = resume_host_length(host);
    port = host + length + 1;
    return length > 0 &&
           (host[length] == '\0' ||
            (strlen(port) <= 5 && strspn(port, "0123456789") == strlen(port) &&
             atoi(port) >= 1 && atoi(port) <= 65535));
}

static void
review_values(const struct resume *resume, struct warnings *warnings)
{
    struct availability availability = resume->availability;
    struct date until = availability.until;

    if (*resume->email != '\0' && !review_is_email(resume->email))
        warnings_add(warnings, "basics.email",
                     "\"%.40s\" is not an e-mail address; shown as written",
                     resume->email);
    if (*resume->host != '\0' && !review_is_host(resume->host))
        warnings_add(warnings, "meta.ssh.host",
                     "\"%.40s\" is neither HOST nor HOST:PORT; shown as "
                     "written",
                     resume->host);
    if (until.year != 0 && !availability_shown(&availability, date_today()))
        warnings_add(warnings, "meta.ssh.availability.until",
                     "is in the past; the availability is not shown");
    else if (availability.since.year != 0 &&
             date_compare(availability.since, date_today()) <= 0)
        warnings_add(warnings, "meta.ssh.availability.from",
                     "is in the past; not shown");
}

/* Note the contact details that are public. */
static void
review_given(const struct resume *resume, struct warnings *warnings)
{
    const struct {
        const char *path, *value, *what;
    } rows[] = {
        {"basics.phone", resume->phone, "the telephone number"},
        {"basics.location.address", resume->address.street, "the street"},
        {"basics.location.postalCode", resume->address.postal_code,
         "the postal code"},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (*rows[i].value != '\0')
            warnings_note(warnings, WARNING_PUBLIC, rows[i].path,
                          "%s is public (see meta.ssh.publish)", rows[i].what);
}

static void
review_audiences(const struct resume *resume, struct warnings *warnings)
{
    if (resume->audience_count > 0)
        warnings_note(warnings, WARNING_PUBLIC, "meta.ssh.audiences",
                      "names are not passwords: whoever guesses one can read "
                      "its letter");
}

static void
review_missing(const struct resume *resume, struct warnings *warnings)
{
    bool reachable = *resume->email != '\0' || *resume->phone != '\0' ||
                     *resume->url != '\0' || resume->profile_count > 0;
    const struct {
        const char *path, *value, *what;
    } rows[] = {
        {"basics.email", resume->email, "a recruiter looks for it first"},
        {"basics.phone", resume->phone, "many recruiters call"},
        {"meta.ssh.host", resume->host,
         "visitors do not see the host name to connect to"},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (*rows[i].value == '\0')
            warnings_note(warnings, WARNING_MISSING, rows[i].path,
                          "missing: %s", rows[i].what);
    if (!reachable)
        warnings_note(warnings, WARNING_MISSING, "basics",
                      "missing: contact details (email, phone, "
                      "url, profiles)");
}

void
review_add(const struct resume *resume, struct warnings *warnings)
{
    review_names(resume, warnings);
    review_values(resume, warnings);
    review_given(resume, warnings);
    review_audiences(resume, warnings);
    review_missing(resume, warnings);
}
