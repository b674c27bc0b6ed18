#pragma once

/*
 * What resume-sshd's launcher and `resume-ui --zygote DIR` send each other
 * over a SOCK_SEQPACKET socket, which is the zygote's standard input.
 *
 * Request, from the launcher: one message for each renderer. Its bytes are the
 * renderer's environment, NAME=VALUE strings each followed by a NUL, 1 to
 * ZYGOTE_ENVIRONMENT_MAX bytes in all. It carries (SCM_RIGHTS) the descriptor
 * of a terminal, or ZYGOTE_STREAMS of them: standard input, output and error;
 * followed by the pipe for visit messages, which becomes the renderer's
 * VISIT_FD (visit_message.h).
 *
 * Reply, from the zygote: one pid_t for each request, the renderer's or -1 if
 * fork failed. One of ZYGOTE_READY comes unasked, before all others, when the
 * zygote has read the résumé.
 *
 * Either side treats anything else, and the end of the socket, as the end of
 * the zygote.
 */

#define ZYGOTE_ENVIRONMENT_MAX 8192 /* bytes */
#define ZYGOTE_STREAMS         3
#define ZYGOTE_READY           0
