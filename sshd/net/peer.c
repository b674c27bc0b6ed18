#include "net/peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#define PREFIX_BYTES 8 /* what one household or machine owns: a /64 */

static void
init_four(struct peer *peer, const void *address, in_port_t port)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    char text[INET_ADDRSTRLEN];

    memcpy(peer->key, mapped, sizeof(mapped));
    memcpy(peer->key + sizeof(mapped), address, sizeof(struct in_addr));
    inet_ntop(AF_INET, address, text, sizeof(text));
    snprintf(peer->text, sizeof(peer->text), "%s:%u", text, ntohs(port));
}

static void
init_six(struct peer *peer, const struct in6_addr *address, in_port_t port)
{
    char text[INET6_ADDRSTRLEN];

    memcpy(peer->key, address, PREFIX_BYTES);
    inet_ntop(AF_INET6, address, text, sizeof(text));
    snprintf(peer->text, sizeof(peer->text), "[%s]:%u", text, ntohs(port));
}

void
peer_init(struct peer *peer, const struct sockaddr_storage *address)
{
    struct sockaddr_in four;
    struct sockaddr_in6 six;

    memset(peer, 0, sizeof(*peer));
    memcpy(&four, address, sizeof(four));
    memcpy(&six, address, sizeof(six));
    if (address->ss_family == AF_INET)
        init_four(peer, &four.sin_addr, four.sin_port);
    else if (address->ss_family != AF_INET6)
        strcpy(peer->text, "local");
    else if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr))
        init_four(peer, six.sin6_addr.s6_addr + 12, six.sin6_port);
    else
        init_six(peer, &six.sin6_addr, six.sin6_port);
}
