/* What a renderer, which reads its visitor's keys, cannot do. */

#include "locks.h"

#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sandbox.h"
#include "sshd/base/error.h"

#define PATH(text) (long)(text)

static char top[] = "/tmp/resume-locks-XXXXXX";

static const struct attempt attempts[] = {
    {"execve", SYS_execve, {PATH("/bin/true")}},
    {"execveat", SYS_execveat, {AT_FDCWD, PATH("/bin/true")}},
    {"clone3", SYS_clone3, {0}},
    {"socket", SYS_socket, {AF_INET, SOCK_STREAM}},
    {"socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM}},
    {"connect", SYS_connect, {0}},
    {"kill", SYS_kill, {1, 0}},
    {"tgkill another", SYS_tgkill, {1, 1, 0}},
    {"setuid", SYS_setuid, {0}},
    {"unshare", SYS_unshare, {0}},
    {"bpf", SYS_bpf, {0}},
    {"io_uring_setup", SYS_io_uring_setup, {1}},
    {"memfd_create", SYS_memfd_create, {PATH("x")}},
    {"unlinkat", SYS_unlinkat, {AT_FDCWD, PATH("/nowhere")}},
    {"renameat2", SYS_renameat2, {AT_FDCWD, PATH("/a"), AT_FDCWD, PATH("/b")}},
    {"mkdirat", SYS_mkdirat, {AT_FDCWD, PATH("/nowhere")}},
    {"openat2", SYS_openat2, {AT_FDCWD, PATH("/")}},
    {"openat to write", SYS_openat, {AT_FDCWD, PATH("/dev/null"), O_WRONLY}},
    {"openat to create",
     SYS_openat,
     {AT_FDCWD, PATH("/tmp/nowhere"), O_RDONLY | O_CREAT, 0600}},
    {"openat another's", SYS_openat, {AT_FDCWD, PATH("/etc/passwd"), O_RDONLY}},
    {"openat the root",
     SYS_openat,
     {AT_FDCWD, PATH("/"), O_RDONLY | O_DIRECTORY}},
    {"ioctl TIOCSTI", SYS_ioctl, {0, TIOCSTI}},
    {"ioctl TIOCSCTTY", SYS_ioctl, {0, TIOCSCTTY}},
    {"mmap to write and run",
     SYS_mmap,
     {0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
      -1}},
#ifndef __SANITIZE_ADDRESS__ /* the sanitizers need these */
    {"clone", SYS_clone, {SIGCHLD}},
    {"prctl", SYS_prctl, {0}},
    {"ptrace", SYS_ptrace, {0}},
    {"openat a process", SYS_openat, {AT_FDCWD, PATH("/proc/1/environ")}},
#ifdef SYS_fork
    {"fork", SYS_fork, {0}},
#endif
#endif
    {NULL, 0, {0}},
};

static int
lock(void)
{
    char path[64];
    struct error error;

    snprintf(path, sizeof(path), "%s/published", top);
    if (sandbox_restrict_files(path, &error) < 0)
        return -1;
    return sandbox_restrict_calls(&error);
}

static void
forbidden_calls_are_denied(void **state)
{
    (void)state;
    locks_try(lock, attempts);
}

/* So is a snapshot that takes the directory's place after the lock. */
static void
published_files_are_readable(void **state)
{
    char next[64];
    int status;
    pid_t pid = fork();

    (void)state;
    assert_true(pid >= 0);
    snprintf(next, sizeof(next), "%s/next", top);
    if (pid == 0)
        _exit(lock() < 0 || open(next, O_RDONLY | O_DIRECTORY) < 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

/* glibc asks with TCGETS2 from 2.42 on. */
static void
newer_libc_knows_the_terminal(void **state)
{
    char attributes[44];
    int status, terminal = posix_openpt(O_RDWR | O_NOCTTY);
    pid_t pid = fork();

    (void)state;
    assert_true(pid >= 0);
    if (pid == 0)
        _exit(lock() < 0 || ioctl(terminal, 0x802c542a, attributes) < 0);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    close(terminal);
}

static int
make_directories(void **state)
{
    struct error error;

    (void)state;
    if (sandbox_init(&error) < 0 || mkdtemp(top) == NULL || chdir(top) < 0)
        return -1;
    return mkdir("published", 0700) < 0 || mkdir("next", 0700) < 0 ? -1 : 0;
}

static int
remove_directories(void **state)
{
    (void)state;
    return rmdir("published") < 0 || rmdir("next") < 0 || rmdir(top) < 0 ? -1
                                                                         : 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forbidden_calls_are_denied),
        cmocka_unit_test(published_files_are_readable),
        cmocka_unit_test(newer_libc_knows_the_terminal),
    };

    return cmocka_run_group_tests(tests, make_directories, remove_directories);
}
