#include "base/login.h"

#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/published_index.h"

#define PLAIN   "plain"
#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/* The primary subtag of TAG: "pt" of "pt-BR". */
static size_t
login_primary(const char *tag)
{
    return strcspn(tag, "-_.@");
}

/* How well a language fits what is wanted, from not at all to best. */
enum login_fit {
    LOGIN_FIT_NONE,
    LOGIN_FIT_OTHER_REGION, /* pt-PT for pt-BR */
    LOGIN_FIT_NO_REGION,    /* pt for pt-BR */
    LOGIN_FIT_WHOLE,
};

/* Compare the language TAG with what is WANTED, a tag or a locale. */
static enum login_fit
login_fit(const char *tag, const char *wanted)
{
    size_t primary = login_primary(wanted), i = 0;

    if (primary < 2 || login_primary(tag) != primary ||
        strncasecmp(tag, wanted, primary) != 0)
        return LOGIN_FIT_NONE;
    for (i = primary; tag[i] != '\0'; i++)
        if (strncasecmp(&tag[i], &wanted[i], 1) != 0 &&
            !(tag[i] == '-' && wanted[i] == '_'))
            return LOGIN_FIT_OTHER_REGION;
    return wanted[i] == '\0' || strchr(".@", wanted[i]) != NULL
               ? LOGIN_FIT_WHOLE
               : LOGIN_FIT_NO_REGION;
}

/* Returns PERSON's edition that fits the language WANTED best, or NULL. */
static const struct published_edition *
login_find_language(const struct published_index *index, const char *person,
                    const char *wanted)
{
    const struct published_edition *best = NULL;
    enum login_fit fit = LOGIN_FIT_NONE;

    if (wanted == NULL)
        return NULL;
    for (size_t i = 0; i < index->edition_count; i++) {
        const struct published_edition *edition = &index->editions[i];

        if (strcmp(edition->person, person) == 0 &&
            login_fit(edition->language, wanted) > fit) {
            fit = login_fit(edition->language, wanted);
            best = edition;
        }
    }
    return best;
}

/* Returns PERSON's first edition, in the owner's language, or NULL. */
static const struct published_edition *
login_find_person(const struct published_index *index, const char *person)
{
    for (size_t i = 0; i < index->edition_count; i++)
        if (strcasecmp(index->editions[i].person, person) == 0)
            return &index->editions[i];
    return NULL;
}

/* Whether NAME is a language tag, "fr" or "pt_BR", that fits some edition at
 * LEAST so well. */
static bool
login_is_language(const struct published_index *index, const char *name,
                  enum login_fit least)
{
    if (name[strspn(name, LETTERS "0123456789_-")] != '\0')
        return false;
    for (size_t i = 0; i < index->edition_count; i++)
        if (login_fit(index->editions[i].language, name) >= least)
            return true;
    return false;
}

static const struct published_audience *
login_find_audience(const struct published_index *index, const char *name)
{
    for (size_t i = 0; i < index->audience_count; i++)
        if (strcasecmp(index->audiences[i].name, name) == 0)
            return &index->audiences[i];
    return NULL;
}

struct login
login_resolve(const struct published_index *index, const char *name,
              bool (*is_section)(const char *word, const void *context),
              const void *context)
{
    const struct published_edition *edition =
        *name != '\0' ? login_find_person(index, name) : NULL;
    const struct published_audience *audience =
        login_find_audience(index, name);
    struct login login = {LOGIN_ANYBODY, name, ""};

    if (edition != NULL)
        login = (struct login){LOGIN_PERSON, edition->person, edition->person};
    else if (login_is_language(index, name,
                               audience != NULL ? LOGIN_FIT_WHOLE
                                                : LOGIN_FIT_OTHER_REGION))
        login.kind = LOGIN_LANGUAGE;
    else if (audience != NULL)
        login =
            (struct login){LOGIN_AUDIENCE, audience->name, audience->person};
    else if (is_section != NULL && is_section(name, context))
        login.kind = LOGIN_SECTION;
    else if (strcmp(name, PLAIN) == 0)
        login.kind = LOGIN_PLAIN;
    return login;
}

/* Whether LOCALE, the value of a variable, asks for no language. */
static bool
login_is_c_locale(const char *locale)
{
    size_t length = strcspn(locale, ".@");

    return (length == 1 && *locale == 'C') ||
           (length == 5 && strncmp(locale, "POSIX", 5) == 0);
}

void
login_languages(const struct login *login, const struct login_locale *locale,
                const char *wanted[LOGIN_LANGUAGES_MAX])
{
    wanted[0] = login->kind == LOGIN_LANGUAGE ? login->name : NULL;
    wanted[1] = locale->all;
    wanted[2] = locale->messages;
    wanted[3] = locale->lang;
}

const struct published_edition *
login_person_edition(const struct published_index *index, const char *person,
                     const struct login *login,
                     const struct login_locale *locale)
{
    const struct published_edition *edition = NULL;
    const char *wanted[LOGIN_LANGUAGES_MAX];

    login_languages(login, locale, wanted);
    for (size_t i = 0; i < COUNT(wanted) && edition == NULL; i++) {
        if (i > 0 && wanted[i] != NULL && login_is_c_locale(wanted[i]))
            break;
        edition = login_find_language(index, person, wanted[i]);
    }
    return edition != NULL ? edition : login_find_person(index, person);
}

const struct published_edition *
login_edition(const struct published_index *index, const struct login *login,
              const struct login_locale *locale)
{
    return login_person_edition(index, login->person, login, locale);
}
