#include "proxy/proxy_header.h"

#include <netinet/in.h>
#include <string.h>

#include "base/array.h"

static const unsigned char signature[12] = {'\r', '\n', '\r', '\n', '\0', '\r',
                                            '\n', 'Q',  'U',  'I',  'T',  '\n'};

/* The upper half of the byte after the signature; the lower is a command. */
#define VERSION 2

enum command { LOCAL, PROXY };

/* After the fixed part, in network order: source address, destination address,
 * source port, destination port. */
static void
proxy_header_take_ipv4(struct sockaddr_storage *source,
                       const unsigned char *bytes)
{
    struct sockaddr_in ipv4 = {.sin_family = AF_INET};

    memcpy(&ipv4.sin_addr, bytes, 4);
    memcpy(&ipv4.sin_port, bytes + 8, 2);
    memcpy(source, &ipv4, sizeof(ipv4));
}

static void
proxy_header_take_ipv6(struct sockaddr_storage *source,
                       const unsigned char *bytes)
{
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6};

    memcpy(&ipv6.sin6_addr, bytes, 16);
    memcpy(&ipv6.sin6_port, bytes + 32, 2);
    memcpy(source, &ipv6, sizeof(ipv6));
}

/* Address families of SSH clients: TCP over IPv4 and IPv6. */
static const struct family {
    unsigned char code;
    size_t size_min; /* bytes after the fixed part */
    void (*take)(struct sockaddr_storage *source, const unsigned char *bytes);
} families[] = {
    {0x11, 12, proxy_header_take_ipv4},
    {0x21, 36, proxy_header_take_ipv6},
};

static const struct family *
proxy_header_find_family(unsigned char code)
{
    for (size_t i = 0; i < COUNT(families); i++)
        if (families[i].code == code)
            return &families[i];
    return NULL;
}

enum proxy_header_verdict
proxy_header_read(struct proxy_header *header, const unsigned char *bytes,
                  size_t length)
{
    size_t known = length < sizeof(signature) ? length : sizeof(signature);
    const struct family *family;
    size_t rest;

    memset(header, 0, sizeof(*header));
    header->length = PROXY_HEADER_FIXED;
    if (memcmp(bytes, signature, known) != 0)
        return PROXY_HEADER_GARBAGE;
    if (length < PROXY_HEADER_FIXED)
        return PROXY_HEADER_MORE;
    if (bytes[12] >> 4 != VERSION)
        return PROXY_HEADER_VERSION;
    if ((bytes[12] & 0xf) > PROXY)
        return PROXY_HEADER_COMMAND;
    rest = (size_t)bytes[14] << 8 | bytes[15];
    if (rest > PROXY_HEADER_REST_MAX)
        return PROXY_HEADER_LONG;
    family = proxy_header_find_family(bytes[13]);
    header->length += rest;
    if ((bytes[12] & 0xf) == LOCAL) /* its family does not matter */
        return length < header->length ? PROXY_HEADER_MORE : PROXY_HEADER_CHECK;
    if (family == NULL)
        return PROXY_HEADER_FAMILY;
    if (rest < family->size_min)
        return PROXY_HEADER_SHORT;
    if (length < header->length)
        return PROXY_HEADER_MORE;
    family->take(&header->source, bytes + PROXY_HEADER_FIXED);
    return PROXY_HEADER_VISITOR;
}

const char *
proxy_header_verdict_name(enum proxy_header_verdict verdict)
{
    static const char *const names[] = {
#define X(v, name) [v] = (name),
        PROXY_HEADER_VERDICTS(X)
#undef X
    };

    return names[verdict];
}
