#pragma once

/*
 * Folding of characters for a search: what people type in different ways is the
 * same. Case (Unicode's case folding), accents, ligatures, full and half width,
 * the digits of all scripts, Arabic letters with and without hamza; of Latin
 * letters all that have an ASCII form: "ß" is "ss", "ø" is "o".
 */

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#define FOLD_MAX 20 /* code points of one character; U+FDFA has 18 */

/* How the letters ä, ö, ü, å and ø are read. */
enum fold_spelling {
    FOLD_PLAIN, /* "Jurgen" is "Jürgen" */
    FOLD_PAIRS, /* "Juergen" is */
};

/* Write the characters that C stands for to OUT. Returns their number; 0 for a
 * mark above or below a letter. With EXACT_CASE case is kept. */
size_t fold_character(char32_t c, bool exact_case, enum fold_spelling spelling,
                      char32_t out[FOLD_MAX]);

/* Whether C is a mark that the folding drops. */
bool fold_is_mark(char32_t c);

/* Whether C is a Latin letter outside of ASCII. */
bool fold_is_latin(char32_t c);
