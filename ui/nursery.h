#pragma once

/*
 * Where renderers are born ahead of need. `resume-ui --nursery DIR` reads the
 * résumé once, then waits for orders, and forks itself for each: a visitor
 * pays for a fork, or for nothing where that was done before he came, and a
 * crowd of visitors shares the memory of one résumé.
 *
 * Standard input is a SOCK_SEQPACKET socket that whoever started us made. An
 * order is a message of one byte, and beside it (SCM_RIGHTS) come one
 * descriptor, of a terminal, or three, for standard input, output and error;
 * and a last one, of a pipe. The answer is the child's pid_t; one of zero,
 * unasked, comes first, when the résumé has been read. That child's
 * parent is not we but our own parent (CLONE_PARENT), which is the one to
 * signal and to reap it. The environment of the visit comes through the pipe,
 * now or much later, as NAME=VALUE strings, each with its NUL; a pipe that
 * ends without a word says that nobody will come. When the other end of the
 * socket is closed, the nursery is over.
 */

/* Wait for orders. Returns in each child, which has its descriptors, the
 * pipe that its environment comes from; -1 in the nursery, when that is
 * over. */
int nursery_wait(void);

/* In a child, which may be locked by now: wait for the visit, and take its
 * environment from LETTER, which is closed. The process ends where there will
 * be none. */
void nursery_meet(int letter);
