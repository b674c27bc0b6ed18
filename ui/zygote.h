#pragma once

/*
 * Where renderers are born ahead of need. `resume-ui --zygote DIR` reads the
 * résumé once, then waits for orders, and forks itself for each: a visitor
 * pays for a fork, and a crowd of visitors shares the memory of one résumé.
 *
 * Standard input is a SOCK_SEQPACKET socket that whoever started us made. An
 * order is one message: the environment of the visit, NAME=VALUE strings, each
 * with its NUL, 8192 bytes at most in all; and beside it (SCM_RIGHTS) one
 * descriptor, of a terminal, or three, for standard input, output and error.
 * The answer is the child's pid_t; one of zero, unasked, comes first, when the
 * résumé has been read. That child's parent is not we but our own parent
 * (CLONE_PARENT), which is the one to signal and to reap it. Where that dies,
 * the visit goes on. When the other end of the socket is closed, or brings
 * something else, the zygote is over.
 */

/* Wait for orders. Returns 0 in each child, which has its descriptors and its
 * environment; -1 in the zygote, when that is over. */
int zygote_wait(void);
