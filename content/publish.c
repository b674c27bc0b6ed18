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

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* it cannot be shown, or cannot be written */
    EXIT_USAGE = 2,
};

static int publish(char **arguments);
static int check(char **arguments);
static int check_json(char **arguments);
static int begin(char **arguments);
static int help(char **arguments);
static int version(char **arguments);

/* What the program does: publish, or what the option says instead. */
static const struct mode {
    const char *option;
    size_t arguments;
    const char *usage, *help;
    int (*run)(char **arguments);
} modes[] = {
    {"", 2, "FILE DIR",
     "Check the résumé in FILE, write its documents, and swap them in as DIR.",
     publish},
    {"--check", 1, "--check FILE",
     "Do all of this but for DIR; say what is odd, given away or missing.",
     check},
    {"--check-json", 1, "--check --json FILE", "Say the same as JSON.",
     check_json},
    {"--new", 1, "--new FILE",
     "Write an example of a résumé to FILE, for you to change.", begin},
    {"--help", 0, "--help", "Print this and exit.", help},
    {"--version", 0, "--version", "Print the version and exit.", version},
};

#define MODES COUNT(modes)

static struct warnings warnings;

static int
refuse(const char *file, const struct error *error)
{
    fprintf(stderr, "%s: %s\n", file, error->text);
    return EXIT_REFUSED;
}

static const char *
things(size_t count)
{
    return count == 1 ? "thing is" : "things are";
}

/* Say on the standard error which documents are left out. */
static void
publish_tell_left_out(const char *file)
{
    for (size_t i = 0; i < warnings.count && i < WARNINGS_MAX; i++)
        if (warnings.items[i].kind == WARNING_LEFT_OUT)
            fprintf(stderr, "%s: %s: %s\n", file, warnings.items[i].path,
                    warnings.items[i].what);
}

static int
publish(char **arguments)
{
    const char *file = arguments[0], *dir = arguments[1];
    struct error error;
    struct resume *resume = resume_load(file, &warnings, &error);
    int status = EXIT_DONE;

    if (resume == NULL)
        return refuse(file, &error);
    review_add(resume, &warnings);
    if (snapshot_write(resume, file, dir, &warnings, &error) < 0) {
        status = refuse(dir, &error);
    } else if (warnings.odd > 0) {
        publish_tell_left_out(file);
        fprintf(stderr,
                "%s: published; %zu %s odd (resume-publish --check says "
                "which)\n",
                file, warnings.odd, things(warnings.odd));
    }
    resume_free(resume);
    return status;
}

static const char *
name_of(const char *file)
{
    const char *slash = strrchr(file, '/');

    return slash != NULL ? slash + 1 : file;
}

/* Do all that publishing FILE does but for the directory. Returns 0, or -1
 * with ERROR filled. */
static int
check_file(const char *file, struct error *error)
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
check(char **arguments)
{
    const char *file = arguments[0], *name = name_of(file);
    struct error error;

    if (check_file(file, &error) < 0)
        return refuse(file, &error);
    warnings_print(&warnings, name, stdout);
    if (warnings.odd == 0)
        printf("%s: all is well\n", name);
    else
        printf("%s: %zu %s odd; it can be shown all the same\n", name,
               warnings.odd, things(warnings.odd));
    return EXIT_DONE;
}

/* {"file", "published", "error", "odd", "warnings": [{"kind", "path",
 * "message"}]} */
static int
check_json(char **arguments)
{
    const char *file = arguments[0];
    struct error error = {.text = ""};
    bool good = check_file(file, &error) == 0;
    json_t *list = json_array();
    json_t *root = json_pack("{s:s, s:b, s:o?, s:I, s:o}", "file",
                             name_of(file), "publishable", good, "error",
                             good ? json_null() : json_string(error.text),
                             "odd", (json_int_t)warnings.odd, "warnings", list);

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
begin(char **arguments)
{
    const char *file = arguments[0];
    struct error error;

    if (template_write(file, &error) < 0)
        return refuse(file, &error);
    printf("%s: written; now make it yours\n", file);
    return EXIT_DONE;
}

static int
help(char **arguments)
{
    (void)arguments;
    for (size_t i = 0; i < MODES; i++)
        printf("%s resume-publish %s\n", i == 0 ? "usage:" : "      ",
               modes[i].usage);
    putchar('\n');
    for (size_t i = 0; i < MODES; i++)
        printf("  %-19s %s\n", modes[i].usage, modes[i].help);
    return EXIT_DONE;
}

static int
version(char **arguments)
{
    (void)arguments;
    puts("resume-publish " RESUME_VERSION);
    return EXIT_DONE;
}

/* "--check --json" is one option of two words, in either order. */
static void
join_options(int *argc, char ***argv)
{
    static char both[] = "--check-json";
    char **words = *argv;

    if (*argc < 2 || !((strcmp(words[0], "--check") == 0 &&
                        strcmp(words[1], "--json") == 0) ||
                       (strcmp(words[0], "--json") == 0 &&
                        strcmp(words[1], "--check") == 0)))
        return;
    words[1] = both;
    (*argv)++;
    (*argc)--;
}

static const struct mode *
find_mode(const char *option)
{
    for (size_t i = 1; i < MODES; i++)
        if (strcmp(modes[i].option, option) == 0)
            return &modes[i];
    return NULL;
}

int
main(int argc, char **argv)
{
    const struct mode *mode = &modes[0];
    int status;

    if (setlocale(LC_ALL, "C.UTF-8") == NULL) {
        fputs("resume-publish: there is no locale C.UTF-8\n", stderr);
        return EXIT_REFUSED;
    }
    argv++;
    argc--;
    join_options(&argc, &argv);
    if (argc > 0 && strcmp(*argv, "--") != 0 && **argv == '-')
        mode = find_mode(*argv);
    if (argc > 0 && (mode != &modes[0] || strcmp(*argv, "--") == 0)) {
        argv++;
        argc--;
    }
    if (mode == NULL || (size_t)argc != mode->arguments) {
        fputs("usage: resume-publish [--check [--json] | --new] FILE [DIR]; "
              "resume-publish --help says more\n",
              stderr);
        return EXIT_USAGE;
    }
    status = mode->run(argv);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("resume-publish");
        return EXIT_REFUSED;
    }
    return status;
}
