/*
 * resume-sshd: serves a published directory over SSH, without accounts. This
 * file prepares the supervisor from the command line and the environment.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/landlock.h"
#include "base/title.h"
#include "base/version.h"
#include "options/options.h"
#include "options/options_file.h"
#include "process/log.h"
#include "process/privileges.h"
#include "process/process.h"
#include "process/sandbox.h"
#include "report/report.h"
#include "report/tally.h"
#include "self_test/self_test.h"
#include "supervisor/supervisor.h"
#include "supervisor/unavailable.h"
#include "supervisor/warmup.h"
#include "worker/transport.h"

#define EXIT_USAGE    2
#define KEY_BYTES_MIN 64

/* Report ERROR. A service with sockets of SYSTEMD answers its clients for a
 * while before it exits. */
static void
main_report(const struct systemd *systemd, const struct error *error)
{
    fprintf(stderr, "resume-sshd: %s.\n", error->text);
    unavailable_serve(systemd->sockets, error->text);
}

/* Open descriptors 0, 1 and 2 if they are closed, so that no connection becomes
 * standard error. Standard input is /dev/null in any case. */
static void
main_open_standard_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO);
    dup2(fd, STDIN_FILENO);
    close(fd);
}

/* Whether the credential PATH is a key: systemd's unit sets a short placeholder
 * for one that is missing. */
static bool
main_is_key(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && status.st_size >= KEY_BYTES_MIN;
}

/* Load the host keys that OPTIONS name, else those among the credentials of
 * SYSTEMD. Returns NULL with ERROR filled. */
static ssh_bind
main_load_keys(const struct options *options, const struct systemd *systemd,
               struct error *error)
{
    static const char *const names[] = {"ssh_host_ed25519_key",
                                        "ssh_host_ecdsa_key"};
    struct option_list files = options->host_keys;
    static char *paths[2];

    for (size_t i = 0; i < 2 && options->host_keys.count == 0; i++)
        if (systemd->credentials != NULL &&
            asprintf(&paths[i], "%s/%s", systemd->credentials, names[i]) > 0 &&
            main_is_key(paths[i]))
            files.items[files.count++] = paths[i];
    if (files.count == 0) {
        error_set(error,
                  "no host key: resume-sshd-keygen makes the service's keys, "
                  "keys/make-host-keys others, for --host-key FILE");
        return NULL;
    }
    return transport_new(files.items, files.count, systemd->credentials, error);
}

/* Listen at the sockets of SYSTEMD and the addresses of OPTIONS; without any,
 * at port 2222. Returns -1 with ERROR filled. */
static int
main_listen(struct listener *listener, struct listener *proxied,
            const struct options *options, const struct systemd *systemd,
            struct error *error)
{
    if (systemd->sockets > 0 &&
        listener_adopt(listener, proxied, SYSTEMD_FIRST_SOCKET,
                       systemd->sockets, error) < 0)
        return -1;
    for (size_t i = 0; i < options->listen.count; i++)
        if (listener_open(listener, options->listen.items[i], error) < 0)
            return -1;
    for (size_t i = 0; i < options->proxy_listen.count; i++)
        if (listener_open_path(proxied, options->proxy_listen.items[i], error) <
            0)
            return -1;
    if (listener->count + proxied->count == 0)
        return listener_open(listener, "2222", error);
    return 0;
}

/* The absolute path of the program GIVEN; if that is NULL, of the program NAME
 * beside this one. The caller frees it. Returns NULL with ERROR filled if it is
 * not executable. */
static char *
main_find_program(const char *given, const char *name, struct error *error)
{
    char *sibling =
        given != NULL ? NULL : process_find_program(name, RESUME_BINDIR);
    const char *path = given != NULL ? given : sibling;
    char *found = NULL;

    if (path != NULL && access(path, X_OK) == 0)
        found = realpath(path, NULL);
    if (found == NULL)
        error_set(error, "cannot execute %s: %s", path != NULL ? path : name,
                  strerror(errno));
    free(sibling);
    return found;
}

static int
main_find_programs(struct supervisor *supervisor, const struct options *options,
                   struct error *error)
{
    const char **renderer = &supervisor->plan.program.path;
    const struct systemd *systemd = &supervisor->systemd;
    struct publisher_paths paths = {
        .content = options->content,
        .directory = options->published,
        .parent = systemd->state != NULL ? systemd->state : systemd->runtime};

    *renderer = main_find_program(options->renderer, "resume-ui", error);
    if (*renderer == NULL)
        return -1;
    supervisor->plan.program.can_fork = options->renderer == NULL;
    if (options->content != NULL) {
        paths.program =
            main_find_program(options->publisher, "resume-publish", error);
        if (paths.program == NULL)
            return -1;
    }
    if (publisher_init(&supervisor->publisher, &paths, error) < 0)
        return -1;
    supervisor->publisher.timeout = options->publish_timeout;
    return 0;
}

/* Find the user of OPTIONS, and give it the scratch directory. */
static int
main_find_user(struct supervisor *supervisor, const struct options *options,
               struct error *error)
{
    static struct user user;
    const char *scratch = supervisor->publisher.scratch;

    if (options->user == NULL) {
        if (geteuid() == 0)
            LOG(EVENT_ADVICE,
                LOG_TEXT("message", "running as root; --user NAME runs all "
                                    "processes as another user, which is "
                                    "safer"));
        return 0;
    }
    if (privileges_find_user(&user, options->user, error) < 0)
        return -1;
    supervisor->plan.program.user = &user;
    if (scratch != NULL && geteuid() == 0 &&
        chown(scratch, user.uid, user.gid) < 0)
        return error_set(error, "cannot give %s to %s: %s", scratch,
                         options->user, strerror(errno));
    return 0;
}

static int
main_become_user(const struct user *user, struct error *error)
{
    if (privileges_become(user) < 0)
        return error_set(error, "cannot become the user of --user: %s",
                         strerror(errno));
    return 0;
}

static int
main_prepare(struct supervisor *supervisor, const struct options *options,
             struct error *error)
{
    struct worker_plan *plan = &supervisor->plan;
    struct systemd *systemd = &supervisor->systemd;
    const struct supervisor_terms terms = {
        options->max_sessions, &options->bounds, &options->penalties};
    const struct metrics_options metrics = {
        options->metrics, options->metrics_interval, ssh_version(0)};

    plan->limits = plan->program.limits = &options->limits;
    if (sandbox_init(error) < 0 ||
        main_find_programs(supervisor, options, error) < 0 ||
        main_find_user(supervisor, options, error) < 0)
        return -1;
    plan->program.directory = supervisor->publisher.directory;
    if (launcher_open(&supervisor->launcher, &plan->program) < 0)
        return error_set(error, "cannot start the launcher: %s",
                         strerror(errno));
    plan->bind = main_load_keys(options, systemd, error);
    if (plan->bind == NULL || warmup_run(plan->bind, error) < 0 ||
        main_listen(&supervisor->listener, &supervisor->proxy.listeners,
                    options, systemd, error) < 0 ||
        main_become_user(plan->program.user, error) < 0 ||
        supervisor_init(supervisor, &terms, error) < 0 ||
        metrics_init(supervisor->metrics, &metrics, clock_now(), error) < 0)
        return -1;
    if (options->watch)
        return watch_open(&supervisor->watch,
                          options->content != NULL
                              ? options->content
                              : supervisor->publisher.directory,
                          clock_now(), error);
    return 0;
}

static void
main_log_start(void)
{
    int landlock = landlock_version();

    LOG(EVENT_STARTING, LOG_TEXT("version", version_build),
        LOG_TEXT("libssh", ssh_version(0)), LOG_NUMBER("landlock", landlock));
    if (landlock == 0)
        LOG(EVENT_ADVICE,
            LOG_TEXT("message", "this kernel has no Landlock: only seccomp "
                                "denies workers access to files"));
    if (ssh_version(SSH_VERSION_INT(0, 12, 0)) == NULL)
        LOG(EVENT_ADVICE,
            LOG_TEXT("message", "this libssh has no post-quantum key exchange, "
                                "so that newer clients print a warning; "
                                "libssh 0.12 has one"));
}

/* --report: count the lines of a log, in a process sandboxed like a worker.
 * Returns the exit status. */
static int
main_report_log(const struct options *options)
{
    const char *path = options->report_file;
    FILE *input = path == NULL ? stdin : fopen(path, "re");
    struct tally tally = {NULL};
    struct report report = {.tally = &tally};
    struct error error;

    if (input == NULL) {
        fprintf(stderr, "resume-sshd: cannot open %s: %s\n", path,
                strerror(errno));
        return EXIT_FAILURE;
    }
    sandbox_harden();
    if (sandbox_init(&error) < 0 || sandbox_enter(SANDBOX_WORKER, &error) < 0) {
        fprintf(stderr, "resume-sshd: %s\n", error.text);
        fclose(input);
        return EXIT_FAILURE;
    }
    report_read(&report, input);
    if (options->json)
        report_print_json(&report, stdout);
    else
        report_print_table(&report, stdout);
    tally_fini(&tally);
    sandbox_fini();
    fclose(input);
    return ferror(stdout) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* --test. Returns the exit status. */
static int
main_test(struct options *options)
{
    struct error error;
    char *publisher =
        main_find_program(options->publisher, "resume-publish", &error);
    int status;

    if (publisher == NULL) {
        fprintf(stderr, "resume-sshd: %s\n", error.text);
        return EXIT_FAILURE;
    }
    status = self_test_run(options, publisher);
    free(publisher);
    return status;
}

int
main(int argc, char **argv)
{
    static struct supervisor supervisor = {
        .publisher.fd = -1,
        .proxy.fd = -1,
        .watch = {.fd = -1, .due = CLOCK_NEVER},
        .changed_config = options_file_changed};
    struct options options;
    struct error error;
    int outcome;

    argv = title_init(argc, argv);
    switch (options_parse(&options, argc, argv, &error)) {
    case OPTIONS_EXIT:
        return EXIT_SUCCESS;
    case OPTIONS_INVALID:
        systemd_init(&supervisor.systemd);
        main_report(&supervisor.systemd, &error);
        return EXIT_USAGE;
    case OPTIONS_OK:
        break;
    }
    if (options.test)
        return main_test(&options);
    if (options.report)
        return main_report_log(&options);
    title_set("resume-sshd", "resume-sshd: listener");
    main_open_standard_descriptors();
    umask(077);
    sandbox_harden();
    log_init(options.log_format);
    systemd_init(&supervisor.systemd);
    ssh_set_log_level(SSH_LOG_NOLOG);
    main_log_start();

    outcome = main_prepare(&supervisor, &options, &error);
    if (outcome == 0)
        outcome = supervisor_run(&supervisor, &error);
    launcher_close(&supervisor.launcher);
    publisher_fini(&supervisor.publisher);
    if (supervisor.metrics != NULL)
        metrics_fini(supervisor.metrics);
    supervisor_fini(&supervisor);
    sandbox_fini();
    ssh_bind_free(supervisor.plan.bind);
    if (outcome < 0)
        main_report(&supervisor.systemd, &error);
    listener_close(&supervisor.listener);
    proxy_fini(&supervisor.proxy);
    return outcome < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
