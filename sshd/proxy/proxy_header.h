#pragma once

/*
 * A parser of the header that a balancer sends before a connection's own
 * bytes: the PROXY protocol, version 2 ("The PROXY protocol", haproxy.org,
 * section 2.2). It depends on nothing but the bytes, and accepts no deviation:
 * the balancer is the owner's, and any other header is a mistake or an attack.
 */

#include <stddef.h>
#include <sys/socket.h>

#define PROXY_HEADER_FIXED 16 /* bytes; the last two hold the rest's length */
#define PROXY_HEADER_REST_MAX                                                  \
    536 /* addresses, and extensions, which are skipped */
#define PROXY_HEADER_MAX (PROXY_HEADER_FIXED + PROXY_HEADER_REST_MAX)

/* Verdicts on a connection: the name in C, then in the log and the metrics.
 * The last three are given by proxy_reader.c, not by the parser. */
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
    size_t length; /* of the whole header, as far as known; never more */
    struct sockaddr_storage source; /* of a visitor */
};

/* Parse the LENGTH BYTES that a connection began with, and fill HEADER. On
 * PROXY_HEADER_MORE, read on until there are as many as HEADER's length, and
 * call again with all of them. */
enum proxy_header_verdict proxy_header_read(struct proxy_header *header,
                                            const unsigned char *bytes,
                                            size_t length);

const char *proxy_header_verdict_name(enum proxy_header_verdict verdict);
