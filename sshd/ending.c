#include "ending.h"

static const struct {
    const char *name, *words;
} endings[] = {
#define X(ending, name, words) [ending] = {name, words},
    ENDINGS(X)
#undef X
};

const char *
ending_name(enum ending ending)
{
    return endings[ending].name;
}

const char *
ending_words(enum ending ending)
{
    return endings[ending].words;
}
