#pragma once

/* The whole of a test of what a process of resume-sshd cannot do. */

#include "locks.h"
#include "process/sandbox.h"

/* Run locks_try() on ATTEMPTS in the sandbox of ROLE as the only test of
 * a program. Returns its exit status. */
int locks_sshd_main(enum sandbox_role role, const struct attempt *attempts);
