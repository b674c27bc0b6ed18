#pragma once

/*
 * The address of a client: as text for the log, and as the key that
 * per-source limits count by.
 */

#include <sys/socket.h>

struct peer {
    char text[64];         /* "192.0.2.1:50122", "[2001:db8::1]:50122" */
    unsigned char key[16]; /* the IPv4 address, mapped, or the IPv6 /64 */
};

/* Fill PEER from the ADDRESS that accept(2) returned. An IPv4 address that came
 * through an IPv6 socket counts as IPv4; a peer without an address is
 * "local". */
void peer_init(struct peer *peer, const struct sockaddr_storage *address);
