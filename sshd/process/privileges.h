#pragma once

/*
 * The privileges of processes: of a server that was started by root, and of
 * those that speak with clients. systemd's unit needs none of this.
 */

#include <sys/types.h>

struct error;

struct user {
    uid_t uid;
    gid_t gid; /* the only group */
};

/* Fill USER with the one called NAME, or with that number. Returns -1 with
 * ERROR filled. */
int privileges_find_user(struct user *user, const char *name,
                         struct error *error);

/* Become USER permanently, and leave no capability to processes that are forked
 * or executed later. Does nothing if USER is NULL or this process is not root.
 * Returns -1 and errno. */
int privileges_become(const struct user *user);

/* Give up all capabilities. With no_new_privs (sandbox_harden()) root does not
 * regain them by execve(2), whatever the bounding set. */
void privileges_drop_capabilities(void);
