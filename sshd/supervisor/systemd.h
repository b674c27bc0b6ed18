#pragma once

/*
 * systemd's protocols for services, without its library: sd_listen_fds(3),
 * sd_notify(3), sd_watchdog_enabled(3), and the directories of
 * systemd.exec(5).
 */

#include <stdint.h>

struct systemd {
    const char *credentials; /* $CREDENTIALS_DIRECTORY, or NULL */
    const char *state;       /* $STATE_DIRECTORY, or NULL */
    const char *runtime;     /* $RUNTIME_DIRECTORY, or NULL */
    int sockets;             /* passed, from SYSTEMD_FIRST_SOCKET on */
    uint64_t watchdog;       /* milliseconds between pings, 0: none */
};

#define SYSTEMD_FIRST_SOCKET 3

/* Read the environment variables of these protocols and remove them, so that
 * no child inherits them. The strings live as long as the process. */
void systemd_init(struct systemd *systemd);

/* Send STATE, such as "READY=1"; without $NOTIFY_SOCKET do nothing. */
void systemd_notify(const char *state);

/* Send RELOADING=1 with the time, which systemd requires. */
void systemd_notify_reloading(void);
