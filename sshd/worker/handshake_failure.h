#pragma once

/*
 * Why a handshake failed: the client does not speak SSH 2.0, or has no
 * algorithm in common with the server. libssh's error is lost where it closes
 * the socket, and names what the server offers before what the client does,
 * which is too long for the log. So its log is read while it chooses the
 * algorithms, and only then.
 */

#include <libssh/callbacks.h>
#include <libssh/libssh.h>

struct handshake_failure {
    ssh_session ssh;
    struct ssh_callbacks_struct callbacks;
    char text[128]; /* "no common cipher: client offers 3des-cbc"; or empty */
};

/* Fill the text of FAILURE, which is all zero, if the handshake of SSH fails
 * for such a reason. */
void handshake_failure_watch(struct handshake_failure *failure,
                             ssh_session ssh);
