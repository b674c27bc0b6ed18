#pragma once

/*
 * What our processes can do after they have locked themselves. A worker, which
 * parses its client's bytes, keeps the calls that transfer bytes, wait and
 * manage memory; it opens no file, starts no program or process and makes no
 * socket. The proxy reader, which parses a balancer's bytes, keeps even fewer,
 * and accept4(2). A system call filter holds both to that, and Landlock takes
 * the file system, TCP and signals away once more.
 */

struct error;

enum sandbox_role { SANDBOX_WORKER, SANDBOX_PROXY, SANDBOX_ROLE_COUNT };

/* In the supervisor, before any process is started: no privileges by exec, and
 * no other process of our user reads the keys out of our memory. */
void sandbox_harden(void);

/* In the supervisor, once: build the filters that its children install. Returns
 * -1 with ERROR filled. */
int sandbox_init(struct error *error);

/* Lock this process, for good, down to its ROLE. Returns -1 with ERROR filled
 * where a lock that the kernel has does not hold; seccomp(2) every kernel must
 * have. */
int sandbox_enter(enum sandbox_role role, struct error *error);

/* Free the filters. */
void sandbox_fini(void);
