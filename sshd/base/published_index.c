#include "base/published_index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/array.h"

#define EVERYBODY "-"
#define HERE      "."
#define WORDS_MAX 4
#define BYTES_MAX (256 * 1024)

const char *const published_letters[PUBLISHED_LETTERS] = {"letter.pdf",
                                                          "letter.txt"};

bool
published_index_is_name(const char *text)
{
    size_t length = strlen(text);

    return length > 0 && length <= PUBLISHED_NAME_MAX &&
           strchr("._-", *text) == NULL &&
           text[strspn(text, PUBLISHED_NAME_CHARACTERS)] == 0;
}

/* Copy WORD to FIELD of SIZE bytes; NONE, which stands for nothing, as "".
 * Returns false if it does not fit. */
static bool
published_index_keep(char *field, size_t size, const char *word,
                     const char *none)
{
    if (strlen(word) >= size)
        return false;
    strcpy(field, strcmp(word, none) == 0 ? "" : word);
    return true;
}

/* Whether WORD is a folder in the directory: names of
 * PUBLISHED_NAME_CHARACTERS, none of which begins with a point. */
static bool
published_index_is_folder(const char *word)
{
    if (strcmp(word, HERE) == 0)
        return true;
    while (true) {
        size_t length = strspn(word, PUBLISHED_NAME_CHARACTERS);

        if (length == 0 || *word == '.')
            return false;
        if (word[length] == '\0')
            return true;
        if (word[length] != '/')
            return false;
        word += length + 1;
    }
}

static bool
published_index_is_person(const char *word)
{
    return strcmp(word, EVERYBODY) == 0 || published_index_is_name(word);
}

static int
published_index_add_edition(struct published_index *index, char **words)
{
    struct published_edition *edition = &index->editions[index->edition_count];

    if (index->edition_count == PUBLISHED_EDITIONS_MAX ||
        !published_index_is_person(words[1]) ||
        !published_index_is_folder(words[3]) ||
        !published_index_keep(edition->person, sizeof(edition->person),
                              words[1], EVERYBODY) ||
        !published_index_keep(edition->language, sizeof(edition->language),
                              words[2], EVERYBODY) ||
        !published_index_keep(edition->folder, sizeof(edition->folder),
                              words[3], HERE))
        return -1;
    index->edition_count++;
    return 0;
}

static int
published_index_add_audience(struct published_index *index, char **words)
{
    struct published_audience *audience =
        &index->audiences[index->audience_count];

    if (index->audience_count == PUBLISHED_AUDIENCES_MAX ||
        !published_index_is_person(words[1]) ||
        !published_index_is_name(words[2]) ||
        !published_index_keep(audience->person, sizeof(audience->person),
                              words[1], EVERYBODY))
        return -1;
    strcpy(audience->name, words[2]);
    index->audience_count++;
    return 0;
}

static const struct {
    const char *word;
    size_t count; /* of words */
    int (*add)(struct published_index *index, char **words);
} rows[] = {
    {"resume", 4, published_index_add_edition},
    {"audience", 3, published_index_add_audience},
};

static int
published_index_parse_line(struct published_index *index, char *line)
{
    char *words[WORDS_MAX + 1], *word;
    size_t count = 0;

    while (count <= WORDS_MAX && (word = strsep(&line, " ")) != NULL)
        words[count++] = word;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (strcmp(words[0], rows[i].word) == 0)
            return count == rows[i].count ? rows[i].add(index, words) : -1;
    return -1;
}

int
published_index_parse(struct published_index *index, const char *text)
{
    char *copy = strdup(text), *rest = copy, *line;
    int result = -1;

    index->edition_count = index->audience_count = 0;
    if (copy == NULL)
        return -1;
    line = strsep(&rest, "\n");
    if (strcmp(line, PUBLISHED_INDEX_HEAD) == 0)
        result = 0;
    while (result == 0 && (line = strsep(&rest, "\n")) != NULL)
        if (*line != '\0')
            result = published_index_parse_line(index, line);
    free(copy);
    if (result == 0 && index->edition_count > 0)
        return 0;
    index->edition_count = index->audience_count = 0;
    errno = EINVAL;
    return -1;
}

/* Read the file FD, which must be a text of at most BYTES_MAX bytes. The caller
 * frees it. Returns NULL with errno. */
static char *
published_index_text(int fd)
{
    char *text = malloc(BYTES_MAX + 1);
    size_t length = 0;
    ssize_t n = text != NULL ? 1 : -1;

    while (n > 0 && length <= BYTES_MAX) {
        n = read(fd, text + length, BYTES_MAX + 1 - length);
        length += n > 0 ? (size_t)n : 0;
    }
    if (n >= 0 && length <= BYTES_MAX && memchr(text, '\0', length) == NULL) {
        text[length] = '\0';
        return text;
    }
    free(text);
    if (n >= 0)
        errno = length > BYTES_MAX ? EFBIG : EINVAL;
    return NULL;
}

int
published_index_read(struct published_index *index, int directory)
{
    int fd = openat(directory, PUBLISHED_INDEX_FILE,
                    O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    char *text;
    int result;

    if (fd < 0)
        return errno == ENOENT
                   ? published_index_parse(index, PUBLISHED_INDEX_PLAIN)
                   : -1;
    text = published_index_text(fd);
    close(fd);
    if (text == NULL)
        return -1;
    result = published_index_parse(index, text);
    free(text);
    return result;
}

void
published_index_add(struct published_index *index,
                    const struct published_edition *row)
{
    if (index->edition_count < PUBLISHED_EDITIONS_MAX)
        index->editions[index->edition_count++] = *row;
}

void
published_index_put_audience(struct published_index *index, const char *person,
                             const char *name)
{
    struct published_audience *audience =
        &index->audiences[index->audience_count];

    for (size_t i = 0; i < index->audience_count; i++)
        if (strcasecmp(index->audiences[i].person, person) == 0 &&
            strcasecmp(index->audiences[i].name, name) == 0)
            return;
    if (index->audience_count == PUBLISHED_AUDIENCES_MAX ||
        !published_index_is_name(name))
        return;
    snprintf(audience->person, sizeof(audience->person), "%s", person);
    snprintf(audience->name, sizeof(audience->name), "%s", name);
    index->audience_count++;
}

void
published_index_letter(char file[PUBLISHED_NAME_MAX + 16], const char *audience,
                       const char *name)
{
    snprintf(file, PUBLISHED_NAME_MAX + 16, PUBLISHED_LETTER_PREFIX "%s%s",
             audience, strrchr(name, '.'));
}

bool
published_index_is_letter(const char *name)
{
    const char *audience = name + strlen(PUBLISHED_LETTER_PREFIX);
    const char *end = strrchr(name, '.');
    char word[PUBLISHED_NAME_MAX + 1];

    if (strncmp(name, PUBLISHED_LETTER_PREFIX,
                strlen(PUBLISHED_LETTER_PREFIX)) != 0 ||
        end <= audience || end - audience > PUBLISHED_NAME_MAX)
        return false;
    snprintf(word, sizeof(word), "%.*s", (int)(end - audience), audience);
    for (size_t i = 0; i < PUBLISHED_LETTERS; i++)
        if (strcmp(end, strrchr(published_letters[i], '.')) == 0)
            return published_index_is_name(word);
    return false;
}

bool
published_index_is_plain(const struct published_index *index)
{
    return index->edition_count == 1 && *index->editions[0].person == '\0' &&
           index->audience_count == 0;
}

static const char *
published_index_word(const char *field, const char *none)
{
    return *field != '\0' ? field : none;
}

void
published_index_write(const struct published_index *index, FILE *out)
{
    fputs(PUBLISHED_INDEX_HEAD "\n", out);
    for (size_t i = 0; i < index->edition_count; i++) {
        const struct published_edition *row = &index->editions[i];

        fprintf(out, "resume %s %s %s\n",
                published_index_word(row->person, EVERYBODY),
                published_index_word(row->language, EVERYBODY),
                published_index_word(row->folder, HERE));
    }
    for (size_t i = 0; i < index->audience_count; i++)
        fprintf(out, "audience %s %s\n",
                published_index_word(index->audiences[i].person, EVERYBODY),
                index->audiences[i].name);
}
