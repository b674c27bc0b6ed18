/*
 * resume-ui shows a résumé on a terminal, or prints it as plain text without
 * one; see resume-ui(1). main() chooses the mode: interactive, a command, text
 * or zygote.
 */

#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "client_env.h"
#include "command/command.h"
#include "interactive.h"
#include "published/people.h"
#include "published/resumes.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sandbox.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "sshd/base/login.h"
#include "sshd/base/memory.h"
#include "sshd/base/option.h"
#include "sshd/base/title.h"
#include "sshd/base/version.h"
#include "start.h"
#include "terminal/output.h"
#include "terminal/terminal.h"
#include "terminal/terminal_entry.h"
#include "terminal/theme.h"
#include "visit.h"
#include "zygote.h"

#define EXIT_USAGE 2

struct arguments {
    const char *path;
    const char *command; /* NULL: none */
    bool zygote;
};

enum { OPTION_COMMAND = OPTIONS_LONG, OPTION_ZYGOTE };

static const struct option_spec options[] = {
    {OPTION_COMMAND, "command", "WORDS", "Run WORDS as `ssh HOST WORDS` does."},
    {OPTION_ZYGOTE, "zygote", NULL, "Fork on requests from resume-sshd."},
    {'h', "help", NULL, "Print this help and exit."},
    {'V', "version", NULL, "Print the version and exit."},
};

static void
main_print_help(void)
{
    puts("Usage: resume-ui [OPTION]... DIR|FILE\n\n"
         "Show the résumé that resume-publish wrote into DIR, or FILE.\n");
    option_print(options, COUNT(options));
    puts("\nresume-ui(1) says more.");
}

static int
main_refuse_usage(const struct error *error)
{
    fprintf(stderr, "resume-ui: %s\n", error->text);
    return EXIT_USAGE;
}

/* Fill ARGUMENTS. Returns -1 to continue, or the exit status. */
static int
main_parse(struct arguments *arguments, int argc, char **argv)
{
    struct error error;
    int option;

    while ((option = option_next(options, COUNT(options), argc, argv,
                                 &error)) != OPTIONS_END) {
        if (option == OPTIONS_BAD)
            return main_refuse_usage(&error);
        if (option == 'h') {
            main_print_help();
            return EXIT_SUCCESS;
        }
        if (option == 'V') {
            printf("resume-ui %s\n", version_build);
            return EXIT_SUCCESS;
        }
        if (option == OPTION_COMMAND)
            arguments->command = optarg;
        else
            arguments->zygote = true;
    }
    if (argc - optind == 1) {
        arguments->path = argv[optind];
        return -1;
    }
    if (optind == argc)
        error_set(&error, "missing argument DIR or FILE (see --help)");
    else
        option_unexpected(&error, argv[optind + 1]);
    return main_refuse_usage(&error);
}

/* Returns the terminfo entry to draw with, or NULL for plain text. */
static const char *
main_find_terminal(const struct login *login)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        client_env_accessible() || login->kind == LOGIN_PLAIN)
        return NULL;
    return terminal_entry(getenv("TERM"));
}

/* Returns the client's command, or NULL without one: some servers then set an
 * empty variable. */
static const char *
main_requested_command(void)
{
    const char *command = getenv("SSH_ORIGINAL_COMMAND");

    return command != NULL && *command != '\0' ? command : NULL;
}

/* Returns the place that the screens open at, or NULL for the Overview. The
 * command or the login name may name it. With a terminal, a command that names
 * a place, or a script for a shell, opens the screens; without a terminal, a
 * login name that names a place becomes the command. */
static const char *
main_find_place(const struct resume *resume, const struct login *login,
                const char *terminal, struct arguments *arguments)
{
    const char *command = arguments->command;

    if (command == NULL) {
        if (login->kind != LOGIN_SECTION)
            return NULL;
        if (terminal == NULL)
            arguments->command = login->name;
        return login->name;
    }
    if (terminal == NULL)
        return NULL;
    if (start_is_place(resume, command)) {
        arguments->command = NULL;
        return command;
    }
    if (!command_is_known(command) && start_is_script(command))
        arguments->command = NULL;
    return NULL;
}

static int
main_fail(const struct error *error)
{
    fprintf(stderr, "The résumé cannot be shown: %s.\n", error->text);
    return EXIT_FAILURE;
}

/* Whether WORD names a place in the résumé for everybody, in any language that
 * the visitor may get. CONTEXT is the struct resumes. */
static bool
main_is_section(const char *word, const void *context)
{
    struct resumes *resumes = (struct resumes *)(uintptr_t)context;
    struct login nobody = {LOGIN_ANYBODY, "", ""};
    struct login_locale locale = client_env_locale();
    const struct published_edition *edition =
        login_edition(&resumes->index, &nobody, &locale);
    const struct resume *resume =
        edition != NULL ? resumes_read(resumes, edition, NULL) : NULL;

    return resume != NULL && start_is_place(resume, word);
}

/* Serve a session whose login name must name a person but does not. SOURCE has
 * no edition. Returns the exit status. */
static int
main_serve_people(struct resumes *resumes, struct source *source,
                  const struct login *login, const char *command)
{
    static struct people people; /* too large for the stack */
    struct login_locale locale = client_env_locale();
    const char *terminal = main_find_terminal(login);
    int status = -1;

    people_init(&people, resumes, login, &locale, date_today());
    if (people.count == 0)
        return main_fail(&(struct error){.text = "no résumé can be read"});
    source->index = &resumes->index;
    /* The zygote set the first person's accent. */
    theme_set_accent(people.resume.accent);
    if (command == NULL && terminal != NULL)
        status = interactive_run(resumes, source, &people, terminal, NULL);
    return status < 0 ? command_run_people(command, &people) : status;
}

/* Serve one session. Returns the exit status. */
static int
main_serve(struct resumes *resumes, struct arguments *arguments)
{
    struct source source = resumes->source;
    struct login login = login_resolve(&resumes->index, client_env_user(),
                                       main_is_section, resumes);
    struct login_locale locale = client_env_locale();
    const struct published_edition *edition =
        login_edition(&resumes->index, &login, &locale);
    const char *terminal = main_find_terminal(&login), *place;
    const struct resume *resume;
    struct error error;
    int status = -1;

    if (arguments->command == NULL)
        arguments->command = main_requested_command();
    if (edition == NULL)
        return main_serve_people(resumes, &source, &login, arguments->command);
    source_choose(&source, &resumes->index, edition);
    if (login.kind == LOGIN_AUDIENCE) {
        source.audience = resumes->audience = login.name;
    }
    resume = resumes_show(resumes, edition, &error);
    if (resume == NULL)
        return main_fail(&error);
    theme_set_accent(resume->accent);
    place = main_find_place(resume, &login, terminal, arguments);
    if (arguments->command != NULL)
        status = command_run(arguments->command, &source, resume);
    else if (terminal != NULL)
        status = interactive_run(resumes, &source, NULL, terminal, place);
    return status < 0 ? command_run_text(resume) : status;
}

int
main(int argc, char **argv)
{
    static struct resumes resumes; /* too large for the stack */
    struct arguments arguments = {0};
    struct error error;
    int status;

    argv = title_init(argc, argv);
    setlocale(LC_CTYPE, "C.UTF-8");
    signal(SIGUSR1, SIG_IGN); /* sent to sessions: a new snapshot */
    status = main_parse(&arguments, argc, argv);
    if (status >= 0)
        return status;
    if (arguments.zygote)
        memory_inherit_files(MEMORY_FILES_WHOLE);
    if (resumes_open(&resumes, arguments.path, &error) < 0 ||
        sandbox_init(&error) < 0 ||
        sandbox_restrict_files(arguments.path, &error) < 0)
        return main_fail(&error);
    if (arguments.zygote) {
        if (resumes_read_all(&resumes, &error) < 0)
            return main_fail(&error);
        if (resumes.items[0] != NULL)
            theme_set_accent(resumes.items[0]->accent);
        app_prepare(&resumes);
        memory_exhaust_free_chunks(); /* what renderers write lies together */
        output_open();
        __fsetlocking(stdout, FSETLOCKING_BYCALLER); /* a lock is written to */
        terminal_prepare();
        memory_reserve_end();
        if (zygote_wait() < 0) {
            resumes_fini(&resumes);
            sandbox_fini();
            return EXIT_SUCCESS;
        }
    }
    visit_open();
    if (isatty(STDOUT_FILENO))
        output_open();
    if (sandbox_restrict_calls(&error) < 0)
        return main_fail(&error);
    status = main_serve(&resumes, &arguments);
    if (arguments.zygote) {
        fflush(stdout);
        _exit(status); /* freeing shared pages would only copy them */
    }
    resumes_fini(&resumes);
    sandbox_fini();
    return status;
}
