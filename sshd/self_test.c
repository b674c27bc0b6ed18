#include "self_test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "net/listener.h"
#include "options.h"
#include "options_file.h"
#include "process/process.h"
#include "worker/transport.h"

#define SERVICE     "/etc/resume-sshd"
#define BANNER_TIME 2000 /* milliseconds */

static bool
self_test_complain(const char *text)
{
    fprintf(stderr, "resume-sshd: %s\n", text);
    return false;
}

/* Complete OPTIONS where they name no content. */
static bool
self_test_take_service(struct options *options)
{
    struct error error;

    options->content = SERVICE "/resume.json";
    if (options_file_read(options, "-" SERVICE "/resume-sshd.conf", &error) < 0)
        return self_test_complain(error.text);
    return true;
}

/* Whether everybody may read FILE: the service is a user without rights. Files
 * below directories that the service does not see are named, too. */
static bool
self_test_access(const char *file)
{
    static const char *const hidden[] = {"/home/", "/root/", "/run/user/"};
    char path[PATH_MAX], text[PATH_MAX + 100];
    struct stat status;

    if (realpath(file, path) == NULL)
        return true; /* resume-publish says why */
    for (size_t i = 0; i < COUNT(hidden); i++)
        if (strncmp(path, hidden[i], strlen(hidden[i])) == 0) {
            snprintf(text, sizeof(text),
                     "the service cannot see %s: copy the file to " SERVICE,
                     path);
            return self_test_complain(text);
        }
    for (char *end; path[0] != '\0'; *end = '\0') {
        mode_t needed = S_IXOTH;

        end = strrchr(path, '/');
        if (stat(path, &status) < 0)
            continue;
        if (!S_ISDIR(status.st_mode))
            needed = S_IROTH;
        if ((status.st_mode & needed) == 0) {
            snprintf(text, sizeof(text),
                     "the service cannot read %s: chmod o+%s it", path,
                     needed == S_IROTH ? "r" : "x");
            return self_test_complain(text);
        }
    }
    return true;
}

/* Whether PUBLISHER can publish FILE. */
static bool
self_test_content(const char *publisher, const char *file)
{
    char *words[] = {strdup("resume-publish"), strdup("--check"), strdup(file),
                     NULL};
    pid_t pid;
    int status = -1, failed;

    failed = posix_spawn(&pid, publisher, NULL, NULL, words, environ);
    if (failed != 0)
        fprintf(stderr, "resume-sshd: cannot execute %s: %s\n", publisher,
                strerror(failed));
    else
        waitpid(pid, &status, 0);
    for (size_t i = 0; words[i] != NULL; i++)
        free(words[i]);
    return failed == 0 && status == 0;
}

/* Whether the host keys of OPTIONS, or of the service, can be used. Those of
 * the service, which makes them at its first start, may be missing, and only
 * root can read them. */
static bool
self_test_keys(const struct options *options, bool service)
{
    static const char *const names[] = {SERVICE "/ssh_host_ed25519_key",
                                        SERVICE "/ssh_host_ecdsa_key"};
    struct option_list files = options->host_keys;
    struct error error;
    ssh_bind bind;

    for (size_t i = 0; i < COUNT(names) && service; i++)
        if (options->host_keys.count == 0 && access(names[i], R_OK) == 0)
            files.items[files.count++] = names[i];
    if (files.count == 0)
        return service || self_test_complain("no host key: give --host-key");
    bind = transport_new(files.items, files.count, NULL, &error);
    if (bind == NULL)
        return self_test_complain(error.text);
    ssh_bind_free(bind);
    return true;
}

/* Whether the addresses of OPTIONS are free. */
static bool
self_test_addresses(const struct options *options)
{
    bool free = true;

    for (size_t i = 0; i < options->listen.count; i++) {
        struct listener listener = {.count = 0};
        struct error error;

        if (listener_open(&listener, options->listen.items[i], &error) < 0)
            free = self_test_complain(error.text);
        listener_close(&listener);
    }
    return free;
}

/* Whether port 22 is free, or resume-sshd's: systemd may hold it. */
static bool
self_test_port(void)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons(22),
                                        .sin_addr.s_addr =
                                            htonl(INADDR_LOOPBACK)};
    struct pollfd polled = {socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0),
                            POLLIN, 0};
    char banner[64] = "";
    bool other;

    if (connect(polled.fd, (const struct sockaddr *)&address,
                sizeof(address)) == 0 &&
        poll(&polled, 1, BANNER_TIME) > 0 &&
        read(polled.fd, banner, sizeof(banner) - 1) < 0)
        banner[0] = '\0';
    close(polled.fd);
    other = strncmp(banner, "SSH-", 4) == 0 &&
            strstr(banner, "resume-sshd") == NULL;
    return !other ||
           self_test_complain("another SSH server listens at port 22: move it "
                              "to another port, or resume-sshd.socket");
}

int
self_test_run(struct options *options, const char *publisher)
{
    bool service = options->content == NULL && options->published == NULL;
    bool good = !service || self_test_take_service(options);

    if (options->content != NULL) {
        good &= !service || self_test_access(options->content);
        good &= self_test_content(publisher, options->content);
    }
    good &= self_test_keys(options, service);
    good &= self_test_addresses(options);
    good &= !service || self_test_port();
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
