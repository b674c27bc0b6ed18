#include "options/options_file.h"

#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/error.h"
#include "options/option_value.h"

#define BYTES_MAX 65536
#define FILES_MAX 8
#define BLANKS    " \t\r"

/* The text of each file, which values point into. */
struct text {
    struct text *next;
    char bytes[BYTES_MAX + 1];
};

static struct text *options_file_texts;

/* The files that were read, or found missing, as they were then. */
static struct file {
    const char *path;
    struct stat status;
} options_files[FILES_MAX];

static size_t options_file_count;

static void
options_file_get_status(const char *path, struct stat *status)
{
    if (stat(path, status) < 0)
        memset(status, 0, sizeof(*status));
}

static void
options_file_remember(const char *path)
{
    struct file *file = &options_files[options_file_count];

    if (options_file_count == FILES_MAX)
        return;
    file->path = path;
    options_file_get_status(path, &file->status);
    options_file_count++;
}

const char *
options_file_changed(void)
{
    for (size_t i = 0; i < options_file_count; i++) {
        const struct stat *then = &options_files[i].status;
        struct stat now;

        options_file_get_status(options_files[i].path, &now);
        if (now.st_dev != then->st_dev || now.st_ino != then->st_ino ||
            now.st_size != then->st_size ||
            now.st_mtim.tv_sec != then->st_mtim.tv_sec ||
            now.st_mtim.tv_nsec != then->st_mtim.tv_nsec)
            return options_files[i].path;
    }
    return NULL;
}

/* Whether KEYWORD, of LENGTH bytes, is the option NAME. */
static bool
options_file_is_name(const char *keyword, size_t length, const char *name)
{
    size_t at = 0;

    for (; *name != '\0'; name++) {
        if (*name == '-') {
            at += at < length && keyword[at] == '-';
            continue;
        }
        if (at == length || tolower((unsigned char)keyword[at]) != *name)
            return false;
        at++;
    }
    return at == length;
}

static const struct option_row *
options_file_find(const char *keyword, size_t length)
{
    for (size_t i = 0; i < options_count; i++)
        if (!options_table[i].command_only &&
            options_file_is_name(keyword, length, options_table[i].name))
            return &options_table[i];
    return NULL;
}

/* Cut the blanks at the end of VALUE, and quotes around it. */
static char *
options_file_trim(char *value)
{
    size_t length = strlen(value);

    while (length > 0 && strchr(BLANKS, value[length - 1]) != NULL)
        length--;
    value[length] = '\0';
    if (length < 2 || value[0] != '"' || value[length - 1] != '"')
        return value;
    value[length - 1] = '\0';
    return value + 1;
}

/* Apply LINE, which it changes. */
static int
options_file_apply(struct options *options, char *line, struct error *error)
{
    char *keyword = line + strspn(line, BLANKS);
    size_t length = strcspn(keyword, BLANKS "=");
    char *value = keyword + length + strspn(keyword + length, BLANKS);
    const struct option_row *row = options_file_find(keyword, length);

    if (*keyword == '#' || *keyword == '\0')
        return 0;
    if (row == NULL)
        return error_set(error, "unknown keyword \"%.*s\"", (int)length,
                         keyword);
    if (*value == '=')
        value += 1 + strspn(value + 1, BLANKS);
    value = options_file_trim(value);
    if (*value == '\0')
        return error_set(error, "%.*s needs a value: %s", (int)length, keyword,
                         row->argument != NULL ? row->argument : "yes or no");
    return option_value_read(options, row, value, error);
}

/* Read FILE, a text, whole. Returns NULL and errno. */
static char *
options_file_load(FILE *file)
{
    struct text *text = malloc(sizeof(*text));
    size_t length;

    if (text == NULL)
        return NULL;
    length = fread(text->bytes, 1, sizeof(text->bytes), file);
    if (ferror(file) || length == sizeof(text->bytes)) {
        if (!ferror(file))
            errno = EFBIG;
        free(text);
        return NULL;
    }
    text->bytes[length] = '\0';
    if (strlen(text->bytes) < length) {
        free(text);
        errno = EILSEQ; /* not a text file */
        return NULL;
    }
    text->next = options_file_texts;
    options_file_texts = text;
    return text->bytes;
}

int
options_file_read(struct options *options, const char *path,
                  struct error *error)
{
    bool optional = path[0] == '-';
    struct error reason;
    unsigned number = 0;
    char *text, *line;
    FILE *file;

    path += optional;
    options_file_remember(path); /* before: a change meanwhile is one */
    file = fopen(path, "re");
    if (file == NULL && optional && errno == ENOENT)
        return 0;
    text = file != NULL ? options_file_load(file) : NULL;
    if (text == NULL)
        error_set(error, "cannot read %s: %s", path, strerror(errno));
    if (file != NULL)
        fclose(file);
    if (text == NULL)
        return -1;
    while ((line = strsep(&text, "\n")) != NULL) {
        number++;
        if (options_file_apply(options, line, &reason) < 0)
            return error_set(error, "%s:%u: %s", path, number, reason.text);
    }
    return 0;
}

/* Print the option NAME as a keyword: "grace-time" is GraceTime. */
static void
options_file_print_keyword(const char *name)
{
    while (*name != '\0') {
        int length = (int)strcspn(name, "-");

        printf("%c%.*s", toupper((unsigned char)*name), length - 1, name + 1);
        name += length;
        name += strspn(name, "-");
    }
}

static void
options_file_print_row(const struct option_row *row)
{
    const char *value = row->preset != NULL     ? row->preset
                        : row->argument != NULL ? row->argument
                                                : "no";

    printf("\n# %s\n#", row->help);
    options_file_print_keyword(row->name);
    printf(" %s\n", value);
}

void
options_file_print(void)
{
    puts("# The configuration of resume-sshd: every option with its default, "
         "or with\n"
         "# what its value is. See resume-sshd.conf(5); `resume-sshd --test` "
         "checks this\n"
         "# file, and a restart applies it.");
    for (size_t i = 0; i < options_count; i++)
        if (!options_table[i].command_only)
            options_file_print_row(&options_table[i]);
}
