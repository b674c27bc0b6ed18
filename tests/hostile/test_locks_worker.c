/* What a worker, which parses its client's bytes, cannot do. */

#include "locks_sshd.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define PATH(text) (long)(text)

static const struct attempt attempts[] = {
    {"execve", SYS_execve, {PATH("/bin/true")}},
    {"execveat", SYS_execveat, {AT_FDCWD, PATH("/bin/true")}},
    {"clone3", SYS_clone3, {0}},
    {"socket AF_INET", SYS_socket, {AF_INET, SOCK_STREAM}},
    {"socket AF_INET6", SYS_socket, {AF_INET6, SOCK_DGRAM}},
    {"socket AF_UNIX", SYS_socket, {AF_UNIX, SOCK_STREAM}},
    {"socket AF_NETLINK", SYS_socket, {AF_NETLINK, SOCK_RAW}},
    {"socketpair", SYS_socketpair, {AF_UNIX, SOCK_STREAM}},
    {"connect", SYS_connect, {0}},
    {"bind", SYS_bind, {0}},
    {"listen", SYS_listen, {0}},
    {"accept4", SYS_accept4, {0}},
    {"setsockopt IPPROTO_IP", SYS_setsockopt, {0, IPPROTO_IP, IP_OPTIONS}},
    {"setsockopt IPPROTO_IPV6", SYS_setsockopt, {0, IPPROTO_IPV6, IPV6_RTHDR}},
    {"kill", SYS_kill, {1, 0}},
    {"pidfd_open", SYS_pidfd_open, {1}},
    {"process_vm_writev", SYS_process_vm_writev, {1}},
    {"setuid", SYS_setuid, {0}},
    {"setrlimit", SYS_setrlimit, {0}},
    {"unshare", SYS_unshare, {0}},
    {"chroot", SYS_chroot, {PATH("/")}},
    {"mount", SYS_mount, {0}},
    {"bpf", SYS_bpf, {0}},
    {"io_uring_setup", SYS_io_uring_setup, {1}},
    {"memfd_create", SYS_memfd_create, {PATH("x")}},
    {"userfaultfd", SYS_userfaultfd, {0}},
    {"keyctl", SYS_keyctl, {0}},
    {"unlinkat", SYS_unlinkat, {AT_FDCWD, PATH("/nowhere")}},
    {"renameat2", SYS_renameat2, {AT_FDCWD, PATH("/a"), AT_FDCWD, PATH("/b")}},
    {"mkdirat", SYS_mkdirat, {AT_FDCWD, PATH("/nowhere")}},
    {"symlinkat", SYS_symlinkat, {PATH("/"), AT_FDCWD, PATH("/nowhere")}},
    {"fchmodat", SYS_fchmodat, {AT_FDCWD, PATH("/tmp"), 0}},
    {"truncate", SYS_truncate, {PATH("/nowhere")}},
    {"statx", SYS_statx, {AT_FDCWD, PATH("/")}},
    {"openat2", SYS_openat2, {AT_FDCWD, PATH("/")}},
    {"lseek, to overwrite the log", SYS_lseek, {2, 0, SEEK_SET}},
    {"pwrite, over the log", SYS_pwrite64, {2, PATH("x"), 1, 0}},
    {"ftruncate", SYS_ftruncate, {2, 0}},
    {"ioctl TIOCSTI", SYS_ioctl, {0, TIOCSTI}},
    {"ioctl FIONREAD", SYS_ioctl, {0, FIONREAD}},
    {"fcntl F_SETOWN", SYS_fcntl, {0, F_SETOWN, 1}},
    {"mmap to write and run",
     SYS_mmap,
     {0, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
      -1}},
    {"mprotect to run", SYS_mprotect, {0, 4096, PROT_READ | PROT_EXEC}},
#ifndef __SANITIZE_ADDRESS__ /* the sanitizers need these */
    {"openat", SYS_openat, {AT_FDCWD, PATH("/etc/passwd"), O_RDONLY}},
    {"openat to write", SYS_openat, {AT_FDCWD, PATH("/dev/null"), O_WRONLY}},
    {"clone", SYS_clone, {SIGCHLD}},
    {"ptrace", SYS_ptrace, {0}},
    {"process_vm_readv", SYS_process_vm_readv, {1}},
    {"prctl", SYS_prctl, {0}},
    {"tgkill", SYS_tgkill, {1, 1, 0}},
#ifdef SYS_open
    {"open", SYS_open, {PATH("/etc/passwd"), O_RDONLY}},
    {"creat", SYS_creat, {PATH("/tmp/nowhere")}},
    {"fork", SYS_fork, {0}},
    {"vfork", SYS_vfork, {0}},
#endif
#endif
    {NULL, 0, {0}},
};

int
main(void)
{
    return locks_sshd_main(SANDBOX_WORKER, attempts);
}
