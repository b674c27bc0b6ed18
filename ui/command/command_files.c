/* The commands `ls` and `cat`, and the printing of published documents. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app/links.h"
#include "command/command.h"
#include "command/command_output.h"
#include "published/source.h"
#include "sshd/base/array.h"
#include "sshd/base/published_index.h"
#include "visit.h"

static long long
command_files_size(const struct request *request, const char *name)
{
    FILE *file = source_open_file(request->source, name);
    long long size = -1;

    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    if (file != NULL)
        fclose(file);
    return size;
}

/* List the files of the other languages of the same person. */
static void
command_files_list_languages(const struct request *request)
{
    const struct published_index *index = request->source->index;
    char name[PUBLISHED_TAG_MAX + SOURCE_NAME_MAX + 2];
    struct source source = *request->source;
    struct source_files files;

    for (size_t i = 0; index != NULL && i < index->edition_count; i++) {
        const struct published_edition *edition = &index->editions[i];

        if (edition == request->source->edition ||
            strcmp(edition->person, request->source->edition->person) != 0)
            continue;
        source_choose(&source, index, edition);
        source_list(&source, &files);
        for (size_t j = 0; j < files.count; j++) {
            snprintf(name, sizeof(name), "%s/%s", edition->language,
                     files.names[j]);
            printf("%8lld  %s\n", command_files_size(request, name), name);
        }
    }
}

static int
command_files_list(const struct request *request)
{
    struct source_files files;

    source_list(request->source, &files);
    if (files.count == 0) {
        fputs("No files are published here.\n", stderr);
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < files.count; i++)
        printf("%8lld  %s\n", command_files_size(request, files.names[i]),
               files.names[i]);
    command_files_list_languages(request);
    return command_finish();
}

const struct command command_ls = {
    .word = "ls",
    .aliases = "dir ll list files tree ",
    .arguments = "",
    .help = "list the published files",
    .run = command_files_list,
};

/* Whether the first LENGTH bytes of a file are not text. */
static bool
command_files_is_binary(const char *bytes, size_t length)
{
    return memchr(bytes, '\0', length) != NULL ||
           (length >= 4 && memcmp(bytes, "%PDF", 4) == 0);
}

static int
command_files_copy(const struct request *request, FILE *file, const char *name)
{
    char buffer[16384];
    size_t count = fread(buffer, 1, sizeof(buffer), file);

    if (command_files_is_binary(buffer, count) && isatty(STDOUT_FILENO)) {
        bool letter = source_is_letter(name);

        fprintf(stderr, "%s is a binary file. Fetch it: scp %s%s%s:%s .\n",
                name, letter ? request->source->audience : "",
                letter ? "@" : "",
                letter ? links_bare_host(request->resume)
                       : links_host(request->resume),
                name);
        return EXIT_FAILURE;
    }
    visit_report_document(name);
    do {
        if (fwrite(buffer, 1, count, stdout) != count)
            break;
    } while ((count = fread(buffer, 1, sizeof(buffer), file)) > 0);
    return command_finish();
}

/* Other words for the documents. */
static const struct {
    const char *name, *word;
} names[] = {
    {"vcard", "vcf"},
    {"markdown", "md"},
    {"word", "docx"},
    {"html5", "html"},
};

int
command_print_file(const struct request *request, const char *word)
{
    char name[PUBLISHED_TAG_MAX + SOURCE_NAME_MAX + 2];
    const char *slash;
    FILE *file;
    int status, folder;

    if (strncmp(word, "./", 2) == 0)
        word += 2;
    slash = strchr(word, '/');
    folder = slash != NULL ? (int)(slash + 1 - word) : 0;
    if (folder > PUBLISHED_TAG_MAX + 1)
        return -1;
    snprintf(name, sizeof(name), "%.*s", folder, word);
    word += folder;
    if (source_file_word(word) != NULL)
        word = source_file_word(word);
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasecmp(word, names[i].name) == 0)
            word = names[i].word;
    if (source_is_letter(word))
        snprintf(name + folder, sizeof(name) - (size_t)folder, "%s", word);
    else if (snprintf(name + folder, sizeof(name) - (size_t)folder, "resume.%s",
                      word) >= SOURCE_NAME_MAX ||
             source_file_word(name + folder) == NULL)
        return -1;
    file = source_open_file(request->source, name);
    if (file == NULL)
        return -1;
    status = command_files_copy(request, file, name);
    fclose(file);
    return status;
}

/* `cat resume.txt` as in a shell, but for one file, so that an error message
 * never follows output. Without a name print the résumé. */
static int
command_files_run_cat(const struct request *request)
{
    const char *word = request->words[1];
    int status;

    if (request->count < 2)
        return command_run_text(request->resume);
    if (request->count > 2) {
        command_printf(request, stderr,
                       "cat prints one file: ssh %s cat resume.txt\n",
                       links_host(request->resume));
        return EXIT_FAILURE;
    }
    status = command_print_file(request, word);
    if (status < 0)
        status = command_print_section(request, word);
    if (status >= 0)
        return status;
    command_printf(request, stderr,
                   "There is no file \"%.64s\". \"ssh %s ls\" lists them.\n",
                   word, links_host(request->resume));
    return EXIT_FAILURE;
}

const struct command command_cat = {
    .word = "cat",
    .aliases = "type get open less more head tail ",
    .arguments = "resume.txt",
    .help = "print one of those files",
    .run = command_files_run_cat,
};
