#pragma once

/*
 * libssh's callbacks: what a client may ask for, and the answers.
 */

struct session;

/* Install the callbacks of SESSION, whose `ssh` is there. */
void session_callbacks_install(struct session *session);
