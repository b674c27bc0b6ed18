#include "supervisor/reject.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

#define IDENTIFICATION "SSH-2.0-resume-sshd_" RESUME_VERSION "\r\n"

/* RFC 4250, 4.1.2 and 4.2.2. */
#define MSG_DISCONNECT       1
#define TOO_MANY_CONNECTIONS 12

/* All of a packet but its message: two lengths, the type, the reason, two
 * string lengths, and 11 bytes of padding at most. */
#define PACKET_OVERHEAD 29

static unsigned char *
reject_put_number(unsigned char *at, size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *at++ = (unsigned char)(number >> shift);
    return at;
}

static unsigned char *
reject_put_string(unsigned char *at, const char *text, size_t length)
{
    return mempcpy(reject_put_number(at, length), text, length);
}

/* Write the packet of RFC 4253, 6 to PACKET: its length, the length of its
 * padding, the payload, and padding to a multiple of 8 bytes, at least 4 of
 * them. Returns its length. */
static size_t
reject_build_packet(unsigned char *packet, const char *message)
{
    unsigned char *at = packet + 5;
    size_t length, padding;

    *at++ = MSG_DISCONNECT;
    at = reject_put_number(at, TOO_MANY_CONNECTIONS);
    at = reject_put_string(at, message, strnlen(message, REJECT_MESSAGE_MAX));
    at = reject_put_string(at, "", 0); /* no language tag */
    length = (size_t)(at - packet);
    padding = 4 + (8 - (length + 4) % 8) % 8;
    memset(at, 0, padding);
    reject_put_number(packet, length - 4 + padding);
    packet[4] = (unsigned char)padding;
    return length + padding;
}

static void
reject_close_first(struct reject *reject)
{
    close(reject->ring[reject->first].fd);
    reject->first = (reject->first + 1) % REJECT_MAX;
    reject->count--;
}

void
reject_send(struct reject *reject, int fd, const char *message, uint64_t now)
{
    unsigned char
        bytes[sizeof(IDENTIFICATION) + REJECT_MESSAGE_MAX + PACKET_OVERHEAD];
    size_t length = sizeof(IDENTIFICATION) - 1;
    unsigned last;

    memcpy(bytes, IDENTIFICATION, length);
    length += reject_build_packet(bytes + length, message);
    send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(fd, SHUT_WR);

    if (reject->count == REJECT_MAX)
        reject_close_first(reject);
    last = (reject->first + reject->count++) % REJECT_MAX;
    reject->ring[last].fd = fd;
    reject->ring[last].close_at = now + REJECT_LINGER;
}

uint64_t
reject_expire(struct reject *reject, uint64_t now)
{
    while (reject->count > 0 && reject->ring[reject->first].close_at <= now)
        reject_close_first(reject);
    return reject->count > 0 ? reject->ring[reject->first].close_at
                             : CLOCK_NEVER;
}

void
reject_fini(struct reject *reject)
{
    while (reject->count > 0)
        reject_close_first(reject);
}
