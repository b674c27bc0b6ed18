/* What the proxy process, which accepts connections and reads a balancer's
 * headers, cannot do. */

#include "locks_sshd.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <termios.h>

#define PATH(text) (long)(text)

static const struct attempt attempts[] = {
    {"execve", SYS_execve, {PATH("/bin/true")}},
    {"socket AF_INET", SYS_socket, {AF_INET, SOCK_STREAM}},
    {"socket AF_UNIX", SYS_socket, {AF_UNIX, SOCK_STREAM}},
    {"socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM}},
    {"connect", SYS_connect, {0}},
    {"bind", SYS_bind, {0}},
    {"listen", SYS_listen, {0}},
    {"recvmsg", SYS_recvmsg, {0}},
    {"setsockopt", SYS_setsockopt, {0}},
    {"shutdown", SYS_shutdown, {0}},
    {"dup", SYS_dup, {0}},
    {"pread64", SYS_pread64, {0}},
    {"lseek", SYS_lseek, {0}},
    {"fcntl F_SETFL", SYS_fcntl, {0, F_SETFL, 0}},
    {"ioctl TIOCSWINSZ", SYS_ioctl, {0, TIOCSWINSZ}},
    {"kill", SYS_kill, {1, 0}},
    {"unlinkat", SYS_unlinkat, {AT_FDCWD, PATH("/nowhere")}},
#ifndef __SANITIZE_ADDRESS__ /* the sanitizers need these */
    {"openat", SYS_openat, {AT_FDCWD, PATH("/etc/passwd"), O_RDONLY}},
    {"clone", SYS_clone, {0}},
#endif
    {NULL, 0, {0}},
};

int
main(void)
{
    return locks_sshd_main(SANDBOX_PROXY, attempts);
}
