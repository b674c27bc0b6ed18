#pragma once

/*
 * The process at the sockets where a balancer announces its visitors by the
 * PROXY protocol: limits ask for a visitor's address before there is a
 * worker, and the supervisor reads nothing that comes from the network. So
 * the doorman reads it, locked, and the supervisor gets connections with the
 * address they come from, as from accept(2). When the doorman dies, there is
 * another, a second later at the most; who is inside does not notice.
 */

#include <stdint.h>
#include <sys/types.h>

#include "listener.h"
#include "peer.h"
#include "proxy.h"

struct doorman {
    struct listener doors;
    pid_t pid;         /* 0: there is none */
    int fd;            /* readable: a report is there, or it is gone; or -1 */
    uint64_t start_at; /* when the next one may begin */
};

struct doorman_report {
    enum proxy_verdict verdict;
    int fd;           /* of a visitor or a check: the caller's from now on; -1
                         where we had no descriptor left for it */
    struct peer peer; /* of a visitor */
};

/* See to it that somebody stands at the doors, if there are any. Returns when
 * to look again. */
uint64_t doorman_keep(struct doorman *doorman, uint64_t now);

/* The next report: 1 with REPORT filled, 0 where there is none yet. A doorman
 * who says what none would say is killed. */
int doorman_read(struct doorman *doorman, struct doorman_report *report);

/* Nobody is to come any more: the doors are closed, and the doorman ends when
 * those who had come are through. */
void doorman_retire(struct doorman *doorman);

/* It ended with STATUS, as wait(2) tells it. */
void doorman_ended(struct doorman *doorman, int status);

/* End it, and close the doors. */
void doorman_fini(struct doorman *doorman);
