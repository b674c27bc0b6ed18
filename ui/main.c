/*
 * resume-ui: a résumé on a terminal, or as plain text where there is none; see
 * resume-ui(1). main() chooses the mode: interactive, a command, text or
 * zygote.
 */

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "sshd/base/error.h"
#include "client_env.h"
#include "zygote.h"
#include "terminal/output.h"
#include "resume/resume.h"
#include "sandbox.h"
#include "search/source.h"
#include "app/start.h"
#include "terminal/terminal.h"
#include "terminal/terminal_entry.h"
#include "interactive.h"
#include "sshd/base/array.h"
#include "sshd/base/title.h"

#define EXIT_USAGE 2

struct arguments {
    const char *path;
    const char *command; /* NULL: none */
    bool zygote;
};

struct option_row {
    const char *name, *value, *help;
};

static const struct option_row options[] = {
    {"--command", "WORDS", "run WORDS as `ssh HOST WORDS` does"},
    {"--zygote", NULL, "for resume-sshd: fork on requests from standard input"},
    {"--help", NULL, "print this text"},
    {"--version", NULL, "print the version"},
};

static void
print_help(FILE *out)
{
    fputs("Usage: resume-ui [OPTION]... DIR|FILE\n"
          "Show the résumé that DIR was published with, or FILE.\n\n",
          out);
    for (size_t i = 0; i < COUNT(options); i++) {
        char left[64];

        snprintf(left, sizeof(left), "%s%s%s", options[i].name,
                 options[i].value == NULL ? "" : " ",
                 options[i].value == NULL ? "" : options[i].value);
        fprintf(out, "  %-18s %s\n", left, options[i].help);
    }
}

/* Fill ARGUMENTS. Returns -1 to go on, or the exit status. */
static int
parse(struct arguments *arguments, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help(stdout);
            return EXIT_SUCCESS;
        }
        if (strcmp(argv[i], "--version") == 0) {
            puts("resume-ui " RESUME_VERSION);
            return EXIT_SUCCESS;
        }
        if (strcmp(argv[i], "--command") == 0 && i + 1 < argc) {
            arguments->command = argv[++i];
        } else if (strcmp(argv[i], "--zygote") == 0) {
            arguments->zygote = true;
        } else if (*argv[i] == '-' || arguments->path != NULL) {
            fprintf(stderr, "resume-ui: %s \"%s\" (see --help)\n",
                    *argv[i] == '-' ? "unknown option" : "unexpected argument",
                    argv[i]);
            return EXIT_USAGE;
        } else {
            arguments->path = argv[i];
        }
    }
    if (arguments->path != NULL)
        return -1;
    print_help(stderr);
    return EXIT_USAGE;
}

/* The terminfo entry to draw with, or NULL for plain text. */
static const char *
find_terminal(void)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
        client_env_plain_text())
        return NULL;
    return terminal_entry(getenv("TERM"));
}

/* The client's command; NULL: none. Some servers set an empty variable then. */
static const char *
requested_command(void)
{
    const char *command = getenv("SSH_ORIGINAL_COMMAND");

    return command != NULL && *command != '\0' ? command : NULL;
}

/* Where a visit on the screen begins, NULL at its beginning: a place may be
 * the command or the login name. With a terminal such a command, and a script
 * for a shell, means the screens; without one the name means the command. */
static const char *
find_place(const struct resume *resume, const char *terminal,
           struct arguments *arguments)
{
    const char *command = arguments->command, *user = client_env_user();

    if (command == NULL) {
        if (!start_is_place(resume, user))
            return NULL;
        if (terminal == NULL)
            arguments->command = user;
        return user;
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
fail(const struct error *error)
{
    fprintf(stderr, "The résumé cannot be shown: %s.\n", error->text);
    return EXIT_FAILURE;
}

int
main(int argc, char **argv)
{
    static struct source source; /* too large for a short stack */
    struct arguments arguments = {0};
    struct resume *resume;
    struct error error;
    const char *terminal, *place;
    int status;

    argv = title_init(argc, argv);
    setlocale(LC_ALL, "C.UTF-8");
    signal(SIGUSR1, SIG_IGN); /* sent to sessions: a new snapshot */
    status = parse(&arguments, argc, argv);
    if (status >= 0)
        return status;
    if (source_open(&source, arguments.path, &error) < 0 ||
        sandbox_init(&error) < 0 ||
        sandbox_restrict_files(arguments.path, &error) < 0 ||
        (resume = source_load(&source, &error)) == NULL)
        return fail(&error);
    if (arguments.zygote) {
        output_open();
        terminal_prepare();
        if (zygote_wait() < 0) {
            resume_free(resume);
            sandbox_fini();
            return EXIT_SUCCESS;
        }
    }
    if (isatty(STDOUT_FILENO))
        output_open();
    if (sandbox_restrict_calls(&error) < 0)
        return fail(&error);
    if (arguments.command == NULL)
        arguments.command = requested_command();
    terminal = find_terminal();
    place = find_place(resume, terminal, &arguments);
    status = -1;
    if (arguments.command != NULL)
        status = command_run(arguments.command, &source, resume);
    else if (terminal != NULL)
        status = interactive_run(resume, &source, terminal, place);
    if (status < 0)
        status = command_run_text(resume);
    if (arguments.zygote) {
        fflush(stdout);
        _exit(status); /* freeing shared pages would only copy them */
    }
    resume_free(resume);
    sandbox_fini();
    return status;
}
