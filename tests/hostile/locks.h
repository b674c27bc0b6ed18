#pragma once

/*
 * Calls that a locked process must not get through, tried one by one, each
 * in a child that locks itself first.
 */

struct attempt {
    const char *name;
    long call;
    long arguments[6];
};

/* Try each of ATTEMPTS, the last of which has no name, behind LOCK. Fails the
 * running cmocka test where one is neither refused with EPERM or EACCES nor
 * deadly. */
void locks_try(int (*lock)(void), const struct attempt *attempts);

/* A whole test program of that: what its main() returns. */
int locks_main(int (*lock)(void), const struct attempt *attempts);
