#pragma once

/*
 * The index of a published directory: whose résumé is in which folder, in which
 * language, and the names of the audiences. resume-publish writes it, as the
 * file PUBLISHED_INDEX_FILE, if there is more than one résumé or an audience.
 * resume-sshd and resume-ui read it, so that sftp, scp and the screens agree on
 * what a login name and a locale mean (login.h). A row is a line:
 *
 *     resume-index 1
 *     resume - en .
 *     resume - fr fr
 *     resume alice en people/alice
 *     audience - acme
 *
 * "-" is the résumé for everybody, and "." the directory itself. The first
 * row of a person is in the owner's language.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define PUBLISHED_LETTER_PREFIX "letter." /* of an audience's documents */
#define PUBLISHED_INDEX_FILE    "index"
#define PUBLISHED_INDEX_HEAD    "resume-index 1"
#define PUBLISHED_LETTERS       2
#define PUBLISHED_PEOPLE_FOLDER "people"
#define PUBLISHED_PEOPLE_MAX    64
#define PUBLISHED_LANGUAGES_MAX 8 /* of each person */
#define PUBLISHED_EDITIONS_MAX                                                 \
    ((PUBLISHED_PEOPLE_MAX + 1) * PUBLISHED_LANGUAGES_MAX)
#define PUBLISHED_AUDIENCES_MAX 256
#define PUBLISHED_NAME_MAX      32 /* bytes, as a login name */
#define PUBLISHED_TAG_MAX       15
#define PUBLISHED_FOLDER_MAX    63

/* The index of a directory without an index file: one edition, for everybody.
 */
#define PUBLISHED_INDEX_PLAIN PUBLISHED_INDEX_HEAD "\nresume - - .\n"

/* Of names of people, audiences and files. */
#define PUBLISHED_NAME_CHARACTERS                                              \
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-"

/* One person's résumé in one language. */
struct published_edition {
    char person[PUBLISHED_NAME_MAX + 1];   /* "": the résumé for everybody */
    char language[PUBLISHED_TAG_MAX + 1];  /* "fr", "pt-BR"; "": not known */
    char folder[PUBLISHED_FOLDER_MAX + 1]; /* in the directory; "": itself */
};

struct published_audience {
    char person[PUBLISHED_NAME_MAX + 1]; /* whose résumé it is shown */
    char name[PUBLISHED_NAME_MAX + 1];
};

struct published_index {
    struct published_edition editions[PUBLISHED_EDITIONS_MAX];
    size_t edition_count; /* the editions of a person are side by side */
    struct published_audience audiences[PUBLISHED_AUDIENCES_MAX];
    size_t audience_count;
};

/* Whether TEXT may be the name of a person or an audience: a letter or digit,
 * then letters, digits and "._-", 1 to PUBLISHED_NAME_MAX bytes. */
bool published_index_is_name(const char *text);

/* Read the text of an index. Returns -1, with INDEX empty, if a line is not a
 * row as above. */
int published_index_parse(struct published_index *index, const char *text);

/* Read the index of the directory with the descriptor DIRECTORY; without an
 * index file there is one edition, of the directory itself. Returns -1 with
 * errno if the file cannot be read, is not an index, or is larger than 256 KiB,
 * three times what one can be (EFBIG). */
int published_index_read(struct published_index *index, int directory);

/* Append ROW; does nothing if INDEX is full. */
void published_index_add(struct published_index *index,
                         const struct published_edition *row);

/* Add the audience NAME of PERSON, unless it is there. */
void published_index_put_audience(struct published_index *index,
                                  const char *person, const char *name);

/* The documents of a letter, by the names that an audience sees. */
extern const char *const published_letters[PUBLISHED_LETTERS];

/* Write the name of the file that AUDIENCE sees as NAME: "letter.acme.pdf" for
 * "letter.pdf". */
void published_index_letter(char file[PUBLISHED_NAME_MAX + 16],
                            const char *audience, const char *name);

/* Whether NAME is a file of that kind. */
bool published_index_is_letter(const char *name);

/* Whether INDEX is what a directory without an index file has: one edition,
 * for everybody. */
bool published_index_is_plain(const struct published_index *index);

/* Write the text of INDEX to OUT. */
void published_index_write(const struct published_index *index, FILE *out);
