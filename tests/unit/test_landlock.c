/* What Landlock takes away, as far as this kernel has it. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sshd/base/landlock.h"

#define NETWORK 4 /* from this version of Landlock on */
#define SCOPES  6

static const char allowed[] = "/etc";

/* Returns the errno of opening PATH. */
static int
open_path(const char *path, int flags)
{
    return open(path, flags) < 0 ? errno : 0;
}

static int
open_allowed_file(void)
{
    return open_path("/etc/passwd", O_RDONLY);
}

static int
list_allowed_directory(void)
{
    return open_path("/etc", O_RDONLY | O_DIRECTORY);
}

static int
open_other_file(void)
{
    return open_path("/proc/version", O_RDONLY);
}

static int
list_root(void)
{
    return open_path("/", O_RDONLY | O_DIRECTORY);
}

static int
write_null(void)
{
    return open_path("/dev/null", O_WRONLY);
}

static int
bind_tcp(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    return bind(fd, (struct sockaddr *)&address, sizeof(address)) < 0 ? errno
                                                                      : 0;
}

static int
signal_parent(void)
{
    return kill(getppid(), 0) < 0 ? errno : 0;
}

static int
signal_self(void)
{
    return kill(getpid(), 0) < 0 ? errno : 0;
}

static const struct attempt {
    const char *name;
    int (*make)(void);
    int since;  /* the version of Landlock that denies it; 0: none does */
    int denied; /* errno */
} attempts[] = {
    {"open a file that is allowed", open_allowed_file, 0, 0},
    {"list a directory that is allowed", list_allowed_directory, 0, 0},
    {"open another file", open_other_file, 1, EACCES},
    {"list the root", list_root, 1, EACCES},
    {"open a device to write", write_null, 1, EACCES},
    {"bind a TCP socket", bind_tcp, NETWORK, EACCES},
    {"send a signal to the parent", signal_parent, SCOPES, EPERM},
    {"send a signal to itself", signal_self, 0, 0},
    {NULL, NULL, 0, 0},
};

/* The errno of ATTEMPT in a child, which is locked first if LOCKED. */
static int
try(const struct attempt *attempt, bool locked)
{
    int status;
    pid_t pid = fork();

    assert_true(pid >= 0);
    if (pid == 0) {
        int ruleset = locked ? landlock_open() : -1;

        if (locked) {
            landlock_allow_read(ruleset, allowed);
            landlock_allow_read(ruleset, "/nowhere");
            if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
                landlock_enforce(ruleset) < 0 || close(ruleset) == 0)
                _exit(255);
        }
        _exit(attempt->make());
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
each_version_denies_what_it_can(void **state)
{
    int version = landlock_version();

    (void)state;
    if (version == 0)
        skip();
    for (const struct attempt *a = attempts; a->name != NULL; a++) {
        int wanted = a->since > 0 && version >= a->since ? a->denied : 0;
        int before = try(a, false), after = try(a, true);

        if (before != 0 || after != wanted)
            fail_msg("%s: errno %d without Landlock, %d with it", a->name,
                     before, after);
    }
}

/* A name that begins with NUL is an abstract one. */
static void
abstract_socket_of_another_process_is_out_of_reach(void **state)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX,
                                  .sun_path = "\0resume-test-landlock"};
    int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    int status;
    pid_t pid;

    (void)state;
    if (landlock_version() < SCOPES)
        skip();
    snprintf(address.sun_path + 1, sizeof(address.sun_path) - 1, "resume-%d",
             getpid());
    assert_int_equal(
        bind(listener, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(listener, 1), 0);
    pid = fork();
    if (pid == 0) {
        int fd = socket(AF_UNIX, SOCK_STREAM, 0);

        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
            landlock_enforce(landlock_open()) < 0)
            _exit(255);
        _exit(connect(fd, (struct sockaddr *)&address, sizeof(address)) < 0
                  ? errno
                  : 0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    close(listener);
    assert_int_equal(WEXITSTATUS(status), EPERM);
}

static void
enforcing_no_rule_set_fails(void **state)
{
    (void)state;
    assert_int_equal(landlock_enforce(-1), -1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_version_denies_what_it_can),
        cmocka_unit_test(abstract_socket_of_another_process_is_out_of_reach),
        cmocka_unit_test(enforcing_no_rule_set_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
