#pragma once

/*
 * The table of keys: the action of each, and the key's name on the screen. A
 * new key is one row of `bindings`.
 */

#include <stddef.h>
#include <uchar.h>

#include "app/action.h"
#include "terminal/input.h"

/* While the visitor types a query, keys have other actions. */
enum key_mode { MODE_BROWSE, MODE_TYPING };

struct binding {
    enum key_mode mode;
    enum key key;
    char32_t character; /* for KEY_CHAR */
    const char *name;   /* as help and hints show it in English */
    enum action action;
    int argument; /* the view's number, for ACTION_SECTION */
};

/* The keys of an action are in the order in which help lists them, the
 * preferred key first. */
extern const struct binding bindings[];
extern const size_t binding_count;

/* Returns the binding of EVENT's key in MODE, or NULL. */
const struct binding *keymap_find(enum key_mode mode,
                                  const struct key_event *event);

/* Returns the name in LANGUAGE of the ORDINAL-th key (from 0) bound to ACTION
 * in MODE, or NULL. */
const char *keymap_name(const struct language *language, enum key_mode mode,
                        enum action action, size_t ordinal);
