#pragma once

/*
 * System calls that must not work in a sandboxed process, tried one by one,
 * each in a child that locks itself first.
 */

struct attempt {
    const char *name;
    long call;
    long arguments[6];
};

/* Try each of ATTEMPTS, which end in one without a name, after LOCK. Fails the
 * running cmocka test where one neither fails with EPERM or EACCES nor kills
 * the child with SIGSYS. */
void locks_try(int (*lock)(void), const struct attempt *attempts);
