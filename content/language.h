#pragma once

/*
 * Every word that the programs say to a visitor, in each language of the
 * interface. A word is a row of WORDS; a language is a column, in
 * language.c. What the résumé itself says is never translated.
 */

#include <stddef.h>

#define LANGUAGE_WORDS(X)                                                      \
    X(WORD_EXPERIENCE)                                                         \
    X(WORD_SKILLS)                                                             \
    X(WORD_PROJECTS)                                                           \
    X(WORD_EDUCATION)                                                          \
    X(WORD_VOLUNTEER)                                                          \
    X(WORD_AWARDS)                                                             \
    X(WORD_CERTIFICATES)                                                       \
    X(WORD_PUBLICATIONS)                                                       \
    X(WORD_LANGUAGES)                                                          \
    X(WORD_INTERESTS)                                                          \
    X(WORD_REFERENCES)                                                         \
    X(WORD_PRESENT)                                                            \
    X(WORD_YEAR)                                                               \
    X(WORD_YEARS)                                                              \
    X(WORD_MONTH)                                                              \
    X(WORD_MONTHS)                                                             \
    X(WORD_TO)                                                                 \
    X(WORD_DEGREE)                                                             \
    X(WORD_DEGREE_IN)                                                          \
    X(WORD_COURSES)                                                            \
    X(WORD_ORGANIZATION)                                                       \
    X(WORD_INSTITUTION)                                                        \
    X(WORD_AWARDED_BY)                                                         \
    X(WORD_ISSUED_BY)                                                          \
    X(WORD_PUBLISHED_BY)                                                       \
    X(WORD_SCORE)                                                              \
    X(WORD_LEVEL)                                                              \
    X(WORD_ID)                                                                 \
    X(WORD_TYPE)                                                               \
    X(WORD_AUTHORS)                                                            \
    X(WORD_AVAILABLE)                                                          \
    X(WORD_AVAILABLE_FROM)                                                     \
    X(WORD_NOT_AVAILABLE)                                                      \
    X(WORD_TECHNOLOGIES)                                                       \
    X(WORD_ROLE)                                                               \
    X(WORD_DATE)                                                               \
    X(WORD_DATES)                                                              \
    X(WORD_PLACE)                                                              \
    X(WORD_EMAIL)                                                              \
    X(WORD_PHONE)                                                              \
    X(WORD_WEB)                                                                \
    X(WORD_SECTION_OF)                                                         \
    X(WORD_END_OF_RESUME)                                                      \
    X(WORD_HELP_MOVE)                                                          \
    X(WORD_HELP_OPEN)                                                          \
    X(WORD_HELP_PAGE)                                                          \
    X(WORD_HELP_HALF)                                                          \
    X(WORD_HELP_LINE)                                                          \
    X(WORD_HELP_ENDS)                                                          \
    X(WORD_HELP_SECTION)                                                       \
    X(WORD_HELP_FOLD_ALL)                                                      \
    X(WORD_HELP_COLOURS)                                                       \
    X(WORD_HELP_HELP)                                                          \
    X(WORD_HELP_BACK)                                                          \
    X(WORD_HELP_REDRAW)                                                        \
    X(WORD_HELP_QUIT)                                                          \
    X(WORD_HELP_LEAVE)                                                         \
    X(WORD_KEYS)                                                               \
    X(WORD_ANY_KEY)                                                            \
    X(WORD_PLAIN_TEXT_HINT)                                                    \
    X(WORD_POINT)                                                              \
    X(WORD_POINTS)                                                             \
    X(WORD_NEXT)                                                               \
    X(WORD_TOO_SMALL)                                                          \
    X(WORD_TOO_SMALL_HELP)                                                     \
    X(WORD_GOODBYE)                                                            \
    X(WORD_TAKE_AWAY)                                                          \
    X(WORD_SHORT_EXPERIENCE)                                                   \
    X(WORD_SHORT_SKILLS)                                                       \
    X(WORD_SHORT_PROJECTS)                                                     \
    X(WORD_SHORT_EDUCATION)                                                    \
    X(WORD_SHORT_VOLUNTEER)                                                    \
    X(WORD_SHORT_AWARDS)                                                       \
    X(WORD_SHORT_CERTIFICATES)                                                 \
    X(WORD_SHORT_PUBLICATIONS)                                                 \
    X(WORD_SHORT_LANGUAGES)                                                    \
    X(WORD_SHORT_INTERESTS)                                                    \
    X(WORD_SHORT_REFERENCES)                                                   \
    X(WORD_HELP_CHARSET)                                                       \
    X(WORD_HELP_SEARCH)                                                        \
    X(WORD_HELP_MATCH)                                                         \
    X(WORD_HELP_KEEP)                                                          \
    X(WORD_MATCH)                                                              \
    X(WORD_MATCHES)                                                            \
    X(WORD_POSITION_OF)                                                        \
    X(WORD_NO_MATCH)                                                           \
    X(WORD_HINT_NEXT)                                                          \
    X(WORD_HINT_PREVIOUS)                                                      \
    X(WORD_HINT_MATCHING_SECTION)                                              \
    X(WORD_HINT_CLEAR)                                                         \
    X(WORD_HELP_COPY)                                                          \
    X(WORD_HELP_LINK)                                                          \
    X(WORD_HELP_PAUSE)                                                         \
    X(WORD_HELP_MOUSE)                                                         \
    X(WORD_USED_NOWHERE)                                                       \
    X(WORD_USED_ONCE)                                                          \
    X(WORD_USED_IN)                                                            \
    X(WORD_HINT_TAG)                                                           \
    X(WORD_HINT_WHERE_USED)                                                    \
    X(WORD_HINT_GO_THERE)                                                      \
    X(WORD_HINT_BACK)                                                          \
    X(WORD_HINT_COPY)                                                          \
    X(WORD_HINT_LINK)                                                          \
    X(WORD_COPIED)                                                             \
    X(WORD_NO_EMAIL)                                                           \
    X(WORD_NO_LINK)                                                            \
    X(WORD_MOUSE_ON)                                                           \
    X(WORD_MOUSE_OFF)                                                          \
    X(WORD_MOTION_ON)                                                          \
    X(WORD_MOTION_OFF)                                                         \
    X(WORD_IDLE_SOON)                                                          \
    X(WORD_IDLE_CLOSED)                                                        \
    X(WORD_SERVER_CLOSED)                                                      \
    X(WORD_LINK_TITLE)                                                         \
    X(WORD_LINK_SCAN)                                                          \
    X(WORD_UPDATED)

enum word {
#define X(name) name,
    LANGUAGE_WORDS(X)
#undef X
        WORD_COUNT
};

struct language {
    const char *code;       /* BCP 47 primary subtag: "en" */
    const char *months[12]; /* short: "Jan" */
    const char *words[WORD_COUNT];
};

/* The language TAG ("de", "pt-BR") asks for; English where we lack it. */
const struct language *language_find(const char *tag);

static inline const char *
language_word(const struct language *language, enum word word)
{
    return language->words[word];
}

/* A word that is a pattern ("Section %zu of %zu: %s"), filled printf-like;
 * the arguments are those of the English one. Returns BUFFER. */
char *language_format(char *buffer, size_t size,
                      const struct language *language, enum word word, ...);
