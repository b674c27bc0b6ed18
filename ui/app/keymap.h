#pragma once

/*
 * Which key does what, and what keys are called on the screen. A new key is
 * one row of `bindings`.
 */

#include <stddef.h>
#include <uchar.h>

#include "app/action.h"
#include "terminal/input.h"

/* Keys mean something else while the visitor types a word to search for. */
enum key_mode { MODE_BROWSE, MODE_TYPING };

struct binding {
    enum key_mode mode;
    enum key key;
    char32_t character; /* for KEY_CHAR */
    const char *name;   /* as help and hints print it */
    enum action action;
    int argument; /* the view's number, for ACTION_SECTION */
};

/* In the order in which help lists an action's keys: the best one first. */
extern const struct binding bindings[];
extern const size_t binding_count;

/* The binding of EVENT's key in MODE, or NULL. */
const struct binding *keymap_find(enum key_mode mode,
                                  const struct key_event *event);

/* The name of the ORDINAL-th key (from 0) bound to ACTION in MODE, or
 * NULL. */
const char *keymap_name(enum key_mode mode, enum action action, size_t ordinal);
