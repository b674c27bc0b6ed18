#pragma once

/*
 * The zygote (fork server). `resume-ui --zygote DIR` reads the résumé once,
 * then waits for requests and forks for each: a session costs one fork, and all
 * sessions share the memory of one résumé.
 *
 * Standard input is a SOCK_SEQPACKET socket; sshd/base/zygote_protocol.h
 * defines the messages. The parent of a child is the zygote's own parent
 * (CLONE_PARENT), which signals and reaps it. If that parent exits, its
 * sessions continue. The zygote exits when the other end of the socket is
 * closed or sends an invalid request.
 */

/* Wait for requests. Returns 0 in each child, which has its own descriptors and
 * environment; -1 in the zygote, which must then exit. */
int zygote_wait(void);
