#pragma once

/*
 * What our processes can do after they have sandboxed themselves. A worker,
 * which parses its client's bytes, keeps the calls that transfer bytes, wait
 * and manage memory; it opens no file, starts no program or process and makes
 * no socket. The proxy reader, which parses a balancer's bytes, keeps even
 * fewer, and accept4(2). A system call filter enforces this, and Landlock
 * denies the file system, TCP and signals a second time.
 */

struct error;

enum sandbox_role { SANDBOX_WORKER, SANDBOX_PROXY, SANDBOX_ROLE_COUNT };

/* In the supervisor, before any process is started: exec(2) gains no
 * privileges, and no other process of our user can read the keys from our
 * memory. */
void sandbox_harden(void);

/* In the supervisor, once: build the filters that its children install. Returns
 * -1 with ERROR filled. */
int sandbox_init(struct error *error);

/* Restrict this process, permanently, to its ROLE. Returns -1 with ERROR filled
 * if seccomp(2) fails, or Landlock on a kernel that has it. */
int sandbox_enter(enum sandbox_role role, struct error *error);

/* Free the filters. */
void sandbox_fini(void);
