/*
 * resume-sshd: shows a published directory to anyone who comes by ssh.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "process/log.h"
#include "options.h"
#include "process/process.h"
#include "supervisor/warmup.h"
#include "process/sandbox.h"
#include "supervisor/supervisor.h"
#include "worker/transport.h"

#define EXIT_USAGE 2

static _Noreturn void
die(int status, const struct error *error)
{
    fprintf(stderr, "resume-sshd: %s.\n", error->text);
    exit(status);
}

/* Whatever opens a file finds 0, 1 and 2 taken, so that no connection is
 * ever mistaken for standard error. */
static void
fill_standard_descriptors(void)
{
    int fd;

    do
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (fd >= 0 && fd <= STDERR_FILENO);
    dup2(fd, STDIN_FILENO);
    close(fd);
}

static ssh_bind
load_keys(const struct options *options, const struct systemd *systemd,
          struct error *error)
{
    static const char *const names[] = {"ssh_host_ed25519_key",
                                        "ssh_host_ecdsa_key"};
    struct option_list files = options->host_keys;
    static char *paths[2];

    for (size_t i = 0; i < 2 && options->host_keys.count == 0; i++)
        if (systemd->credentials != NULL &&
            asprintf(&paths[i], "%s/%s", systemd->credentials, names[i]) > 0 &&
            access(paths[i], F_OK) == 0)
            files.items[files.count++] = paths[i];
    if (files.count == 0) {
        error_set(error, "no host key: make them with keys/make-host-keys "
                         "DIR, and give them with --host-key FILE");
        return NULL;
    }
    return transport_new(files.items, files.count, systemd->credentials, error);
}

static int
listen_everywhere(struct listener *listener, struct listener *proxied,
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

/* The absolute path of the program NAME, or of the one that was GIVEN; NULL
 * with ERROR filled where it cannot be run. */
static const char *
choose_program(const char *given, const char *name, struct error *error)
{
    char *sibling =
        given != NULL ? NULL : process_find_program(name, RESUME_BINDIR);
    const char *path = given != NULL ? given : sibling;
    char *found = NULL;

    if (path != NULL && access(path, X_OK) == 0)
        found = realpath(path, NULL);
    if (found == NULL)
        error_set(error, "%s: %s", path != NULL ? path : name, strerror(errno));
    free(sibling);
    return found;
}

static int
choose_programs(struct supervisor *supervisor, const struct options *options,
                struct error *error)
{
    const char **renderer = &supervisor->plan.program.path;
    const char *publisher = NULL;

    *renderer = choose_program(options->renderer, "resume-ui", error);
    if (*renderer == NULL)
        return -1;
    supervisor->plan.program.can_fork = options->renderer == NULL;
    if (options->content != NULL) {
        publisher = choose_program(options->publisher, "resume-publish", error);
        if (publisher == NULL)
            return -1;
    }
    if (publisher_init(&supervisor->publisher, publisher, options->content,
                       options->published, supervisor->systemd.runtime,
                       error) < 0)
        return -1;
    supervisor->publisher.timeout = options->publish_timeout;
    return 0;
}

static int
prepare(struct supervisor *supervisor, const struct options *options,
        struct error *error)
{
    struct worker_plan *plan = &supervisor->plan;
    struct systemd *systemd = &supervisor->systemd;
    const struct supervisor_terms terms = {
        options->max_sessions, &options->bounds, &options->penalties};

    plan->limits = plan->program.limits = &options->limits;
    if (choose_programs(supervisor, options, error) < 0)
        return -1;
    plan->program.directory = supervisor->publisher.directory;
    if (launcher_open(&supervisor->launcher, &plan->program) < 0)
        return error_set(error, "cannot start the launcher: %s",
                         strerror(errno));
    plan->bind = load_keys(options, systemd, error);
    if (plan->bind == NULL || warmup_run(plan->bind, error) < 0 ||
        listen_everywhere(&supervisor->listener, &supervisor->proxy.listeners,
                          options, systemd, error) < 0 ||
        supervisor_init(supervisor, &terms, error) < 0 ||
        metrics_init(supervisor->metrics, options->metrics,
                     options->metrics_interval, ssh_version(0), clock_now(),
                     error) < 0)
        return -1;
    if (options->watch)
        return watch_open(&supervisor->watch,
                          options->content != NULL
                              ? options->content
                              : supervisor->publisher.directory,
                          error);
    return 0;
}

static void
introduce(void)
{
    int landlock = sandbox_landlock();

    LOG(EVENT_STARTING, LOG_TEXT("version", RESUME_VERSION),
        LOG_TEXT("libssh", ssh_version(0)), LOG_NUMBER("landlock", landlock));
    if (landlock == 0)
        LOG(EVENT_ADVICE,
            LOG_TEXT("message", "this kernel has no Landlock; seccomp alone "
                                "keeps workers from files"));
    if (ssh_version(SSH_VERSION_INT(0, 12, 0)) == NULL)
        LOG(EVENT_ADVICE,
            LOG_TEXT("message", "this libssh has no post-quantum key exchange; "
                                "newer clients tell their users so, and 0.12 "
                                "would spare them"));
}

int
main(int argc, char **argv)
{
    static struct supervisor supervisor = {
        .publisher.fd = -1,
        .proxy.fd = -1,
        .watch = {.fd = -1, .due = CLOCK_NEVER}};
    struct options options;
    struct error error;
    int outcome;

    switch (options_parse(&options, argc, argv, &error)) {
    case OPTIONS_ANSWERED:
        return EXIT_SUCCESS;
    case OPTIONS_WRONG:
        die(EXIT_USAGE, &error);
    case OPTIONS_OK:
        break;
    }
    fill_standard_descriptors();
    umask(077);
    sandbox_harden();
    log_init(options.log_format);
    systemd_init(&supervisor.systemd);
    ssh_set_log_level(SSH_LOG_NOLOG);
    introduce();

    outcome = prepare(&supervisor, &options, &error);
    if (outcome == 0)
        outcome = supervisor_run(&supervisor, &error);
    listener_close(&supervisor.listener);
    proxy_fini(&supervisor.proxy);
    launcher_close(&supervisor.launcher);
    publisher_fini(&supervisor.publisher);
    if (supervisor.metrics != NULL)
        metrics_fini(supervisor.metrics);
    supervisor_fini(&supervisor);
    ssh_bind_free(supervisor.plan.bind);
    if (outcome < 0)
        die(EXIT_FAILURE, &error);
    return EXIT_SUCCESS;
}
