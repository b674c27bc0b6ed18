#include "sandbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sshd/base/error.h"
#include "sshd/base/array.h"

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#elif defined(__riscv) && __riscv_xlen == 64
#define ARCHITECTURE AUDIT_ARCH_RISCV64
#else
#error "which AUDIT_ARCH_ is this?"
#endif

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

enum check { ANY, IS, LACKS };

/* A call, and what its argument must be, or the bits it must not have. */
struct rule {
    int call;
    enum check check;
    unsigned argument;
    uint32_t value;
};

#define CALL(name)                                                             \
    {                                                                          \
        SYS_##name, ANY, 0, 0                                                  \
    }
#define CALL_IF(name, check, argument, value)                                  \
    {                                                                          \
        SYS_##name, (check), (argument), (value)                               \
    }

#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)

/* Any other call fails with EPERM. */
static const struct rule allowed[] = {
    /* Files, for reading; Landlock says which. */
    CALL_IF(openat, LACKS, 2, WRITING),
    CALL(read),
    CALL(readv),
    CALL(pread64),
    CALL(lseek),
    CALL(getdents64),
    CALL(fstat),
    CALL(newfstatat),
    CALL(statx),
    CALL(faccessat),
    CALL(close),
    CALL_IF(fcntl, IS, 1, F_GETFD),
    CALL_IF(fcntl, IS, 1, F_SETFD),
    CALL_IF(fcntl, IS, 1, F_GETFL),
    CALL_IF(fcntl, IS, 1, F_SETFL),
    /* The terminal. */
    CALL(write),
    CALL(writev),
    CALL_IF(ioctl, IS, 1, TCGETS),
    CALL_IF(ioctl, IS, 1, TCSETS),
    CALL_IF(ioctl, IS, 1, TCSETSW),
    CALL_IF(ioctl, IS, 1, TCSETSF),
    CALL_IF(ioctl, IS, 1, TCFLSH),
    CALL_IF(ioctl, IS, 1, TIOCGWINSZ),
    /* Waiting. */
    CALL(ppoll),
    CALL(pselect6),
    CALL(signalfd4),
    CALL(futex),
    CALL(clock_gettime),
    CALL(clock_nanosleep),
    CALL(gettimeofday),
    CALL(restart_syscall),
    /* Memory, but none to run code in. */
    CALL(brk),
    CALL(munmap),
    CALL(mremap),
    CALL(madvise),
    CALL(sysinfo),
    CALL_IF(mmap, LACKS, 2, PROT_EXEC),
    CALL_IF(mprotect, LACKS, 2, PROT_EXEC),
    /* Of this process. */
    CALL(getpid),
    CALL(gettid),
    CALL(getuid),
    CALL(geteuid),
    CALL(getgid),
    CALL(getegid),
    CALL(getrandom),
    CALL(rt_sigaction),
    CALL(rt_sigprocmask),
    CALL(rt_sigreturn),
    CALL(exit),
    CALL(exit_group),
#ifdef SYS_poll /* what newer architectures do by the ones above */
    CALL(poll),
    CALL(select),
    CALL(access),
    CALL(time),
#endif
#if SANITIZED /* the sanitizers look around, and stop us with a tracer */
    CALL(clone),
    CALL(getppid),
    CALL(prctl),
    CALL(prlimit64),
    CALL(process_vm_readv),
    CALL(ptrace),
    CALL(readlink),
    CALL(sched_getaffinity),
    CALL(sched_yield),
    CALL(sigaltstack),
    CALL(wait4),
    CALL_IF(mmap, IS, 2, PROT_READ | PROT_EXEC),
#ifdef SYS_open
    CALL(getdents),
    CALL(open),
    CALL(stat),
#endif
#endif
};

/* What is read beside what is shown; what is not there is left out. */
static const char *const readable[] = {
    "/dev/urandom",
    "/etc/localtime",
    "/etc/terminfo",
    "/lib/terminfo",
    "/usr/lib/terminfo",
    "/usr/share/terminfo",
    "/usr/share/zoneinfo",
#if SANITIZED
    "/proc",
#endif
};

/* At most four instructions each, and what is before and behind them. */
#define PROGRAM_MAX (4 * (COUNT(allowed) + 1) + 8)

static void
add(struct sock_fprog *program, unsigned code, unsigned then,
    unsigned otherwise, uint32_t value)
{
    program->filter[program->len++] = (struct sock_filter){
        (uint16_t)code, (uint8_t)then, (uint8_t)otherwise, value};
}

static void
load(struct sock_fprog *program, size_t offset)
{
    add(program, BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)offset);
}

/* How many instructions RULE takes. */
static size_t
size_of(const struct rule *rule)
{
    return rule->check == ANY ? 1 : 4;
}

/* Go to the instruction numbered ALLOW where RULE lets the call pass, whose
 * number is loaded. */
static void
add_rule(struct sock_fprog *program, const struct rule *rule, size_t allow)
{
    size_t argument =
        offsetof(struct seccomp_data, args) + rule->argument * sizeof(uint64_t);
    bool is = rule->check == IS;
    unsigned then = (unsigned)(allow - program->len - 1);

    assert(then <= UINT8_MAX);
    if (rule->check == ANY) {
        add(program, BPF_JMP | BPF_JEQ | BPF_K, then, 0, (uint32_t)rule->call);
        return;
    }
    add(program, BPF_JMP | BPF_JEQ | BPF_K, 0, 3, (uint32_t)rule->call);
    load(program, argument);
    then -= 2;
    add(program, BPF_JMP | (is ? BPF_JEQ : BPF_JSET) | BPF_K, is ? then : 0,
        is ? 0 : then, rule->value);
    load(program, offsetof(struct seccomp_data, nr));
}

/* All rules jump to one ALLOW at the end: a filter half as long is compiled by
 * the kernel, for every visit, in half the time. */
static int
restrict_calls(void)
{
    /* A crash ends us by a signal that we send ourselves. */
    const struct rule own = CALL_IF(tgkill, IS, 0, (uint32_t)getpid());
    struct sock_filter filter[PROGRAM_MAX];
    struct sock_fprog program = {.len = 0, .filter = filter};
    size_t allow = 4 + size_of(&own) + 1;

    for (size_t i = 0; i < COUNT(allowed); i++)
        allow += size_of(&allowed[i]);
    load(&program, offsetof(struct seccomp_data, arch));
    add(&program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    add_rule(&program, &own, allow);
    for (size_t i = 0; i < COUNT(allowed); i++)
        add_rule(&program, &allowed[i], allow);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | EPERM);
    assert(program.len == allow);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

static void
let_read(int ruleset, const char *path)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = LANDLOCK_ACCESS_FS_READ_FILE,
        .parent_fd = open(path, O_PATH | O_CLOEXEC)};
    struct stat status;

    if (rule.parent_fd < 0)
        return;
    if (fstat(rule.parent_fd, &status) == 0 && S_ISDIR(status.st_mode))
        rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule,
            0);
    close(rule.parent_fd);
}

/* A directory is replaced by the next edition, under the same name. */
static void
let_read_editions(int ruleset, const char *path)
{
    char real[PATH_MAX];
    struct stat status;

    if (realpath(path, real) == NULL || stat(real, &status) < 0)
        return;
    if (S_ISDIR(status.st_mode) && strrchr(real, '/') != real)
        *strrchr(real, '/') = '\0';
    let_read(ruleset, real);
}

static int
restrict_files(int version, const char *path)
{
    /* How many kinds of access the versions 1, 2, ... know of. The last is
     * ioctl(2) on devices, which a terminal that is open already keeps. */
    static const unsigned kinds[] = {13, 14, 15, 15, 16};
    int last = version < (int)COUNT(kinds) ? version : (int)COUNT(kinds);
    struct landlock_ruleset_attr attributes = {
        .handled_access_fs = (1ULL << kinds[last - 1]) - 1};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes,
                               sizeof(attributes), 0);
    int outcome;

    if (ruleset < 0)
        return -1;
    for (size_t i = 0; i < COUNT(readable); i++)
        let_read(ruleset, readable[i]);
    let_read_editions(ruleset, path);
    outcome = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    close(ruleset);
    return outcome;
}

int
sandbox_files(const char *path, struct error *error)
{
    int version = (int)syscall(SYS_landlock_create_ruleset, NULL, 0,
                               LANDLOCK_CREATE_RULESET_VERSION);

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return error_set(error, "no_new_privs: %s", strerror(errno));
    if (version > 0 && restrict_files(version, path) < 0)
        return error_set(error, "Landlock: %s", strerror(errno));
    return 0;
}

int
sandbox_calls(struct error *error)
{
    if (restrict_calls() < 0)
        return error_set(error, "seccomp: %s", strerror(errno));
    return 0;
}
