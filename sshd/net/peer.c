#include "net/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#define PREFIX_BYTES 8 /* a /64: what one home or host is assigned */

static void
peer_init_ipv4(struct peer *peer, const void *address, in_port_t port)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    char text[INET_ADDRSTRLEN];

    memcpy(peer->key, mapped, sizeof(mapped));
    memcpy(peer->key + sizeof(mapped), address, sizeof(struct in_addr));
    inet_ntop(AF_INET, address, text, sizeof(text));
    snprintf(peer->text, sizeof(peer->text), "%s:%u", text, ntohs(port));
}

static void
peer_init_ipv6(struct peer *peer, const struct in6_addr *address,
               in_port_t port)
{
    char text[INET6_ADDRSTRLEN];

    memcpy(peer->key, address, PREFIX_BYTES);
    inet_ntop(AF_INET6, address, text, sizeof(text));
    snprintf(peer->text, sizeof(peer->text), "[%s]:%u", text, ntohs(port));
}

void
peer_init(struct peer *peer, const struct sockaddr_storage *address)
{
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;

    memset(peer, 0, sizeof(*peer));
    memcpy(&ipv4, address, sizeof(ipv4));
    memcpy(&ipv6, address, sizeof(ipv6));
    if (address->ss_family == AF_INET)
        peer_init_ipv4(peer, &ipv4.sin_addr, ipv4.sin_port);
    else if (address->ss_family != AF_INET6)
        strcpy(peer->text, "local");
    else if (IN6_IS_ADDR_V4MAPPED(&ipv6.sin6_addr))
        peer_init_ipv4(peer, ipv6.sin6_addr.s6_addr + 12, ipv6.sin6_port);
    else
        peer_init_ipv6(peer, &ipv6.sin6_addr, ipv6.sin6_port);
}
