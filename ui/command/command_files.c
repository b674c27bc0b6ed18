/* The published documents: which there are, and their bytes. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "app/source.h"

static long long
file_size(const struct request *request, const char *name)
{
    FILE *file = source_open_file(request->source, name);
    long long size = -1;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (file != NULL)
        fclose(file);
    return size;
}

static int
run_ls(const struct request *request)
{
    struct source_files files;

    source_list(request->source, &files);
    if (files.count == 0) {
        fputs("Nothing is published here.\n", stderr);
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < files.count; i++)
        printf("%8lld  %s\n", file_size(request, files.names[i]),
               files.names[i]);
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
                "ssh HOST %s > resume.%s\n",
                word, word);
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
    char name[SOURCE_NAME_MAX];
    FILE *file;
    int status;

    if (source_file_word(word) != NULL)
        word = source_file_word(word);
    if (snprintf(name, sizeof(name), "resume.%s", word) >= (int)sizeof(name) ||
        source_file_word(name) == NULL)
        return -1;
    file = source_open_file(request->source, name);
    if (file == NULL)
        return -1;
    status = copy(file, word);
    fclose(file);
    return status;
}
