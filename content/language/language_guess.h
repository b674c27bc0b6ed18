#pragma once

/*
 * The language of a text that does not say which it is in: by its letters,
 * and where those are Latin, by its frequent words.
 */

#include <stdbool.h>
#include <stddef.h>

/* How many words of a text are looked up, for each language. */
#define LANGUAGE_GUESSES 16

struct language_guess {
    size_t scripts[20];             /* letters of each script */
    size_t words[LANGUAGE_GUESSES]; /* frequent words of each language */
    size_t traditional, simplified; /* Chinese characters of one kind alone */
    size_t persian, urdu, ukrainian;
};

/* Count TEXT in; zero is where to begin. */
void language_guess_add(struct language_guess *guess, const char *text);

/* The tag (BCP 47) of the language, or NULL where nothing tells. *BY_SCRIPT
 * is whether the letters did, and not the words. */
const char *language_guess_tag(const struct language_guess *guess,
                               bool *by_script);

/* The tag that the name of FILE ends with ("resume.fr.json", "cv_pt-BR.json"),
 * into TAG of SIZE bytes. Returns whether there is one. */
bool language_guess_from_name(const char *file, char *tag, size_t size);

/* Could TAG be one: "fr", "pt-BR"? */
bool language_guess_is_tag(const char *tag);
