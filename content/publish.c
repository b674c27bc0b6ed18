#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/error.h"
#include "resume/warnings.h"
#include "snapshot.h"
#include "resume/resume.h"
#include "resume/template.h"
#include "sshd/base/array.h"

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* it cannot be shown, or cannot be written */
    EXIT_USAGE = 2,
};

static int publish(char **arguments);
static int check(char **arguments);
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
     "Only say what is odd in FILE, and how it is shown instead.", check},
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

static int
publish(char **arguments)
{
    const char *file = arguments[0], *dir = arguments[1];
    struct error error;
    struct resume *resume = resume_load(file, &warnings, &error);
    int status = EXIT_DONE;

    if (resume == NULL)
        return refuse(file, &error);
    if (snapshot_write(resume, file, dir, &error) < 0)
        status = refuse(dir, &error);
    else if (warnings.count > 0)
        fprintf(stderr,
                "%s: published; %zu %s odd (resume-publish --check says "
                "which)\n",
                file, warnings.count, things(warnings.count));
    resume_free(resume);
    return status;
}

static int
check(char **arguments)
{
    const char *file = arguments[0];
    const char *slash = strrchr(file, '/');
    const char *name = slash != NULL ? slash + 1 : file;
    struct error error;
    struct resume *resume = resume_load(file, &warnings, &error);

    if (resume == NULL)
        return refuse(file, &error);
    warnings_print(&warnings, name, stdout);
    if (warnings.count == 0)
        printf("%s: all is well\n", name);
    else
        printf("%s: %zu %s odd; it can be shown all the same\n", name,
               warnings.count, things(warnings.count));
    resume_free(resume);
    return EXIT_DONE;
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
        printf("  %-13s %s\n", modes[i].usage, modes[i].help);
    return EXIT_DONE;
}

static int
version(char **arguments)
{
    (void)arguments;
    puts("resume-publish " RESUME_VERSION);
    return EXIT_DONE;
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
    if (argc > 0 && strcmp(*argv, "--") != 0 && **argv == '-')
        mode = find_mode(*argv);
    if (argc > 0 && (mode != &modes[0] || strcmp(*argv, "--") == 0)) {
        argv++;
        argc--;
    }
    if (mode == NULL || (size_t)argc != mode->arguments) {
        fputs("usage: resume-publish [--check | --new] FILE [DIR]; "
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
