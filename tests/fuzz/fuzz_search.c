/* Search: the first line is the query, the rest the text to search. Checks that
 * each match is in the text, after the one before it, and between whole
 * characters. */

#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "search/matcher.h"
#include "text/text_clean.h"

static void
check_character(const char *at)
{
    assert(((unsigned char)*at & 0xc0) != 0x80);
}

static size_t
count_matches(const struct matcher *matcher, enum matcher_mode mode,
              const char *text)
{
    const char *end = text + strlen(text), *from = text, *found;
    size_t count = 0, length;

    while ((found = matcher_find(matcher, mode, text, from, &length)) != NULL) {
        assert(matcher->count > 0);
        assert(found >= from && length > 0 && found + length <= end);
        check_character(found);
        check_character(found + length);
        from = found + length;
        count++;
    }
    return count;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = memchr(data, '\n', size);
    struct matcher matcher;
    char *query, *text;
    size_t length;

    if (end == NULL)
        return 0;
    query = malloc((size_t)(end - data) * 3 + 1);
    length = text_clean(query, (const char *)data, (size_t)(end - data),
                        TEXT_ONE_LINE);
    size -= (size_t)(end + 1 - data);
    text = malloc(size * 3 + 1);
    text_clean(text, (const char *)end + 1, size, TEXT_LINES);
    for (int exact = 0; exact <= 1; exact++) {
        matcher_compile(&matcher, query, length,
                        exact ? MATCHER_EXACT_CASE : MATCHER_ANY_CASE);
        assert(matcher.count <= MATCHER_MAX);
        /* A whole word is also a beginning, and a beginning is somewhere
         * inside. */
        if (count_matches(&matcher, MATCHER_WORD, text) > 0)
            assert(count_matches(&matcher, MATCHER_BEGINNING, text) > 0);
        if (count_matches(&matcher, MATCHER_BEGINNING, text) > 0)
            assert(count_matches(&matcher, MATCHER_INSIDE, text) > 0);
    }
    free(query);
    free(text);
    return 0;
}
