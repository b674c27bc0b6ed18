#pragma once

/*
 * System call filters (seccomp(2)). libseccomp builds a filter from tables of
 * rules, once, in the process that starts the others; their cost is one
 * prctl(2) that installs the finished BPF program. Rules name calls by what
 * libseccomp knows of them, so a table serves every architecture: a call that
 * this one lacks is left out, and a process that uses another one's system
 * calls (x32, i386) is killed.
 */

#include <linux/filter.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdint.h>

struct error;

#if defined(__SANITIZE_ADDRESS__)
#define SECCOMP_SANITIZED 1 /* the sanitizers need more than the program */
#else
#define SECCOMP_SANITIZED 0
#endif

enum seccomp_check {
    SECCOMP_ANY,
    SECCOMP_IS,        /* the argument is VALUE */
    SECCOMP_LACKS,     /* the argument has no bit of VALUE */
    SECCOMP_IS_OWN_PID /* the argument is the pid of the installing process */
};

/* A system call, and a condition on the lower 32 bits of its argument numbered
 * ARGUMENT, from 0. Several rules for one call: each allows it. */
struct seccomp_rule {
    int call;
    enum seccomp_check check;
    unsigned argument;
    uint32_t value;
};

#define SECCOMP_CALL(name)                                                     \
    {                                                                          \
        .call = SCMP_SYS(name)                                                 \
    }
#define SECCOMP_CALL_IF(name, its_check, its_argument, its_value)              \
    {                                                                          \
        .call = SCMP_SYS(name), .check = (its_check),                          \
        .argument = (its_argument), .value = (its_value)                       \
    }

enum seccomp_action {
    SECCOMP_ALLOW,
    SECCOMP_KILL /* the whole process, with SIGSYS */
};

struct seccomp_table {
    enum seccomp_action action;
    const struct seccomp_rule *rules;
    size_t count;
};

#define SECCOMP_TABLE(its_action, its_rules)                                   \
    {                                                                          \
        .action = (its_action), .rules = (its_rules),                          \
        .count = COUNT(its_rules)                                              \
    }

/* What each of our sandboxed processes needs: read, write and close the
 * descriptors it has, wait, allocate memory (never executable), handle its
 * signals and exit. */
extern const struct seccomp_table seccomp_basics;

/* Zero before it is built. */
struct seccomp_filter {
    struct sock_filter *instructions; /* owned */
    unsigned short length;            /* of these */
    unsigned short own_pid; /* the one that compares with it; 0: none */
};

/* Build FILTER from the COUNT TABLES. A call in no table fails with EPERM, so
 * that a library that only tries one does not end the session. Returns -1 with
 * ERROR filled, and an empty FILTER. */
int seccomp_filter_build(struct seccomp_filter *filter,
                         const struct seccomp_table *const *tables,
                         size_t count, struct error *error);

/* Install FILTER in this thread and its children, permanently; no_new_privs
 * must be set. Returns -1 and errno; EINVAL if FILTER was never built. */
int seccomp_filter_install(const struct seccomp_filter *filter);

void seccomp_filter_fini(struct seccomp_filter *filter);
