#pragma once

/*
 * The supervisor's half of the proxy process, which accepts connections from a
 * balancer that sends PROXY headers. Limits need the client's address before a
 * worker exists, and the supervisor reads nothing from the network: a sandboxed
 * child therefore reads the headers, and the supervisor receives connections
 * with their source address, as from accept(2). A proxy process that dies is
 * replaced within a second; established sessions continue.
 */

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "net/listener.h"
#include "net/peer.h"
#include "proxy/proxy_header.h"

struct proxy {
    struct listener listeners;
    pid_t pid;         /* 0: it does not run */
    int fd;            /* readable: a report, or it has ended; or -1 */
    uint64_t start_at; /* not before, as clock_now() counts */
};

struct proxy_report {
    enum proxy_header_verdict verdict;
    int fd; /* of a visitor or a check, owned by the caller; -1 if this process
               may have no more descriptors */
    struct peer peer; /* of a visitor */
};

/* Start the proxy process if there are listeners and it does not run. Returns
 * when to call again, or CLOCK_NEVER. */
uint64_t proxy_keep(struct proxy *proxy, uint64_t now);

/* Read the next report. Returns 1 with REPORT filled, 0 if none has come. A
 * proxy process that sends a malformed one is killed. */
int proxy_read(struct proxy *proxy, struct proxy_report *report);

/* How many reports have come and have not been read. */
size_t proxy_backlog(const struct proxy *proxy);

/* Send the proxy process a message that it has only to read. */
void proxy_ping(const struct proxy *proxy);

/* Whether it has not read that, or not accepted a connection. */
bool proxy_is_behind(const struct proxy *proxy);

/* Accept no more connections: close the listeners; the proxy process exits when
 * it has reported those that it has accepted. */
void proxy_retire(struct proxy *proxy);

/* The proxy process exited with STATUS, of wait(2). */
void proxy_ended(struct proxy *proxy, int status);

/* Kill and reap it, and close the listeners. */
void proxy_fini(struct proxy *proxy);
