#pragma once

/*
 * The doorman's own process: it lets connections in at the doors where a
 * balancer knocks, reads exactly the header that each begins with, says
 * nothing, and passes them on. It holds so many at a time, none longer than a
 * moment, and the one that has kept it waiting longest makes room for the
 * next. What it sends is one letter for each, and with a visitor or a check
 * its descriptor.
 */

#include <stddef.h>
#include <sys/socket.h>

#include "proxy.h"

struct listener;

#define ARRIVALS_MAX 256

struct arrivals_letter {
    enum proxy_verdict verdict;
    struct sockaddr_storage source; /* of a visitor: AF_INET or AF_INET6 */
};

/* In a child just forked: serve DOORS, PLACES at a time, until the socket
 * OFFICE, where letters go, ends; then let those in who have knocked by now,
 * and exit. */
_Noreturn void arrivals_run(const struct listener *doors, int office,
                            size_t places);
