#pragma once

/*
 * What a visitor asked for before the shell or command began, as it goes
 * from the worker, which parsed it, to the porter, which trusts none of it.
 */

#include <stdbool.h>
#include <stddef.h>

#define VISIT_COMMAND_MAX 4096
#define VISIT_HINT_MAX    64
#define VISIT_TERM_MAX    64
#define VISIT_USER_MAX    32

/* The variables that a client may set for its renderer. */
#define VISIT_HINTS(X)                                                         \
    X(LANG)                                                                    \
    X(LC_ALL)                                                                  \
    X(LC_CTYPE)                                                                \
    X(LC_MESSAGES)                                                             \
    X(NO_COLOR)                                                                \
    X(COLORTERM)                                                               \
    X(ACCESSIBLE)

enum visit_hint {
#define X(name) VISIT_##name,
    VISIT_HINTS(X)
#undef X
        VISIT_HINT_COUNT
};

/* Every string is "" where the client said nothing that is sane. The yes or
 * no are characters, because another process could write any byte there. */
struct visit {
    unsigned char pty;
    unsigned char exec; /* run `command`, even where that is "" */
    unsigned short columns, rows;
    char term[VISIT_TERM_MAX + 1];
    char user[VISIT_USER_MAX + 1];
    unsigned char hinted[VISIT_HINT_COUNT];
    char hints[VISIT_HINT_COUNT][VISIT_HINT_MAX + 1];
    char command[VISIT_COMMAND_MAX + 1];
};

const char *visit_hint_name(enum visit_hint hint);

/* Keep what of the client's words is sane; false where nothing was. */
bool visit_set_term(struct visit *visit, const char *term);
bool visit_set_user(struct visit *visit, const char *user);
bool visit_set_hint(struct visit *visit, const char *name, const char *value);
bool visit_set_command(struct visit *visit, const char *command);

/* Any 32 bits a client sends become a size that a terminal can have: 80x24
 * for zero, 300x100 at most. */
void visit_set_size(struct visit *visit, unsigned columns, unsigned rows);

/* Whether VISIT, which may have been written by anybody, is one that the
 * functions above could have made. */
bool visit_is_sound(const struct visit *visit);
