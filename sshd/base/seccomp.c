#include "base/seccomp.h"

#include <errno.h>
#include <linux/seccomp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"

/* libseccomp numbers the calls that an architecture lacks from here down. */
#define CALL_MISSING (-10000)

/* Stands in a filter for the pid of the process that will install it: no pid
 * is that large (PID_MAX_LIMIT is 2^22). */
#define OWN_PID 0x7069643fu

#define INSTRUCTIONS_MAX 1024

/* The level of seccomp_api_get(3) that has SCMP_ACT_KILL_PROCESS. */
#define API_KILL_PROCESS 3

static const struct seccomp_rule basics[] = {
    /* Descriptors that are open. */
    SECCOMP_CALL(read),
    SECCOMP_CALL(write),
    SECCOMP_CALL(close),
    SECCOMP_CALL(fstat),
    SECCOMP_CALL(fstat64),
    /* Waiting, and the time. */
    SECCOMP_CALL(poll),
    SECCOMP_CALL(ppoll),
    SECCOMP_CALL(ppoll_time64),
    SECCOMP_CALL(futex),
    SECCOMP_CALL(futex_time64),
    SECCOMP_CALL(time),
    SECCOMP_CALL(clock_gettime),
    SECCOMP_CALL(clock_gettime64),
    SECCOMP_CALL(gettimeofday),
    SECCOMP_CALL(restart_syscall),
    /* Memory, but none to run code in. */
    SECCOMP_CALL(brk),
    SECCOMP_CALL(munmap),
    SECCOMP_CALL(mremap),
    SECCOMP_CALL(madvise),
    SECCOMP_CALL_IF(mmap, SECCOMP_LACKS, 2, PROT_EXEC),
    SECCOMP_CALL_IF(mmap2, SECCOMP_LACKS, 2, PROT_EXEC),
    SECCOMP_CALL_IF(mprotect, SECCOMP_LACKS, 2, PROT_EXEC),
    /* The process itself. */
    SECCOMP_CALL(getpid),
    SECCOMP_CALL(gettid),
    SECCOMP_CALL(getrandom),
    SECCOMP_CALL(rt_sigaction),
    SECCOMP_CALL(rt_sigprocmask),
    SECCOMP_CALL(rt_sigreturn),
    SECCOMP_CALL(sigreturn),
    SECCOMP_CALL(exit),
    SECCOMP_CALL(exit_group),
#if SECCOMP_SANITIZED /* they read /proc, and stop the process with a tracer   \
                       */
    SECCOMP_CALL(clone),
    SECCOMP_CALL(getdents),
    SECCOMP_CALL(getdents64),
    SECCOMP_CALL(getppid),
    SECCOMP_CALL(open),
    SECCOMP_CALL(prctl),
    SECCOMP_CALL(prlimit64),
    SECCOMP_CALL(process_vm_readv),
    SECCOMP_CALL(ptrace),
    SECCOMP_CALL(readlink),
    SECCOMP_CALL(sched_getaffinity),
    SECCOMP_CALL(sched_yield),
    SECCOMP_CALL(sigaltstack),
    SECCOMP_CALL(stat),
    SECCOMP_CALL(wait4),
    SECCOMP_CALL_IF(mmap, SECCOMP_IS, 2, PROT_READ | PROT_EXEC),
#endif
};

const struct seccomp_table seccomp_basics =
    SECCOMP_TABLE(SECCOMP_ALLOW, basics);

static const uint32_t seccomp_actions[] = {
    [SECCOMP_ALLOW] = SCMP_ACT_ALLOW,
    [SECCOMP_KILL] = SCMP_ACT_KILL_PROCESS,
};

/* Returns 0 or a negative errno, as libseccomp does. */
static int
seccomp_add_rule(scmp_filter_ctx context, uint32_t action,
                 const struct seccomp_rule *rule)
{
    const struct scmp_arg_cmp compared = {
        .arg = rule->argument,
        .op = SCMP_CMP_MASKED_EQ,
        .datum_a = rule->check == SECCOMP_LACKS ? rule->value : UINT32_MAX,
        .datum_b = rule->check == SECCOMP_LACKS        ? 0
                   : rule->check == SECCOMP_IS_OWN_PID ? OWN_PID
                                                       : rule->value};

    if (rule->call <= CALL_MISSING)
        return 0;
    return seccomp_rule_add_array(context, action, rule->call,
                                  rule->check == SECCOMP_ANY ? 0 : 1,
                                  &compared);
}

/* Returns 0 or a negative errno. */
static int
seccomp_add_tables(scmp_filter_ctx context,
                   const struct seccomp_table *const *tables, size_t count)
{
    /* A tree, not a chain: the kernel evaluates a new filter once for each
     * system call number. */
    int outcome = seccomp_attr_set(context, SCMP_FLTATR_CTL_OPTIMIZE, 2);

    if (outcome == 0)
        outcome = seccomp_attr_set(context, SCMP_FLTATR_ACT_BADARCH,
                                   SCMP_ACT_KILL_PROCESS);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < tables[i]->count && outcome == 0; k++)
            outcome =
                seccomp_add_rule(context, seccomp_actions[tables[i]->action],
                                 &tables[i]->rules[k]);
    return outcome;
}

/* Find the one instruction that compares with the pid, if there is a rule for
 * it. Returns -1 if there are others. */
static int
seccomp_find_own_pid(struct seccomp_filter *filter)
{
    int found = 0;

    for (unsigned short i = 0; i < filter->length; i++) {
        const struct sock_filter *instruction = &filter->instructions[i];

        if (instruction->k != OWN_PID)
            continue;
        if (instruction->code != (BPF_JMP | BPF_JEQ | BPF_K))
            return -1;
        filter->own_pid = i;
        found++;
    }
    return found <= 1 ? 0 : -1;
}

/* Read the program that libseccomp wrote to FD. Returns 0 or a negative
 * errno. */
static int
seccomp_read_program(struct seccomp_filter *filter, int fd)
{
    struct stat status;
    size_t size;

    if (fstat(fd, &status) < 0)
        return -errno;
    size = (size_t)status.st_size;
    if (size == 0 || size % sizeof(struct sock_filter) != 0 ||
        size > INSTRUCTIONS_MAX * sizeof(struct sock_filter))
        return -EFBIG;
    filter->instructions = malloc(size);
    if (filter->instructions == NULL)
        return -ENOMEM;
    if (pread(fd, filter->instructions, size, 0) != (ssize_t)size)
        return -EIO;
    filter->length = (unsigned short)(size / sizeof(struct sock_filter));
    return seccomp_find_own_pid(filter) < 0 ? -EINVAL : 0;
}

/* Returns 0 or a negative errno. */
static int
seccomp_export(struct seccomp_filter *filter, scmp_filter_ctx context)
{
    int fd = memfd_create("seccomp", MFD_CLOEXEC);
    int outcome;

    if (fd < 0)
        return -errno;
    outcome = seccomp_export_bpf(context, fd);
    if (outcome == 0)
        outcome = seccomp_read_program(filter, fd);
    close(fd);
    return outcome;
}

int
seccomp_filter_build(struct seccomp_filter *filter,
                     const struct seccomp_table *const *tables, size_t count,
                     struct error *error)
{
    scmp_filter_ctx context;
    int outcome = -ENOMEM;

    /* libseccomp asks the kernel which actions a filter may have, and refuses
     * all of them under Valgrind, which lacks seccomp(2). This filter is
     * exported, not loaded, so set the level of the actions that it needs. */
    seccomp_api_set(API_KILL_PROCESS);
    context = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    *filter = (struct seccomp_filter){0};
    if (context != NULL) {
        outcome = seccomp_add_tables(context, tables, count);
        if (outcome == 0)
            outcome = seccomp_export(filter, context);
        seccomp_release(context);
    }
    if (outcome == 0)
        return 0;
    seccomp_filter_fini(filter);
    return error_set(error, "cannot build the system call filter: %s",
                     strerror(-outcome));
}

int
seccomp_filter_install(const struct seccomp_filter *filter)
{
    struct sock_filter instructions[INSTRUCTIONS_MAX];
    struct sock_fprog program = {.len = filter->length,
                                 .filter = filter->instructions};

    if (filter->own_pid > 0) {
        memcpy(instructions, filter->instructions,
               filter->length * sizeof(instructions[0]));
        instructions[filter->own_pid].k = (uint32_t)getpid();
        program.filter = instructions;
    }
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

void
seccomp_filter_fini(struct seccomp_filter *filter)
{
    free(filter->instructions);
    *filter = (struct seccomp_filter){0};
}
