#pragma once

/*
 * What a login name and a locale mean: whose résumé a client gets, in which
 * language, and for which audience, by the index of the published directory.
 */

#include <stdbool.h>

struct published_edition;
struct published_index;

/* What a login name is: the first of these that it fits. Where it is the name
 * of an audience, only a whole tag is a language: "de-acme" is that audience.
 */
enum login_kind {
    LOGIN_PERSON,
    LOGIN_LANGUAGE,
    LOGIN_AUDIENCE,
    LOGIN_SECTION,
    LOGIN_PLAIN,   /* "plain": text instead of the screens */
    LOGIN_ANYBODY, /* any other name, and none */
};

struct login {
    enum login_kind kind;
    const char *name;   /* as in the index, or as the client gave it */
    const char *person; /* whose résumé to show; "": the one for everybody */
};

/* A client's locale: LC_ALL, LC_MESSAGES and LANG, each NULL or "" if it is
 * not set. */
struct login_locale {
    const char *all, *messages, *lang;
};

/* Resolve the login NAME. IS_SECTION returns whether a word names a section;
 * NULL: no word does. */
struct login
login_resolve(const struct published_index *index, const char *name,
              bool (*is_section)(const char *word, const void *context),
              const void *context);

#define LOGIN_LANGUAGES_MAX 4

/* List the languages that a visitor wants, the most important first: LOGIN, if
 * it is one, and LOCALE. Each may be NULL or "". */
void login_languages(const struct login *login,
                     const struct login_locale *locale,
                     const char *wanted[LOGIN_LANGUAGES_MAX]);

/* Returns the edition that LOGIN is shown: its person's, in the language of
 * the login name, else of LOCALE, else the owner's. NULL: the login names no
 * person, and nobody's résumé is for everybody. */
const struct published_edition *
login_edition(const struct published_index *index, const struct login *login,
              const struct login_locale *locale);

/* Returns PERSON's edition in the language of LOGIN, of LOCALE, or of the
 * owner; NULL without PERSON. */
const struct published_edition *
login_person_edition(const struct published_index *index, const char *person,
                     const struct login *login,
                     const struct login_locale *locale);
