#pragma once

/*
 * What a client may ask for, and what it is told: libssh's callbacks.
 */

struct session;

/* Install the callbacks of SESSION, whose `ssh` is there. */
void session_callbacks_install(struct session *session);
