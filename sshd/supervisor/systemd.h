#pragma once

/*
 * What systemd and we tell each other, by its documented protocols
 * (sd_listen_fds(3), sd_notify(3), systemd.exec(5)) and without its library.
 */

#include <stdint.h>

struct systemd {
    const char *credentials; /* $CREDENTIALS_DIRECTORY, or NULL */
    const char *runtime;     /* $RUNTIME_DIRECTORY, or NULL */
    int sockets;             /* passed, from SYSTEMD_FIRST_SOCKET on */
    uint64_t watchdog;       /* milliseconds between pings, 0: none */
};

#define SYSTEMD_FIRST_SOCKET 3

/* Read the environment, then take what only concerns us out of it, so that
 * no child inherits it. The strings live as long as the process. */
void systemd_init(struct systemd *systemd);

/* Send STATE ("READY=1"); nothing happens where nobody listens. */
void systemd_notify(const char *state);

/* The state RELOADING=1, which must carry the time. */
void systemd_notify_reloading(void);
