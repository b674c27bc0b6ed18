#include "self_test/self_test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
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
#include "options/options.h"
#include "options/options_file.h"
#include "process/privileges.h"
#include "self_test/self_test_dns.h"
#include "worker/hostkey.h"

#define SERVICE     "/etc/resume-sshd"
#define NOBODY      "65534"
#define BANNER_TIME 2000 /* milliseconds */
#define HOST_MAX    253

struct self_test {
    struct options *options;
    const char *publisher;
    bool service;            /* the installed one */
    const struct user *user; /* that publishes; NULL: this one */
    struct option_list keys; /* files */
};

static bool
self_test_complain(const char *text)
{
    fprintf(stderr, "resume-sshd: %s\n", text);
    return false;
}

/* Complete OPTIONS if they name no content. */
static bool
self_test_take_service(struct options *options)
{
    struct error error;

    options->content = SERVICE "/resume.json";
    if (options_file_read(options, "-" SERVICE "/resume-sshd.conf", &error) < 0)
        return self_test_complain(error.text);
    return true;
}

/* Whether everybody may read FILE: the service is a user without rights. Also
 * name files below directories that are hidden from the service. */
static bool
self_test_access(const char *file)
{
    static const char *const hidden[] = {"/home/", "/root/", "/run/user/"};
    char path[PATH_MAX], text[PATH_MAX + 100];
    struct stat status;

    if (realpath(file, path) == NULL)
        return true; /* resume-publish reports why */
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

/* Execute the publisher with OPTION and the content, and write its output to
 * OUT, or to ours if that is -1. Returns its process, or -1. */
static pid_t
self_test_execute(const struct self_test *test, const char *option, int out)
{
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    if (privileges_become(test->user) == 0 &&
        (out < 0 || dup2(out, STDOUT_FILENO) >= 0))
        execl(test->publisher, "resume-publish", option, test->options->content,
              (char *)NULL);
    fprintf(stderr, "resume-sshd: cannot execute %s: %s\n", test->publisher,
            strerror(errno));
    _exit(EXIT_FAILURE);
}

/* Whether the content can be published, by the user that will. */
static bool
self_test_content(const struct self_test *test)
{
    pid_t pid = self_test_execute(test, "--check", -1);
    int status = -1;

    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* Ask the DNS for the hosts in the content, which the publisher names. */
static void
self_test_hosts(const struct self_test *test)
{
    char host[HOST_MAX + 2];
    int ends[2];
    FILE *names;
    pid_t pid;

    if (pipe2(ends, O_CLOEXEC) < 0)
        return;
    pid = self_test_execute(test, "--print-host", ends[1]);
    close(ends[1]);
    names = fdopen(ends[0], "r");
    while (names != NULL && fgets(host, sizeof(host), names) != NULL) {
        host[strcspn(host, "\n")] = '\0';
        self_test_dns(host, test->keys.items, test->keys.count);
    }
    if (names != NULL)
        fclose(names);
    if (pid > 0)
        waitpid(pid, NULL, 0);
}

/* Find the host keys: those of the service may be missing, because it makes
 * them at its first start. */
static void
self_test_find_keys(struct self_test *test)
{
    static const char *const names[] = {SERVICE "/ssh_host_ed25519_key",
                                        SERVICE "/ssh_host_ecdsa_key"};

    test->keys = test->options->host_keys;
    for (size_t i = 0; i < COUNT(names) && test->service; i++)
        if (test->options->host_keys.count == 0 && access(names[i], F_OK) == 0)
            test->keys.items[test->keys.count++] = names[i];
}

/* Whether the host keys can be used. */
static bool
self_test_keys(const struct self_test *test)
{
    struct error error;
    bool good = true;

    if (test->keys.count == 0)
        return test->service ||
               self_test_complain("no host key: give --host-key");
    if (test->service && geteuid() != 0) {
        fputs("resume-sshd: advice: the host keys are not tested, because only "
              "root can read them: use sudo\n",
              stderr);
        return true;
    }
    for (size_t i = 0; i < test->keys.count; i++) {
        ssh_key key =
            hostkey_load(test->keys.items[i], HOSTKEY_OWNER_ONLY, &error);

        if (key == NULL)
            good = self_test_complain(error.text);
        ssh_key_free(key);
    }
    return good;
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

/* Find the user that will publish: the service has one that owns nothing. */
static bool
self_test_find_user(struct self_test *test, struct user *user)
{
    const char *name = test->options->user;
    struct error error;

    if (name == NULL && test->service)
        name = NOBODY;
    if (name == NULL)
        return true;
    if (privileges_find_user(user, name, &error) < 0)
        return self_test_complain(error.text);
    test->user = user;
    return true;
}

int
self_test_run(struct options *options, const char *publisher)
{
    struct self_test test = {.options = options, .publisher = publisher};
    bool reload = getenv("MAINPID") != NULL; /* see systemd.exec(5) */
    struct user user;
    bool good;

    test.service = options->content == NULL && options->published == NULL;
    good = !test.service || self_test_take_service(options);
    good &= self_test_find_user(&test, &user);
    if (options->content != NULL) {
        good &= !test.service || self_test_access(options->content);
        good &= self_test_content(&test);
    }
    if (!reload) {
        self_test_find_keys(&test);
        good &= self_test_keys(&test);
        good &= self_test_addresses(options);
        good &= !test.service || self_test_port();
        if (options->content != NULL && good)
            self_test_hosts(&test);
    }
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
