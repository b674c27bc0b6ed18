#include "process/sandbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/error.h"
#include "base/array.h"

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

/* A call, and what its argument must be, or the bits it must not have: the
 * lower half of it, which is all that these arguments have. */
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

/* What both need. Another call fails with EPERM: a library that tries one
 * for no good reason costs nobody his visit. */
static const struct rule common[] = {
    /* Bytes, through descriptors that are there. */
    CALL(read),
    CALL(write),
    CALL(recvfrom),
    CALL(sendto),
    CALL(close),
    CALL(fstat),
    CALL_IF(newfstatat, IS, 3, AT_EMPTY_PATH),
    /* Waiting. */
    CALL(ppoll),
    CALL(futex),
    CALL(clock_gettime),
    CALL(gettimeofday),
    CALL(restart_syscall),
    /* Memory, but none to run code in. */
    CALL(brk),
    CALL(munmap),
    CALL(mremap),
    CALL(madvise),
    CALL_IF(mmap, LACKS, 2, PROT_EXEC),
    CALL_IF(mprotect, LACKS, 2, PROT_EXEC),
    /* Of this process. */
    CALL(getpid),
    CALL(gettid),
    CALL(getrandom),
    CALL(rt_sigaction),
    CALL(rt_sigprocmask),
    CALL(rt_sigreturn),
    CALL(exit),
    CALL(exit_group),
#ifdef SYS_poll /* what newer architectures do by the ones above */
    CALL(poll),
    CALL(time),
#endif
#if SANITIZED /* the sanitizers look around, and stop us with a tracer */
    CALL(clone),
    CALL(getdents64),
    CALL(getppid),
    CALL(openat),
    CALL(prctl),
    CALL(prlimit64),
    CALL(process_vm_readv),
    CALL(ptrace),
    CALL(readlink),
    CALL(sched_getaffinity),
    CALL(sched_yield),
    CALL(sigaltstack),
    CALL(tgkill),
    CALL(wait4),
    CALL_IF(mmap, IS, 2, PROT_READ | PROT_EXEC),
#ifdef SYS_open
    CALL(getdents),
    CALL(open),
    CALL(stat),
#endif
#endif
};

/* What libssh, documents, a seat and a PTY take, on top. */
static const struct rule worker_rules[] = {
    CALL(readv),
    CALL(writev),
    CALL(pread64),
    CALL(lseek),
    CALL(recvmsg),
    CALL(sendmsg),
    CALL(dup),
    CALL(shutdown),
    CALL(setsockopt),
    CALL(getsockopt),
    CALL_IF(fcntl, IS, 1, F_GETFD),
    CALL_IF(fcntl, IS, 1, F_GETFL),
    CALL_IF(fcntl, IS, 1, F_SETFL),
    CALL_IF(ioctl, IS, 1, TIOCSWINSZ),
    CALL(clock_nanosleep),
    CALL(setitimer),
#ifdef SYS_alarm
    CALL(alarm),
#endif
};

/* What it takes to let somebody in, and to pass him on. */
static const struct rule proxy_rules[] = {
    CALL(accept4),
    CALL(sendmsg),
};

/* What only an intruder tries: that is the end of the process. */
static const int fatal_syscalls[] = {
    SYS_execve,      SYS_execveat, SYS_socket,         SYS_connect,
    SYS_bind,        SYS_listen,   SYS_init_module,    SYS_bpf,
    SYS_userfaultfd, SYS_keyctl,   SYS_io_uring_setup, SYS_process_vm_writev,
};

static const struct {
    const struct rule *rules;
    size_t count;
} roles[] = {
    [SANDBOX_WORKER] = {worker_rules, COUNT(worker_rules)},
    [SANDBOX_PROXY] = {proxy_rules, COUNT(proxy_rules)},
};

/* At most four instructions each, and what is before and behind them. */
#define PROGRAM_MAX                                                            \
    (4 * (COUNT(common) + COUNT(worker_rules) + COUNT(proxy_rules)) +          \
     COUNT(fatal_syscalls) + 8)

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

static size_t
size_of_rules(const struct rule *rules, size_t count)
{
    size_t size = 0;

    for (size_t i = 0; i < count; i++)
        size += size_of(&rules[i]);
    return size;
}

/* Go to the instruction numbered TARGET where the call is CALL. The number of
 * the call is loaded. */
static void
add_jump(struct sock_fprog *program, int call, size_t target)
{
    size_t distance = target - program->len - 1;

    assert(distance <= UINT8_MAX);
    add(program, BPF_JMP | BPF_JEQ | BPF_K, (unsigned)distance, 0,
        (uint32_t)call);
}

/* Go to ALLOW where RULE lets the call pass. */
static void
add_rule(struct sock_fprog *program, const struct rule *rule, size_t allow)
{
    size_t argument =
        offsetof(struct seccomp_data, args) + rule->argument * sizeof(uint64_t);
    bool is = rule->check == IS;
    unsigned then;

    if (rule->check == ANY) {
        add_jump(program, rule->call, allow);
        return;
    }
    add(program, BPF_JMP | BPF_JEQ | BPF_K, 0, 3, (uint32_t)rule->call);
    load(program, argument);
    then = (unsigned)(allow - program->len - 1);
    add(program, BPF_JMP | (is ? BPF_JEQ : BPF_JSET) | BPF_K, is ? then : 0,
        is ? 0 : then, rule->value);
    load(program, offsetof(struct seccomp_data, nr));
}

static void
add_rules(struct sock_fprog *program, const struct rule *rules, size_t count,
          size_t allow)
{
    for (size_t i = 0; i < count; i++)
        add_rule(program, &rules[i], allow);
}

/* All rules jump to one ALLOW, and to one KILL, at the end: a filter half as
 * long is compiled by the kernel, for every visit, in half the time. */
static int
restrict_calls(enum sandbox_role role)
{
    const struct rule *its = roles[role].rules;
    size_t count = roles[role].count;
    struct sock_filter filter[PROGRAM_MAX];
    struct sock_fprog program = {.len = 0, .filter = filter};
    size_t allow = 4 + size_of_rules(common, COUNT(common)) +
                   size_of_rules(its, count) + COUNT(fatal_syscalls) + 1;

    load(&program, offsetof(struct seccomp_data, arch));
    add(&program, BPF_JMP | BPF_JEQ | BPF_K, 1, 0, ARCHITECTURE);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
    load(&program, offsetof(struct seccomp_data, nr));
    add_rules(&program, common, COUNT(common), allow);
    add_rules(&program, its, count, allow);
    for (size_t i = 0; i < COUNT(fatal_syscalls); i++)
        add_jump(&program, fatal_syscalls[i], allow + 1);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | EPERM);
    assert(program.len == allow);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
    add(&program, BPF_RET | BPF_K, 0, 0, SECCOMP_RET_KILL_PROCESS);
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int
sandbox_landlock(void)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);

    return version > 0 ? (int)version : 0;
}

/* Every access that this VERSION of Landlock can take away; no rule gives
 * any of it back. */
static int
restrict_filesystem(int version)
{
    static const unsigned rights[] = {13, 14, 15, 15, 16}; /* of 1, 2, ... */
    size_t count = COUNT(rights);
    size_t known = (size_t)version < count ? (size_t)version : count;
    struct landlock_ruleset_attr attributes = {
        .handled_access_fs = (1ULL << rights[known - 1]) - 1};
    long ruleset = syscall(SYS_landlock_create_ruleset, &attributes,
                           sizeof(attributes), 0);
    int outcome;

    if (ruleset < 0)
        return -1;
    outcome = (int)syscall(SYS_landlock_restrict_self, ruleset, 0);
    close((int)ruleset);
    return outcome;
}

void
sandbox_harden(void)
{
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

int
sandbox_enter(enum sandbox_role role, struct error *error)
{
    int version = SANITIZED ? 0 : sandbox_landlock();

    if (version > 0 && restrict_filesystem(version) < 0)
        return error_set(error, "Landlock: %s", strerror(errno));
    if (restrict_calls(role) < 0)
        return error_set(error, "seccomp: %s", strerror(errno));
    return 0;
}
