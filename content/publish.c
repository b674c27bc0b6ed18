#include <getopt.h>
#include <jansson.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/error.h"
#include "resume/warnings.h"
#include "snapshot.h"
#include "resume/resume.h"
#include "resume/review.h"
#include "resume/template.h"
#include "sshd/base/array.h"
#include "sshd/base/option.h"

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* the résumé cannot be shown or written */
    EXIT_USAGE = 2,
};

enum { OPTION_CHECK = OPTIONS_LONG, OPTION_JSON, OPTION_NEW };

static const struct option_row options[] = {
    {OPTION_CHECK, "check", NULL, "Check FILE without writing documents."},
    {OPTION_JSON, "json", NULL, "Print the result of --check as JSON."},
    {OPTION_NEW, "new", NULL, "Write an example résumé to FILE."},
    {'h', "help", NULL, "Print this help and exit."},
    {'V', "version", NULL, "Print the version and exit."},
};

struct arguments {
    bool check, json, new;
    char **files;
    int count;
};

static struct warnings warnings;

static int
publish_refuse(const char *file, const struct error *error)
{
    fprintf(stderr, "%s: %s\n", file, error->text);
    return EXIT_REFUSED;
}

static const char *
publish_plural(size_t count)
{
    return count == 1 ? "warning" : "warnings";
}

/* Print to standard error which documents are left out. */
static void
publish_tell_left_out(const char *file)
{
    for (size_t i = 0; i < warnings.count && i < WARNINGS_MAX; i++)
        if (warnings.items[i].kind == WARNING_LEFT_OUT)
            fprintf(stderr, "%s: %s: %s\n", file, warnings.items[i].path,
                    warnings.items[i].what);
}

static int
publish_write(char **arguments)
{
    const char *file = arguments[0], *dir = arguments[1];
    struct error error;
    struct resume *resume = resume_load(file, &warnings, &error);
    int status = EXIT_DONE;

    if (resume == NULL)
        return publish_refuse(file, &error);
    review_add(resume, &warnings);
    if (snapshot_write(resume, file, dir, &warnings, &error) < 0) {
        status = publish_refuse(dir, &error);
    } else if (warnings.odd_count > 0) {
        publish_tell_left_out(file);
        fprintf(stderr,
                "%s: published with %zu %s (see resume-publish --check)\n",
                file, warnings.odd_count, publish_plural(warnings.odd_count));
    }
    resume_free(resume);
    return status;
}

static const char *
publish_base_name(const char *file)
{
    const char *slash = strrchr(file, '/');

    return slash != NULL ? slash + 1 : file;
}

/* Read and render FILE as publishing it would, without writing. Returns 0, or
 * -1 with ERROR filled. */
static int
publish_check_file(const char *file, struct error *error)
{
    struct resume *resume = resume_load(file, &warnings, error);
    int result;

    if (resume == NULL)
        return -1;
    review_add(resume, &warnings);
    result = snapshot_check(resume, file, &warnings, error);
    resume_free(resume);
    return result;
}

static int
publish_check(char **arguments)
{
    const char *file = arguments[0], *name = publish_base_name(file);
    struct error error;

    if (publish_check_file(file, &error) < 0)
        return publish_refuse(file, &error);
    warnings_print(&warnings, name, stdout);
    if (warnings.odd_count == 0)
        printf("%s: no warnings\n", name);
    else
        printf("%s: %zu %s; it can be published\n", name, warnings.odd_count,
               publish_plural(warnings.odd_count));
    return EXIT_DONE;
}

/* Print {"file", "publishable", "error", "odd", "warnings": [{"kind", "path",
 * "message"}]} */
static int
publish_check_json(char **arguments)
{
    const char *file = arguments[0];
    struct error error = {.text = ""};
    bool good = publish_check_file(file, &error) == 0;
    json_t *list = json_array();
    json_t *root =
        json_pack("{s:s, s:b, s:o?, s:I, s:o}", "file", publish_base_name(file),
                  "publishable", good, "error",
                  good ? json_null() : json_string(error.text), "odd",
                  (json_int_t)warnings.odd_count, "warnings", list);

    for (size_t i = 0; i < warnings.count && i < WARNINGS_MAX; i++) {
        const struct warning *warning = &warnings.items[i];

        json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "kind",
                                              warning_kind_name(warning->kind),
                                              "path", warning->path, "message",
                                              warning->what));
    }
    json_dumpf(root, stdout, JSON_INDENT(2));
    putchar('\n');
    json_decref(root);
    return good ? EXIT_DONE : EXIT_REFUSED;
}

static int
publish_new(char **arguments)
{
    const char *file = arguments[0];
    struct error error;

    if (template_write(file, &error) < 0)
        return publish_refuse(file, &error);
    printf("%s: example written\n", file);
    return EXIT_DONE;
}

static void
publish_print_help(void)
{
    puts("Usage: resume-publish FILE DIR\n"
         "       resume-publish --check [--json] FILE\n"
         "       resume-publish --new FILE\n\n"
         "Check the résumé in FILE, write its documents, and replace DIR with "
         "them.\n");
    option_print(options, COUNT(options));
    puts("\nresume-publish(1) says more.");
}

/* Read the options of ARGV into ARGUMENTS. Returns -1 to go on, or the exit
 * status, with ERROR filled where that is EXIT_USAGE. */
static int
publish_parse_options(struct arguments *arguments, int argc, char **argv,
                      struct error *error)
{
    int option;

    while ((option = option_next(options, COUNT(options), argc, argv, error)) !=
           OPTIONS_END) {
        if (option == OPTIONS_BAD)
            return EXIT_USAGE;
        if (option == 'h') {
            publish_print_help();
            return EXIT_DONE;
        }
        if (option == 'V') {
            puts("resume-publish " RESUME_VERSION);
            return EXIT_DONE;
        }
        arguments->check |= option == OPTION_CHECK;
        arguments->json |= option == OPTION_JSON;
        arguments->new |= option == OPTION_NEW;
    }
    arguments->files = argv + optind;
    arguments->count = argc - optind;
    return -1;
}

/* Check that ARGUMENTS go together. Returns -1 with ERROR filled where they do
 * not. */
static int
publish_check_arguments(const struct arguments *arguments, struct error *error)
{
    int wanted = arguments->check || arguments->new ? 1 : 2;

    if (arguments->check && arguments->new)
        return error_set(error, "--check and --new exclude each other "
                                "(see --help)");
    if (arguments->json && !arguments->check)
        return error_set(error, "--json needs --check (see --help)");
    if (arguments->count < wanted)
        return error_set(error, "missing argument %s (see --help)",
                         arguments->count == 0 ? "FILE" : "DIR");
    if (arguments->count > wanted) {
        option_unexpected(error, arguments->files[wanted]);
        return -1;
    }
    return 0;
}

static int
publish_run(const struct arguments *arguments)
{
    if (arguments->new)
        return publish_new(arguments->files);
    if (!arguments->check)
        return publish_write(arguments->files);
    return arguments->json ? publish_check_json(arguments->files)
                           : publish_check(arguments->files);
}

int
main(int argc, char **argv)
{
    struct arguments arguments = {0};
    struct error error;
    int status;

    if (setlocale(LC_ALL, "C.UTF-8") == NULL) {
        fputs("resume-publish: cannot set the locale C.UTF-8\n", stderr);
        return EXIT_REFUSED;
    }
    status = publish_parse_options(&arguments, argc, argv, &error);
    if (status < 0 && publish_check_arguments(&arguments, &error) < 0)
        status = EXIT_USAGE;
    if (status == EXIT_USAGE)
        fprintf(stderr, "resume-publish: %s\n", error.text);
    if (status < 0)
        status = publish_run(&arguments);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("resume-publish");
        return EXIT_REFUSED;
    }
    return status;
}
