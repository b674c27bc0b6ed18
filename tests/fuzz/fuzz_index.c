/* The index of a published directory, and what a login name and a locale mean
 * by it. The first line is the login name, then come LC_ALL, LC_MESSAGES and
 * LANG, a line each, and the rest is the index. */

#include "fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/login.h"
#include "base/published_index.h"

#define LINES 4

/* Check that no folder leads out of the directory, and that names are valid. */
static void
check_index(const struct published_index *index)
{
    assert(index->edition_count > 0);
    assert(index->edition_count <= PUBLISHED_EDITIONS_MAX);
    assert(index->audience_count <= PUBLISHED_AUDIENCES_MAX);
    for (size_t i = 0; i < index->edition_count; i++) {
        const struct published_edition *edition = &index->editions[i];

        assert(*edition->person == '\0' ||
               published_index_is_name(edition->person));
        assert(*edition->folder != '/' && *edition->folder != '.');
        assert(strstr(edition->folder, "/.") == NULL);
    }
    for (size_t i = 0; i < index->audience_count; i++)
        assert(published_index_is_name(index->audiences[i].name));
}

/* Check that the text of INDEX gives the same index when it is read. */
static void
check_text(const struct published_index *index)
{
    static struct published_index again;
    char *text = NULL;
    size_t length;
    FILE *out = open_memstream(&text, &length);

    assert(out != NULL);
    published_index_write(index, out);
    assert(fclose(out) == 0);
    assert(published_index_parse(&again, text) == 0);
    assert(again.edition_count == index->edition_count);
    assert(again.audience_count == index->audience_count);
    for (size_t i = 0; i < index->edition_count; i++)
        assert(strcmp(again.editions[i].folder, index->editions[i].folder) ==
               0);
    free(text);
}

static bool
is_work(const char *word, const void *context)
{
    (void)context;
    return strcmp(word, "work") == 0;
}

static void
check_login(const struct published_index *index, char *const lines[LINES])
{
    const struct login_locale locale = {lines[1], lines[2], lines[3]};
    struct login login = login_resolve(index, lines[0], is_work, NULL);
    const struct published_edition *edition =
        login_edition(index, &login, &locale);
    const char *wanted[LOGIN_LANGUAGES_MAX];

    login_languages(&login, &locale, wanted);
    assert(login.kind <= LOGIN_ANYBODY && login.person != NULL);
    assert(login.kind != LOGIN_SECTION || is_work(lines[0], NULL));
    if (edition != NULL) {
        assert(edition >= index->editions &&
               edition < index->editions + index->edition_count);
        assert(strcasecmp(edition->person, login.person) == 0);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct published_index index;
    static char none[] = "";
    char *text = malloc(size + 1), *rest = text, *lines[LINES];

    memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = rest != NULL ? strsep(&rest, "\n") : NULL;
        if (lines[i] == NULL)
            lines[i] = none;
    }
    if (rest != NULL && published_index_parse(&index, rest) == 0) {
        check_index(&index);
        check_text(&index);
        check_login(&index, lines);
    }
    free(text);
    return 0;
}
