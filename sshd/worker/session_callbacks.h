#pragma once

/*
 * libssh's callbacks: what a client may ask for, and the answers.
 */

#include <libssh/server.h>

struct session;

/* Speak SSH, configured by BIND, on the connected socket FD, of which it takes
 * ownership; accept MAX_ENV environment variables on each channel. SESSION is
 * all zero. Returns -1 if libssh fails; call session_fini() in either case. */
int session_open(struct session *session, ssh_bind bind, int fd,
                 unsigned long max_env);
