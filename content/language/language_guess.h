#pragma once

/*
 * Language detection: by script, and for Latin script by frequent words.
 */

#include <stdbool.h>
#include <stddef.h>

/* Maximum number of words of a text that are looked up. */
#define LANGUAGE_GUESSES   16
#define LANGUAGE_ALPHABETS 5

struct language_guess {
    size_t scripts[20]; /* number of letters of each script */
    size_t
        words[LANGUAGE_GUESSES]; /* number of frequent words of each language */
    const char *first[LANGUAGE_GUESSES]; /* the first of them */
    bool varied[LANGUAGE_GUESSES];       /* another one followed */
    size_t letters[LANGUAGE_ALPHABETS];  /* letters of one language alone */
    size_t traditional,
        simplified; /* simplified-only and traditional-only characters */
    size_t persian, urdu, ukrainian;
};

/* Add TEXT to GUESS. A zeroed struct is an empty guess. */
void language_guess_add(struct language_guess *guess, const char *text);

/* The BCP 47 tag of the language, or NULL if unknown. *BY_SCRIPT is true if the
 * script decided, false if the words did. */
const char *language_guess_tag(const struct language_guess *guess,
                               bool *by_script);

/* Copy the tag at the end of FILE's name ("resume.fr.json", "cv_pt-BR.json")
 * into TAG of SIZE bytes. Returns whether there is a tag. */
bool language_guess_from_name(const char *file, char *tag, size_t size);

/* Whether TAG has the form of a language tag: "fr", "pt-BR". */
bool language_guess_is_tag(const char *tag);

/* Whether TAG is a language tag of a language that résumés are written in, as
 * opposed to another short word: "fr", "pt-BR", but not "old". */
bool language_guess_is_known(const char *tag);
