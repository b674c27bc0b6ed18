#pragma once

/*
 * The résumé, as resume-publish and resume-ui see it:
 * JSON Resume (https://jsonresume.org/schema, v1.0.0, the older 0.0.0
 * names, and our extensions) read once into structs that never change.
 *
 * Every section is a list of entries of one shape, so that a screen, a
 * document or a search treats a job, a degree and a prize alike; which
 * JSON key lands in which field is a table in resume_keys.c.
 *
 * Every string is UTF-8 that text_clean() has been over (no control or
 * bidi characters, no bad bytes; a newline only between paragraphs of a
 * `summary`; no Markdown, no tags: see inline.h), never NULL, "" where the file
 * says nothing. All of it is owned by the struct resume and lives until
 * resume_free().
 */

#include <stdbool.h>
#include <stddef.h>

#include "markup/inline.h"
#include "language/period.h"

struct error;
struct language;
struct warnings;

#define RESUME_BYTES_MAX (1024 * 1024) /* a larger file is refused */
#define RESUME_DEPTH_MAX 32            /* so is a deeper one */
#define RESUME_BEST_MAX  3             /* of meta.ssh.best[] */

struct strings {
    const char *const *items;
    size_t count;
};

struct entries {
    const struct entry *items;
    size_t count;
};

struct entry {
    const char *title;   /* what: position, degree, project, prize, group */
    const char *org;     /* who: employer, institution, awarder, issuer */
    const char *place;   /* where, on one line */
    const char *note;    /* one short word on it: fluency, score, level */
    const char *url;     /* as written */
    const char *summary; /* paragraphs, with '\n' between them */
    struct period period;
    struct strings keywords;   /* technology tags, skills of a group */
    struct strings badges;     /* short marks beside the title: P0, GET */
    struct strings highlights; /* points, in the file's order */
    struct entries children;   /* a job's sub-projects, a degree's awards */
};

/* The order is the one the screens and documents use unless the file's
 * meta.ssh.sections says otherwise. */
enum section_kind {
    SECTION_WORK,
    SECTION_SKILLS,
    SECTION_PROJECTS,
    SECTION_EDUCATION,
    SECTION_VOLUNTEER,
    SECTION_AWARDS,
    SECTION_CERTIFICATES,
    SECTION_PUBLICATIONS,
    SECTION_LANGUAGES,
    SECTION_INTERESTS,
    SECTION_REFERENCES,
    SECTION_KINDS
};

struct section {
    enum section_kind kind;
    struct entries entries; /* never empty: an empty section is left out */
};

/* basics.location in its parts; `city` is all there is of a plain text. */
struct address {
    const char *street, *postal_code, *city, *region, *country;
};

struct profile {
    const char *network, *username, *url;
};

/* The user name of PROFILE, where its address does not tell it; "" where it
 * does, or where there is none. */
const char *profile_handle(const struct profile *profile);

enum availability_status {
    AVAILABILITY_UNSAID, /* show nothing */
    AVAILABILITY_OPEN,
    AVAILABILITY_CLOSED,
};

struct availability {
    enum availability_status status;
    const char *label; /* the sentence to show: "Available from March" */
    const char *note;
    struct date until; /* shown through this day; year 0: for ever */
};

struct resume {
    const char *name;    /* "" only where the file has none at all */
    const char *label;   /* the headline */
    const char *summary; /* tagline first; paragraphs */
    const char *email, *phone, *url;
    const char *place; /* basics.location on one line */
    struct address address;
    const struct profile *profiles;
    size_t profile_count;

    /* meta.ssh, our extensions */
    const char *greeting; /* a line above the name: "Hi, my name is" */
    const char *host;     /* where visitors type ssh to; "" unknown */
    const char *theme;    /* "dark", "light", ... or "" for automatic */
    const char *paper;    /* "a4", "letter", or "" for that of the country */
    struct availability availability;
    struct strings ticker; /* the words that run along the Overview; only
                              where the file has meta.ssh.ticker */
    struct strings best;   /* the points to show first, RESUME_BEST_MAX at
                              most; none unless the file says which */
    const char *accent;    /* a colour's name as written, or "" */
    const char *language;  /* a tag of BCP 47: that of meta.language, or a
                              guess by the file's name or text; "en" */
    bool language_guessed;

    const struct section *sections;
    size_t section_count;

    struct inline_texts parsed; /* see inline_runs() */
};

/*
 * Read FILE, or the LENGTH bytes at BYTES. Returns a résumé that the
 * caller frees with resume_free(), or NULL with ERROR filled: "line 12,
 * column 3: ... (a trailing comma?)". Whatever is odd but can be shown is
 * added to PROBLEMS (may be NULL).
 */
struct resume *resume_load(const char *file, struct warnings *warnings,
                           struct error *error);
struct resume *resume_parse(const char *bytes, size_t length,
                            struct warnings *warnings, struct error *error);
void resume_free(struct resume *resume);

/* Is there something to show of AVAILABILITY, on this day? */
bool availability_shown(const struct availability *availability,
                        struct date today);

/* What a section is called on screens and in documents. */
const char *section_title(enum section_kind kind,
                          const struct language *language);

/* The JSON key of a section ("work"), which is also the word for it on the
 * command line; and the section that KEY or its everyday name ("experience")
 * means, or NULL where the résumé lacks it. */
const char *section_key(enum section_kind kind);
const struct section *resume_section(const struct resume *resume,
                                     const char *key);
