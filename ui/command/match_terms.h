#pragma once

/*
 * The words of a line of a job advertisement, classified: words that can name
 * something, and words that such texts have in common.
 */

#include <stdbool.h>
#include <stddef.h>

#define MATCH_WORDS_MAX 128 /* of a line; further words are ignored */

struct match_word {
    const char *at; /* address in the line */
    size_t length;  /* bytes, without the punctuation around it */
    bool common;    /* such as "experience", "with": does not name anything */
    bool level;     /* common, but a name may begin with it, as "Advanced" */
    bool name;      /* "ICU", "Kafka", "C++": written as a name */
    bool exact;     /* in capitals only: "CAN" of "CAN bus" is not "can" */
    bool joined;    /* only blanks separate it from the word before */
};

/* Whether the LENGTH bytes at WORD name a language that people speak. */
bool match_is_spoken_language(const char *word, size_t length);

/* Split LINE into WORDS. Returns their number. */
size_t match_words(const char *line, struct match_word words[MATCH_WORDS_MAX]);
