/*
 * The published documents: the files resume.* beside the JSON one. What is
 * published is for the publisher to know; here a file's ending is the word
 * that asks for it.
 */

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "source.h"

#define STEM     "resume."
#define WORD_MAX 8
#define LIST_MAX 32

static bool
is_word(const char *text)
{
    size_t length = strlen(text);

    for (const char *c = text; *c != '\0'; c++)
        if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c))
            return false;
    return length > 0 && length <= WORD_MAX;
}

static bool
is_document(const char *name)
{
    return strncmp(name, STEM, strlen(STEM)) == 0 &&
           is_word(name + strlen(STEM));
}

static int
compare(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;

    return strcmp(*x, *y);
}

static void
print_file(int directory, const char *name)
{
    struct stat status;

    if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISREG(status.st_mode))
        printf("%8lld  %s\n", (long long)status.st_size, name);
}

static int
run_ls(const struct request *request)
{
    DIR *directory = opendir(request->source->directory);
    char *names[LIST_MAX];
    size_t count = 0;
    const struct dirent *entry;

    if (directory == NULL) {
        fputs("Nothing is published here.\n", stderr);
        return EXIT_FAILURE;
    }
    while (count < LIST_MAX && (entry = readdir(directory)) != NULL)
        if (is_document(entry->d_name) &&
            (names[count] = strdup(entry->d_name)) != NULL)
            count++;
    qsort(names, count, sizeof(names[0]), compare);
    for (size_t i = 0; i < count; i++) {
        print_file(dirfd(directory), names[i]);
        free(names[i]);
    }
    closedir(directory);
    return command_finish();
}

const struct command command_ls = {
    .word = "ls",
    .arguments = "",
    .help = "the files to take away",
    .run = run_ls,
};

/* A terminal cannot show it: bytes that are no text within the first ones. */
static bool
is_binary(const char *bytes, size_t length)
{
    return memchr(bytes, '\0', length) != NULL ||
           (length >= 4 && memcmp(bytes, "%PDF", 4) == 0);
}

static int
copy(FILE *file, const char *word)
{
    char buffer[16384];
    size_t count = fread(buffer, 1, sizeof(buffer), file);

    if (is_binary(buffer, count) && isatty(STDOUT_FILENO)) {
        fprintf(stderr,
                "That would garble your terminal. Save it: "
                "ssh HOST %s > " STEM "%s, or scp HOST:" STEM "%s .\n",
                word, word, word);
        return EXIT_FAILURE;
    }
    do {
        if (fwrite(buffer, 1, count, stdout) != count)
            break;
    } while ((count = fread(buffer, 1, sizeof(buffer), file)) > 0);
    return command_finish();
}

int
command_hand_out(const struct request *request, const char *word)
{
    const char *ending =
        strncmp(word, STEM, strlen(STEM)) == 0 ? word + strlen(STEM) : word;
    char name[sizeof(STEM) + WORD_MAX];
    FILE *file;
    int status;

    if (!is_word(ending))
        return -1;
    snprintf(name, sizeof(name), STEM "%s", ending);
    file = source_open_file(request->source, name);
    if (file == NULL)
        return -1;
    status = copy(file, ending);
    fclose(file);
    return status;
}
