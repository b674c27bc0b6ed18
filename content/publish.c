#include <getopt.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "editions.h"
#include "invite.h"
#include "login_names.h"
#include "resume/resume.h"
#include "resume/warnings.h"
#include "snapshot.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "sshd/base/option.h"
#include "sshd/base/version.h"
#include "template.h"

enum {
    EXIT_DONE = 0,
    EXIT_REFUSED = 1, /* the résumé cannot be shown or written */
    EXIT_USAGE = 2,
};

enum {
    OPTION_CHECK = OPTIONS_LONG,
    OPTION_JSON,
    OPTION_NEW,
    OPTION_INVITE,
    OPTION_HOST,
    OPTION_PORT,
    OPTION_HOST_KEY,
    OPTION_PRINT_HOST,
};

static const struct option_spec options[] = {
    {OPTION_CHECK, "check", NULL, "Check FILE without writing documents."},
    {OPTION_JSON, "json", NULL, "Print the result of --check as JSON."},
    {OPTION_NEW, "new", NULL, "Write an example résumé to FILE."},
    {OPTION_INVITE, "invite", NULL, "Print an invitation for a mail."},
    {OPTION_HOST, "host", "NAME", "Invite to this host, not meta.ssh.host."},
    {OPTION_PORT, "port", "N", "Invite to this port, not 22."},
    {OPTION_HOST_KEY, "host-key", "FILE", "Name the fingerprint of FILE.pub."},
    {OPTION_PRINT_HOST, "print-host", NULL, "Print meta.ssh.host."},
    {'h', "help", NULL, "Print this help and exit."},
    {'V', "version", NULL, "Print the version and exit."},
};

struct arguments {
    bool check, json, new, invite, print_host;
    struct invite invitation;
    char **files;
    int count;
};

static int
publish_refuse(const char *file, const struct error *error)
{
    fprintf(stderr, "%s: %s\n", file, error->text);
    return EXIT_REFUSED;
}

/* Print to standard error which documents are left out, and how many warnings
 * there are. */
static void
publish_print_summary(const char *file, const struct warnings *warnings)
{
    for (size_t i = 0; i < warnings->count && i < WARNINGS_MAX; i++)
        if (warnings->items[i].kind == WARNING_LEFT_OUT)
            fprintf(stderr, "%s: %s: %s\n", file, warnings->items[i].path,
                    warnings->items[i].what);
    if (warnings->warning_count > 0)
        fprintf(stderr,
                "%s: published with %zu %s (see resume-publish --check)\n",
                file, warnings->warning_count,
                warnings_noun(warnings->warning_count));
}

/* Read the file or folder PATH, and check the names in it. Returns as
 * editions_load() does. */
static int
publish_load(struct editions *editions, const char *path, struct error *error)
{
    int result = editions_load(editions, path, error);

    if (result == 0)
        login_names_check(editions);
    return result;
}

/* Whether any edition has a résumé. Otherwise print why not. */
static bool
publish_has_any(const struct editions *editions)
{
    for (size_t i = 0; i < editions->count; i++)
        if (editions->items[i].resume != NULL)
            return true;
    for (size_t i = 0; i < editions->count; i++)
        publish_refuse(editions->items[i].file, &editions->items[i].error);
    return false;
}

static int
publish_write_editions(const struct editions *editions, const char *path,
                       const char *dir)
{
    struct error error;

    if (!publish_has_any(editions))
        return EXIT_REFUSED;
    if (snapshot_write(editions, dir, &error) < 0)
        return publish_refuse(dir, &error);
    for (size_t i = 0; i < editions->count; i++) {
        const struct edition *edition = &editions->items[i];

        if (edition->resume != NULL)
            publish_print_summary(edition->file, edition->warnings);
        else
            fprintf(stderr, "%s: %s; its last good version, if any, stays\n",
                    edition->file, edition->error.text);
    }
    warnings_print(editions->warnings, path, stderr);
    return EXIT_DONE;
}

static int
publish_write(char **arguments)
{
    struct editions editions;
    struct error error;
    int status;

    if (publish_load(&editions, arguments[0], &error) < 0)
        status = publish_refuse(arguments[0], &error);
    else
        status = publish_write_editions(&editions, arguments[0], arguments[1]);
    editions_fini(&editions);
    return status;
}

static int
publish_check(const struct arguments *arguments)
{
    const char *path = arguments->files[0];
    struct editions editions;
    struct error error;
    int status = EXIT_DONE;

    if (publish_load(&editions, path, &error) < 0)
        status = publish_refuse(path, &error);
    if (!(arguments->json ? check_print_json(&editions)
                          : check_print(&editions, path)))
        status = EXIT_REFUSED;
    editions_fini(&editions);
    return status;
}

/* Print the name of each host once, without its port. Leave out values that
 * cannot be the name of a host. */
static int
publish_print_host(char **arguments)
{
    struct editions editions;
    struct error error;
    const char *before = "";
    int status = EXIT_DONE;

    if (publish_load(&editions, arguments[0], &error) < 0)
        status = publish_refuse(arguments[0], &error);
    else if (!publish_has_any(&editions))
        status = EXIT_REFUSED;
    for (size_t i = 0; i < editions.count; i++) {
        const struct resume *resume = editions.items[i].resume;
        const char *host = resume != NULL ? resume->host : "";
        size_t length = resume_host_length(host);

        if (length == 0 || (length == resume_host_length(before) &&
                            strncmp(host, before, length) == 0))
            continue;
        printf("%.*s\n", (int)length, host);
        before = host;
    }
    editions_fini(&editions);
    return status;
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

/* FILE is the last argument, and the audience is the one before it. */
static int
publish_invite(const struct arguments *arguments)
{
    struct invite invite = arguments->invitation;
    struct error error;

    invite.file = arguments->files[arguments->count - 1];
    if (arguments->count > 1)
        invite.audience = arguments->files[0];
    if (invite_write(&invite, stdout, &error) < 0)
        return publish_refuse(invite.file, &error);
    return EXIT_DONE;
}

static void
publish_print_help(void)
{
    puts(
        "Usage: resume-publish FILE|FOLDER DIR\n"
        "       resume-publish --check [--json] FILE|FOLDER\n"
        "       resume-publish --new FILE\n"
        "       resume-publish --print-host FILE|FOLDER\n"
        "       resume-publish --invite [--host NAME] [--port N]\n"
        "                      [--host-key FILE.pub]... [AUDIENCE] FILE\n\n"
        "Check the résumé in FILE, or those in FOLDER, write their documents,\n"
        "and replace DIR with them.\n");
    option_print(options, COUNT(options));
    puts("\nresume-publish(1) says more.");
}

/* Read the options of ARGV into ARGUMENTS. Returns -1 to continue, or the exit
 * status, with ERROR filled if that is EXIT_USAGE. */
static int
publish_parse_options(struct arguments *arguments, int argc, char **argv,
                      struct error *error)
{
    struct invite *invite = &arguments->invitation;
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
            printf("resume-publish %s\n", version_build);
            return EXIT_DONE;
        }
        if (option == OPTION_HOST_KEY && invite->key_count == INVITE_KEYS_MAX) {
            error_set(error, "at most %d host keys", INVITE_KEYS_MAX);
            return EXIT_USAGE;
        }
        if (option == OPTION_HOST_KEY)
            invite->keys[invite->key_count++] = optarg;
        if (option == OPTION_HOST)
            invite->host = optarg;
        if (option == OPTION_PORT)
            invite->port = optarg;
        arguments->invite |= option == OPTION_INVITE;
        arguments->check |= option == OPTION_CHECK;
        arguments->json |= option == OPTION_JSON;
        arguments->new |= option == OPTION_NEW;
        arguments->print_host |= option == OPTION_PRINT_HOST;
    }
    arguments->files = argv + optind;
    arguments->count = argc - optind;
    return -1;
}

/* Check that ARGUMENTS go together. Returns -1 with ERROR filled if they do
 * not. */
static int
publish_check_arguments(const struct arguments *arguments, struct error *error)
{
    const struct invite *invite = &arguments->invitation;
    int modes = arguments->check + arguments->new + arguments->invite +
                arguments->print_host;
    int wanted = modes == 0 || arguments->invite ? 2 : 1;
    int least = arguments->invite ? 1 : wanted;

    if (modes > 1)
        return error_set(error, "--check, --new, --invite and --print-host "
                                "exclude each other (see --help)");
    if (!arguments->invite &&
        (invite->host != NULL || invite->port != NULL || invite->key_count > 0))
        return error_set(error, "--host, --port and --host-key need --invite "
                                "(see --help)");
    if (arguments->json && !arguments->check)
        return error_set(error, "--json needs --check (see --help)");
    if (arguments->count < least)
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
    if (arguments->invite)
        return publish_invite(arguments);
    if (arguments->new)
        return publish_new(arguments->files);
    if (arguments->print_host)
        return publish_print_host(arguments->files);
    if (arguments->check)
        return publish_check(arguments);
    return publish_write(arguments->files);
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
