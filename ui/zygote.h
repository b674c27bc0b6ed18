#pragma once

/*
 * The zygote (fork server). `resume-ui --zygote DIR` reads the résumé once,
 * then waits for requests and forks itself for each: a session costs a fork,
 * and all sessions share the memory of one résumé.
 *
 * Standard input is a SOCK_SEQPACKET socket; sshd/base/zygote_protocol.h has
 * the messages. The parent of a child is the zygote's own parent
 * (CLONE_PARENT), which signals and reaps it. Where that parent ends, a session
 * goes on. The zygote exits when the other end of the socket is closed, or
 * sends anything but a request.
 */

/* Wait for requests. Returns 0 in each child, which has its descriptors and
 * its environment; -1 in the zygote, when it is to exit. */
int zygote_wait(void);
