#pragma once

/*
 * The words of a line of a job advertisement: which of them could name
 * something, and which are the words that all such texts are made of.
 */

#include <stdbool.h>
#include <stddef.h>

#define MATCH_WORDS_MAX 128 /* of a line; the rest is not looked at */

struct match_word {
    const char *at; /* in the line */
    size_t length;  /* bytes, without the punctuation around it */
    bool common;    /* "experience", "with": says nothing by itself */
    bool name;      /* "ICU", "Kafka", "C++": written as a name */
    bool joined;    /* only blanks are between it and the word before */
};

/* The words of LINE. Returns how many. */
size_t match_words(const char *line, struct match_word words[MATCH_WORDS_MAX]);
