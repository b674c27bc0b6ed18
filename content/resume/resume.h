#pragma once

/*
 * The résumé, as resume-publish and resume-ui read it: JSON Resume
 * (https://jsonresume.org/schema, v1.0.0, the 0.0.0 names, and our extensions)
 * converted once into structs that never change.
 *
 * Every section is a list of entries of one type, so that screens, documents
 * and the search handle a job, a degree and an award alike. The tables in
 * resume_keys.c map JSON keys to fields.
 *
 * Every string is UTF-8 from text_clean(): no control or bidi characters, no
 * invalid bytes; a newline only between paragraphs of a `summary`; no Markdown,
 * no tags (see resume_runs()). No string is NULL; a value missing from the file
 * is "". The struct resume owns all of it until resume_free().
 */

#include <stdbool.h>
#include <stddef.h>

#include "language/period.h"
#include "markup/inline.h"

struct language;

#define RESUME_BYTES_MAX (1024 * 1024) /* bytes; a larger file is rejected */
#define RESUME_DEPTH_MAX 32            /* levels; a deeper file is rejected */
#define RESUME_BEST_MAX  3             /* entries of meta.ssh.best[] */
#define RESUME_HOST_MAX  253           /* bytes of a host name (RFC 1035) */

struct strings {
    const char *const *items;
    size_t count;
};

struct entries {
    const struct entry *items;
    size_t count;
};

struct entry {
    const char *title;   /* position, degree, project, award, group */
    const char *org;     /* employer, institution, awarder, issuer */
    const char *place;   /* location, on one line */
    const char *note;    /* one short qualifier: fluency, score, level */
    const char *url;     /* as written */
    const char *summary; /* paragraphs, with '\n' between them */
    struct period period;
    struct strings keywords;   /* technology tags, skills of a group */
    struct strings badges;     /* short labels beside the title: P0, GET */
    struct strings highlights; /* bullet points, in the file's order */
    struct entries children;   /* a job's sub-projects, a degree's awards */
};

/* The default order of sections; meta.ssh.sections in the file overrides it. */
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
    SECTION_LETTER, /* to an audience; no section of the file */
    SECTION_PEOPLE, /* the list of people; no section of a file */
    SECTION_KINDS
};

struct section {
    enum section_kind kind;
    struct entries entries; /* never empty: an empty section is left out */
};

/* basics.location in its parts; a plain text fills only `city`. */
struct address {
    const char *street, *postal_code, *city, *region, *country;
};

struct profile {
    const char *network, *username, *url;
};

/* PROFILE's user name if its URL does not contain it; otherwise "". */
const char *profile_handle(const struct profile *profile);

enum availability_status {
    AVAILABILITY_UNKNOWN, /* not in the file: show nothing */
    AVAILABILITY_OPEN,
    AVAILABILITY_CLOSED,
};

struct availability {
    enum availability_status status;
    const char *label;       /* the sentence to show: "Available from March" */
    const char *label_since; /* the sentence from the day SINCE on */
    const char *note;
    const char *from;  /* "from Mar 2027", unless the label says when; or "" */
    struct date since; /* what FROM says; year 0: no date */
    struct date until; /* last day shown; year 0: no end */
};

/* The readers who connect as `ssh NAME@HOST` (see audience.h). */
struct audience {
    const char *name;
    const char *greeting;           /* "": the résumé's own */
    struct entries letter;          /* one for each paragraph */
    const struct section *sections; /* the letter, then all, in its order */
    size_t section_count;
    struct strings best; /* empty: the résumé's own */
};

struct resume {
    const char *name;    /* "" only if the file has no name */
    const char *label;   /* the headline */
    const char *summary; /* tagline first; paragraphs */
    const char *email, *phone, *url;
    const char *place; /* basics.location on one line */
    struct address address;
    const struct profile *profiles;
    size_t profile_count;

    /* meta.ssh, our extensions */
    const char *greeting; /* a line above the name: "Hi, my name is" */
    const char *host;     /* "HOST" or "HOST:PORT" that visitors connect to, or
                             "" */
    const char *theme;    /* "dark", "light", ... or "" for automatic */
    const char *paper;    /* "a4", "letter", or "" for the country's paper */
    struct availability availability;
    struct strings ticker; /* scrolling words of the Overview; empty without
                              meta.ssh.ticker */
    struct strings best; /* points to show first, at most RESUME_BEST_MAX; empty
                            without meta.ssh.best */
    const char *accent;  /* name of a colour as written, or "" */
    const char *language; /* BCP 47 tag: meta.language, or a guess from the
                             file's name or text, or "en" */
    bool language_guessed;

    const struct section *sections;
    size_t section_count;

    const struct audience *audiences;
    size_t audience_count;

    struct inline_texts parsed; /* see resume_runs() */
};

/* Returns the length of the name in HOST, "NAME" or "NAME:PORT"; 0 if it cannot
 * be the name of a host. */
size_t resume_host_length(const char *host);

/* Returns the audience NAME of RESUME, or NULL. */
const struct audience *resume_audience(const struct resume *resume,
                                       const char *name);

/* RESUME as AUDIENCE finds it, or as it is if that is NULL. The copy borrows
 * from RESUME, and is not to be freed. */
struct resume resume_for_audience(const struct resume *resume,
                                  const struct audience *audience);

/* Whether AVAILABILITY is to be shown on the day TODAY. */
bool availability_shown(const struct availability *availability,
                        struct date today);

/* The sentence to show on the day TODAY: a first day in the past is left out.
 */
const char *availability_label(const struct availability *availability,
                               struct date today);

/* What to show beside it, "from Mar 2027", or "". */
const char *availability_from(const struct availability *availability,
                              struct date today);

#define AVAILABILITY_NOTE_SIZE 512 /* bytes that are enough for most */

/* The note and the last day of RESUME's availability: "notice eight weeks ·
 * until Jun 2027", or "". Returns BUFFER, or only the note if BUFFER is too
 * small for both. */
const char *availability_note(char *buffer, size_t size,
                              const struct resume *resume, struct date today);

/* Iterate over the runs of LENGTH bytes at TEXT, which is one of RESUME's
 * strings or a part of one, with inline_next(). Any other text is one plain
 * run. */
struct inline_runs resume_runs(const struct resume *resume, const char *text,
                               size_t length);

/* A line of a summary: a paragraph, or a point, whose "- " is left out. */
struct paragraph {
    const char *text;
    size_t length; /* bytes */
    bool is_point;
};

/* Take the next line of the summary *TEXT, and advance past it. Returns false
 * at the end. */
bool paragraph_next(const char **text, struct paragraph *paragraph);

/* The title of a section on screens and in documents. */
const char *section_title(enum section_kind kind,
                          const struct language *language);

/* With every text "". */
extern const struct entry entry_empty;
extern const struct resume resume_empty;

/* section_key() is the JSON key of a section ("work"), which is also its name
 * on the command line. resume_section() finds the section by its key or by
 * another name ("experience"); NULL if RESUME lacks it.
 * resume_section_called() finds it also by its title in RESUME's language. */
const char *section_key(enum section_kind kind);
const struct section *resume_section(const struct resume *resume,
                                     const char *key);
const struct section *resume_section_called(const struct resume *resume,
                                            const char *word);
