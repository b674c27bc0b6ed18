#pragma once

/*
 * The process at the sockets where a balancer announces its visitors by the
 * PROXY protocol: limits ask for a visitor's address before there is a
 * worker, and the supervisor reads nothing that comes from the network. So
 * the proxy process reads it, locked, and the supervisor gets connections with
 * the address they come from, as from accept(2). When the proxy process dies,
 * there is another, a second later at the most; who is inside does not notice.
 */

#include <stdint.h>
#include <sys/types.h>

#include "net/listener.h"
#include "net/peer.h"
#include "proxy/proxy_header.h"

struct proxy {
    struct listener listeners;
    pid_t pid;         /* 0: there is none */
    int fd;            /* readable: a report is there, or it is gone; or -1 */
    uint64_t start_at; /* when the next one may begin */
};

struct proxy_report {
    enum proxy_header_verdict verdict;
    int fd;           /* of a visitor or a check: the caller's from now on; -1
                         where we had no descriptor left for it */
    struct peer peer; /* of a visitor */
};

/* See to it that somebody stands at the doors, if there are any. Returns when
 * to look again. */
uint64_t proxy_keep(struct proxy *proxy, uint64_t now);

/* The next report: 1 with REPORT filled, 0 where there is none yet. A proxy
 * process who says what none would say is killed. */
int proxy_read(struct proxy *proxy, struct proxy_report *report);

/* Nobody is to come any more: the doors are closed, and the proxy process ends
 * when those who had come are through. */
void proxy_retire(struct proxy *proxy);

/* It ended with STATUS, as wait(2) tells it. */
void proxy_ended(struct proxy *proxy, int status);

/* End it, and close the doors. */
void proxy_fini(struct proxy *proxy);
