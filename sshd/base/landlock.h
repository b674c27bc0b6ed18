#pragma once

/*
 * Landlock: take the file system away from this process and its children, and
 * with newer kernels TCP (version 4), abstract Unix sockets of others and
 * signals to others (version 6). A kernel without Landlock, or with an older
 * version, leaves to seccomp what it cannot take away.
 */

struct error;

/* The version of Landlock in this kernel; 0 if it has none. */
int landlock_version(void);

/* A new rule set that takes away all that this kernel can. Returns its
 * descriptor, owned by the caller, or -1 and errno; ENOSYS or EOPNOTSUPP
 * without Landlock. */
int landlock_open(void);

/* Allow reading of the file PATH, or of everything below the directory PATH; a
 * PATH that cannot be opened stays forbidden. */
void landlock_allow_read(int ruleset, const char *path);

/* Enforce RULESET on this process, permanently, and close it; no_new_privs must
 * be set. Returns -1 and errno. */
int landlock_enforce(int ruleset);
