#pragma once

/*
 * The actions of a visitor. A row holds an action and the word that the help
 * page shows for it. Actions with the same word share a line of help. Help
 * lists the most important actions first, because a small window may not hold
 * all of them. `bindings` in keymap.c maps keys to actions; help omits an
 * action without a key. Only the mouse triggers ACTION_MATCH, ACTION_FOCUS and
 * ACTION_CHOOSE; their argument is the match, the item or the choice that was
 * clicked.
 */

#include "language/language.h"

#define ACTIONS(X)                                                             \
    X(ACTION_UP, WORD_HELP_MOVE)                                               \
    X(ACTION_DOWN, WORD_HELP_MOVE)                                             \
    X(ACTION_RIGHT, WORD_HELP_OPEN)                                            \
    X(ACTION_LEFT, WORD_HELP_OPEN)                                             \
    X(ACTION_OPEN, WORD_HELP_OPEN)                                             \
    X(ACTION_SECTION, WORD_HELP_SECTION)                                       \
    X(ACTION_NEXT_SECTION, WORD_HELP_SECTION)                                  \
    X(ACTION_PREVIOUS_SECTION, WORD_HELP_SECTION)                              \
    X(ACTION_SEARCH, WORD_HELP_SEARCH)                                         \
    X(ACTION_NEXT_MATCH, WORD_HELP_MATCH)                                      \
    X(ACTION_PREVIOUS_MATCH, WORD_HELP_MATCH)                                  \
    X(ACTION_BACK, WORD_HELP_BACK)                                             \
    X(ACTION_QUIT, WORD_HELP_QUIT)                                             \
    X(ACTION_LEAVE, WORD_HELP_LEAVE)                                           \
    X(ACTION_PAGE_DOWN, WORD_HELP_PAGE)                                        \
    X(ACTION_PAGE_UP, WORD_HELP_PAGE)                                          \
    X(ACTION_TOP, WORD_HELP_ENDS)                                              \
    X(ACTION_BOTTOM, WORD_HELP_ENDS)                                           \
    X(ACTION_FOLD_ALL, WORD_HELP_FOLD_ALL)                                     \
    X(ACTION_COPY, WORD_HELP_COPY)                                             \
    X(ACTION_COPY_PHONE, WORD_HELP_COPY_PHONE)                                 \
    X(ACTION_LINK, WORD_HELP_LINK)                                             \
    X(ACTION_LANGUAGE, WORD_HELP_LANGUAGE)                                     \
    X(ACTION_CONTACT, WORD_HELP_TAKE)                                          \
    X(ACTION_HELP, WORD_HELP_HELP)                                             \
    X(ACTION_COLOURS, WORD_HELP_COLOURS)                                       \
    X(ACTION_CHARSET, WORD_HELP_CHARSET)                                       \
    X(ACTION_PAUSE, WORD_HELP_PAUSE)                                           \
    X(ACTION_MOUSE, WORD_HELP_MOUSE)                                           \
    X(ACTION_HALF_DOWN, WORD_HELP_HALF)                                        \
    X(ACTION_HALF_UP, WORD_HELP_HALF)                                          \
    X(ACTION_LINE_DOWN, WORD_HELP_LINE)                                        \
    X(ACTION_LINE_UP, WORD_HELP_LINE)                                          \
    X(ACTION_REDRAW, WORD_HELP_REDRAW)                                         \
    X(ACTION_KEEP, WORD_HINT_READ_THERE)                                       \
    X(ACTION_ERASE, WORD_HELP_BACK)                                            \
    X(ACTION_ERASE_ALL, WORD_HELP_BACK)                                        \
    X(ACTION_NEXT_MATCHES, WORD_HELP_MATCH)                                    \
    X(ACTION_PREVIOUS_MATCHES, WORD_HELP_MATCH)                                \
    X(ACTION_MATCH, WORD_HELP_MATCH)                                           \
    X(ACTION_FOCUS, WORD_HELP_MOVE)                                            \
    X(ACTION_CHOOSE, WORD_HELP_MOVE)

enum action {
    ACTION_NONE,
#define X(action, word) action,
    ACTIONS(X)
#undef X
        ACTION_COUNT
};

/* Returns the word that the help page shows for ACTION. */
enum word action_word(enum action action);
