#pragma once

/*
 * Where a visitor comes from: for the log, and as the key that limits are
 * counted by.
 */

#include <sys/socket.h>

struct peer {
    char text[64];         /* "192.0.2.1:50122", "[2001:db8::1]:50122" */
    unsigned char key[16]; /* the IPv4 address, mapped, or the IPv6 /64 */
};

/* Fill PEER from what accept(2) said. An IPv4 address that came through an
 * IPv6 socket counts as IPv4; what has no address is "local". */
void peer_init(struct peer *peer, const struct sockaddr_storage *address);
