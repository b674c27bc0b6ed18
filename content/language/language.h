#pragma once

/*
 * Every text that the programs show to a visitor, in each language of the
 * interface. The texts of the résumé itself are never translated.
 *
 * A text is a row of LANGUAGE_WORDS and a line in each language_*.c; a language
 * is one such file and a row of `languages`. The number is the maximum width in
 * columns, 0 for no limit: tabs are narrow, key hints share a footer, and a
 * message is a row of 80 columns. A text with "%" is a pattern for
 * language_format(); its conversions are those of the English text, in the same
 * order.
 */

#include <stdbool.h>
#include <stddef.h>

#define LANGUAGE_WORDS(X)                                                      \
    /* sections */                                                             \
    X(WORD_EXPERIENCE, 20)                                                     \
    X(WORD_SKILLS, 20)                                                         \
    X(WORD_PROJECTS, 20)                                                       \
    X(WORD_EDUCATION, 20)                                                      \
    X(WORD_VOLUNTEER, 20)                                                      \
    X(WORD_AWARDS, 20)                                                         \
    X(WORD_CERTIFICATES, 20)                                                   \
    X(WORD_PUBLICATIONS, 20)                                                   \
    X(WORD_LANGUAGES, 20)                                                      \
    X(WORD_INTERESTS, 20)                                                      \
    X(WORD_REFERENCES, 20)                                                     \
    X(WORD_LETTER, 20)                                                         \
    /* sections, as tabs of a narrow window */                                 \
    X(WORD_SHORT_EXPERIENCE, 5)                                                \
    X(WORD_SHORT_SKILLS, 5)                                                    \
    X(WORD_SHORT_PROJECTS, 5)                                                  \
    X(WORD_SHORT_EDUCATION, 5)                                                 \
    X(WORD_SHORT_VOLUNTEER, 5)                                                 \
    X(WORD_SHORT_AWARDS, 5)                                                    \
    X(WORD_SHORT_CERTIFICATES, 5)                                              \
    X(WORD_SHORT_PUBLICATIONS, 5)                                              \
    X(WORD_SHORT_LANGUAGES, 5)                                                 \
    X(WORD_SHORT_INTERESTS, 5)                                                 \
    X(WORD_SHORT_REFERENCES, 5)                                                \
    X(WORD_SHORT_LETTER, 5)                                                    \
    X(WORD_PEOPLE, 12)                                                         \
    /* dates; language_count() chooses between one and many */                 \
    X(WORD_PRESENT, 14)                                                        \
    X(WORD_SINCE, 0)                                                           \
    X(WORD_FROM_TO, 0)                                                         \
    X(WORD_YEAR, 8)                                                            \
    X(WORD_YEARS, 8)                                                           \
    X(WORD_MONTH, 8)                                                           \
    X(WORD_MONTHS, 8)                                                          \
    /* availability, if the file has no sentence of its own */                 \
    X(WORD_AVAILABLE, 30)                                                      \
    X(WORD_AVAILABLE_FROM, 0)                                                  \
    X(WORD_NOT_AVAILABLE, 30)                                                  \
    /* plain text: labels before ":", headings, end */                         \
    X(WORD_DEGREE, 0)                                                          \
    X(WORD_DEGREE_IN, 0)                                                       \
    X(WORD_COURSES, 0)                                                         \
    X(WORD_ORGANIZATION, 0)                                                    \
    X(WORD_AWARDED_BY, 0)                                                      \
    X(WORD_ISSUED_BY, 0)                                                       \
    X(WORD_PUBLISHED_BY, 0)                                                    \
    X(WORD_SCORE, 0)                                                           \
    X(WORD_LEVEL, 0)                                                           \
    X(WORD_ID, 0)                                                              \
    X(WORD_TYPE, 0)                                                            \
    X(WORD_AUTHORS, 0)                                                         \
    X(WORD_TECHNOLOGIES, 0)                                                    \
    X(WORD_ROLE, 0)                                                            \
    X(WORD_DATE, 0)                                                            \
    X(WORD_DATES, 0)                                                           \
    X(WORD_PLACE, 0)                                                           \
    X(WORD_EMAIL, 0)                                                           \
    X(WORD_PHONE, 0)                                                           \
    X(WORD_WEB, 0)                                                             \
    X(WORD_SECTION_OF, 0)                                                      \
    X(WORD_END_OF_RESUME, 72)                                                  \
    /* screen */                                                               \
    X(WORD_POINT, 12)                                                          \
    X(WORD_POINTS, 12)                                                         \
    X(WORD_KEYS, 24)                                                           \
    X(WORD_PLAIN_TEXT_HINT, 60)                                                \
    X(WORD_LINK_TITLE, 24)                                                     \
    X(WORD_LINK_SCAN, 60)                                                      \
    X(WORD_CONTACT_TITLE, 24)                                                  \
    X(WORD_CONTACT_END, 60)                                                    \
    X(WORD_CONTACT_NEXT, 76)                                                   \
    X(WORD_CONTACT_FILE, 0)                                                    \
    X(WORD_CONTACT_COPY, 10)                                                   \
    X(WORD_CONTACT_PDF, 60)                                                    \
    X(WORD_CONTACT_ALL, 0)                                                     \
    X(WORD_CONTACT_TEXT, 60)                                                   \
    X(WORD_CONTACT_HOST, 0)                                                    \
    X(WORD_CONTACT_CLOSE, 40)                                                  \
    X(WORD_CONTACT_SCROLL, 14)                                                 \
    X(WORD_QR_CODE, 14)                                                        \
    X(WORD_QR_CONTACT, 16)                                                     \
    X(WORD_QR_HERE, 16)                                                        \
    X(WORD_MAIL_SUBJECT, 40)                                                   \
    X(WORD_TOO_SMALL, 60)                                                      \
    X(WORD_TOO_SMALL_HELP, 0)                                                  \
    /* Overview, and continuing to the next section */                         \
    X(WORD_OVERVIEW, 20)                                                       \
    X(WORD_SHORT_OVERVIEW, 6)                                                  \
    X(WORD_SECTION_END, 0)                                                     \
    X(WORD_READ_ON, 0)                                                         \
    X(WORD_READ_ON_FROM, 0)                                                    \
    X(WORD_FROM, 0)                                                            \
    X(WORD_UNTIL, 0)                                                           \
    X(WORD_EXPIRES, 0)                                                         \
    X(WORD_HINT_MORE, 14)                                                      \
    X(WORD_HINT_CONTACT, 16)                                                   \
    X(WORD_HINT_START_OVER, 14)                                                \
    X(WORD_HINT_MATCH, 10)                                                     \
    X(WORD_AT_START, 74)                                                       \
    X(WORD_AT_END, 74)                                                         \
    X(WORD_AT_LAST_PAGE, 40)                                                   \
    X(WORD_NOTHING_TO_OPEN, 74)                                                \
    X(WORD_NO_SECTION, 0)                                                      \
    X(WORD_NOT_SEARCHING, 74)                                                  \
    X(WORD_ONLY_MATCH, 74)                                                     \
    X(WORD_NOTHING_MOVES, 74)                                                  \
    X(WORD_NOTHING_TO_LEAVE, 74)                                               \
    X(WORD_UNKNOWN_KEY, 74)                                                    \
    /* keys in the footer and on the help page */                              \
    X(WORD_HELP_MOVE, 14)                                                      \
    X(WORD_HELP_OPEN, 14)                                                      \
    X(WORD_HELP_SECTION, 14)                                                   \
    X(WORD_HELP_SEARCH, 14)                                                    \
    X(WORD_HELP_MATCH, 20)                                                     \
    X(WORD_HELP_PAUSE, 14)                                                     \
    X(WORD_HELP_HELP, 14)                                                      \
    X(WORD_HELP_QUIT, 14)                                                      \
    /* keys on the help page, two columns from width 100 */                    \
    X(WORD_HELP_PAGE, 20)                                                      \
    X(WORD_HELP_HALF, 20)                                                      \
    X(WORD_HELP_LINE, 20)                                                      \
    X(WORD_HELP_ENDS, 20)                                                      \
    X(WORD_HELP_FOLD_ALL, 20)                                                  \
    X(WORD_HELP_COPY, 20)                                                      \
    X(WORD_HELP_COPY_PHONE, 20)                                                \
    X(WORD_HELP_TAKE, 20)                                                      \
    X(WORD_HELP_LINK, 20)                                                      \
    X(WORD_HELP_LANGUAGE, 20)                                                  \
    X(WORD_HELP_COLOURS, 20)                                                   \
    X(WORD_HELP_CHARSET, 20)                                                   \
    X(WORD_HELP_MOUSE, 20)                                                     \
    X(WORD_HELP_BACK, 20)                                                      \
    X(WORD_HELP_REDRAW, 20)                                                    \
    X(WORD_HELP_LEAVE, 20)                                                     \
    /* keys in the footer */                                                   \
    X(WORD_HINT_BACK, 14)                                                      \
    X(WORD_HINT_COPY, 14)                                                      \
    X(WORD_HINT_LINK, 14)                                                      \
    X(WORD_KEY_SPACE, 10)                                                      \
    X(WORD_KEY_ENTER, 10)                                                      \
    X(WORD_KEY_ESCAPE, 10)                                                     \
    /* search */                                                               \
    X(WORD_POSITION_OF, 0)                                                     \
    X(WORD_NO_MATCH, 20)                                                       \
    X(WORD_MATCH, 14)                                                          \
    X(WORD_MATCHES, 14)                                                        \
    X(WORD_HINT_GO_THERE, 14)                                                  \
    X(WORD_HINT_CHOOSE, 14)                                                    \
    X(WORD_HINT_READ_THERE, 16)                                                \
    X(WORD_HINT_WHERE_YOU_WERE, 28)                                            \
    X(WORD_SENTENCE, 14)                                                       \
    X(WORD_SENTENCES, 14)                                                      \
    X(WORD_TAG, 14)                                                            \
    X(WORD_TAGS, 14)                                                           \
    X(WORD_AND_OTHER, 0)                                                       \
    X(WORD_INSIDE_WORDS, 30)                                                   \
    X(WORD_NOTHING_SAYS, 0)                                                    \
    X(WORD_NAMED_HERE, 0)                                                      \
    X(WORD_WITH_IT, 0)                                                         \
    X(WORD_HINT_SKILL, 14)                                                     \
    /* messages: shown for a while in the footer */                            \
    X(WORD_COPIED, 0)                                                          \
    X(WORD_NO_EMAIL, 74)                                                       \
    X(WORD_NO_PHONE, 74)                                                       \
    X(WORD_NO_LINK, 74)                                                        \
    X(WORD_ONE_LANGUAGE, 74)                                                   \
    X(WORD_OPEN_PERSON, 74)                                                    \
    X(WORD_MOUSE_ON, 74)                                                       \
    X(WORD_MOUSE_OFF, 74)                                                      \
    X(WORD_MOTION_ON, 74)                                                      \
    X(WORD_MOTION_OFF, 74)                                                     \
    X(WORD_IDLE_SOON, 74)                                                      \
    X(WORD_LENGTH_SOON, 74)                                                    \
    X(WORD_UPDATED, 74)                                                        \
    /* end of a session */                                                     \
    X(WORD_IDLE_CLOSED, 74)                                                    \
    X(WORD_LENGTH_CLOSED, 74)                                                  \
    X(WORD_SERVER_CLOSED, 74)                                                  \
    X(WORD_TAKE_AWAY, 74)                                                      \
    X(WORD_GOODBYE, 74)                                                        \
    X(WORD_LOGGED, 60)

enum word {
#define X(name, columns) name,
    LANGUAGE_WORDS(X)
#undef X
        WORD_COUNT
};

struct language {
    const char *code; /* BCP 47 primary subtag: "en" */
    const char *name; /* its own name: "Français" */
    const char *gap;  /* separator between a number and its noun: " " or "" */
    const char *quotes[2];  /* quotation marks */
    const char *year;       /* a year alone: "%d", "%d年" */
    const char *months[12]; /* a month of a year: "Mar %d" */
    const char *words[WORD_COUNT];
};

extern const struct language language_en, language_de, language_fr, language_es,
    language_pt, language_zh, language_zh_hant, language_ja;

extern const struct language *const languages[];
extern const size_t language_total;

/* The language for TAG ("de", "pt-BR"); English if it is not available. */
const struct language *language_find(const char *tag);

/* Whether TAG is Chinese in traditional characters, by its script or country:
 * "zh-Hant", "zh-TW". */
bool language_is_traditional(const char *tag);

/* Whether the language TAG is written from right to left. */
bool language_is_rtl(const char *tag);

static inline const char *
language_word(const struct language *language, enum word word)
{
    return language->words[word];
}

/* Format a pattern ("Section %zu of %zu: %s") as printf does; the arguments are
 * those of the English pattern. Returns BUFFER. */
char *language_format(char *buffer, size_t size,
                      const struct language *language, enum word word, ...);

/* Format a count: "1 year", "3 years", "3年". Returns BUFFER. */
char *language_count(char *buffer, size_t size, const struct language *language,
                     size_t count, enum word one, enum word many);

/* Format MONTH (1-12) of YEAR, or the year alone if MONTH is 0: "Mar 2019",
 * "2019年3月". Returns BUFFER. */
char *language_date(char *buffer, size_t size, const struct language *language,
                    int year, int month);
