#pragma once

/*
 * What our processes can still do. The worker, which parses a stranger's
 * bytes, keeps the calls that carry bytes, wait and manage memory; no file,
 * program, process or socket can come from it any more. The proxy process, who
 * parses a balancer's, keeps even fewer, and accept4(2). Seccomp sees to that,
 * and Landlock, which takes the file system away, once more.
 */

struct error;

enum sandbox_role { SANDBOX_WORKER, SANDBOX_PROXY };

/* For the supervisor and all that comes from it: no privileges by exec, and
 * nobody of our own user reads the keys out of our memory. */
void sandbox_harden(void);

/* What Landlock can do here, as a version; 0 where the kernel has none. */
int sandbox_landlock(void);

/* Lock this process, for good, down to its ROLE. Returns -1 with ERROR filled
 * where a lock that the kernel has does not hold; a kernel without seccomp(2)
 * is no kernel for us. */
int sandbox_enter(enum sandbox_role role, struct error *error);
