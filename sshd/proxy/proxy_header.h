#pragma once

/*
 * What a balancer says before a connection's own bytes: the header of the
 * PROXY protocol, version 2 ("The PROXY protocol", haproxy.org, section 2.2).
 * A pure function of bytes, with no mercy: the balancer is ours, and whatever
 * we do not expect of it is a mistake or somebody else's.
 */

#include <stddef.h>
#include <sys/socket.h>

#define PROXY_HEADER_FIXED 16 /* bytes, of which the last two tell the rest */
#define PROXY_HEADER_REST_MAX                                                  \
    536 /* addresses, and extensions that we pass over */
#define PROXY_HEADER_MAX (PROXY_HEADER_FIXED + PROXY_HEADER_REST_MAX)

/* What a connection turns out to be: its name in C, and in log and metrics.
 * The last ones are no matter of a header's bytes. */
#define PROXY_HEADER_VERDICTS(X)                                               \
    X(PROXY_HEADER_MORE, "unfinished")                                         \
    X(PROXY_HEADER_VISITOR, "visitor")                                         \
    X(PROXY_HEADER_CHECK, "check")                                             \
    X(PROXY_HEADER_GARBAGE, "no-header")                                       \
    X(PROXY_HEADER_VERSION, "version")                                         \
    X(PROXY_HEADER_COMMAND, "command")                                         \
    X(PROXY_HEADER_FAMILY, "family")                                           \
    X(PROXY_HEADER_LONG, "too-long")                                           \
    X(PROXY_HEADER_SHORT, "too-short")                                         \
    X(PROXY_HEADER_CUT, "cut-off")                                             \
    X(PROXY_HEADER_LATE, "late")                                               \
    X(PROXY_HEADER_CROWDED, "crowded")

enum proxy_header_verdict {
#define X(verdict, name) verdict,
    PROXY_HEADER_VERDICTS(X)
#undef X
        PROXY_HEADER_VERDICT_COUNT
};

struct proxy_header {
    size_t length; /* of all of it, as far as is known; never too much */
    struct sockaddr_storage source; /* of a visitor */
};

/* Read the LENGTH BYTES that a connection has begun with. PROXY_HEADER_MORE:
 * HEADER tells up to which length there is more to read. */
enum proxy_header_verdict proxy_header_read(struct proxy_header *header,
                                            const unsigned char *bytes,
                                            size_t length);

const char *proxy_header_verdict_name(enum proxy_header_verdict verdict);
