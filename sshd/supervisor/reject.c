#include "supervisor/reject.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/peer.h"

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

/* The entry to reuse in a full table: the oldest of those whose source had the
 * most others when it came. */
static struct reject_item *
reject_choose(struct reject *reject)
{
    struct reject_item *chosen = &reject->items[0];

    for (size_t i = 1; i < reject->count; i++) {
        struct reject_item *item = &reject->items[i];

        if (item->others > chosen->others ||
            (item->others == chosen->others &&
             item->close_at < chosen->close_at))
            chosen = item;
    }
    return chosen;
}

static void
reject_keep(struct reject *reject, int fd, const struct peer *peer,
            uint64_t now)
{
    struct reject_item kept = {.fd = fd, .close_at = now + REJECT_LINGER};
    struct reject_item *place;

    memcpy(kept.key, peer->key, sizeof(kept.key));
    for (size_t i = 0; i < reject->count; i++)
        kept.others +=
            memcmp(reject->items[i].key, kept.key, sizeof(kept.key)) == 0;
    if (reject->count < REJECT_MAX) {
        place = &reject->items[reject->count++];
    } else {
        place = reject_choose(reject);
        close(place->fd);
    }
    *place = kept;
}

void
reject_send(struct reject *reject, int fd, const struct peer *peer,
            const char *message, uint64_t now)
{
    unsigned char
        bytes[sizeof(IDENTIFICATION) + REJECT_MESSAGE_MAX + PACKET_OVERHEAD];
    size_t length = sizeof(IDENTIFICATION) - 1;

    memcpy(bytes, IDENTIFICATION, length);
    length += reject_build_packet(bytes + length, message);
    send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(fd, SHUT_WR);
    reject_keep(reject, fd, peer, now);
}

uint64_t
reject_expire(struct reject *reject, uint64_t now)
{
    uint64_t next = CLOCK_NEVER;

    for (size_t i = 0; i < reject->count;) {
        struct reject_item *item = &reject->items[i];

        if (item->close_at <= now) {
            close(item->fd);
            *item = reject->items[--reject->count];
        } else {
            next = clock_earlier(next, item->close_at);
            i++;
        }
    }
    return next;
}

void
reject_fini(struct reject *reject)
{
    reject_expire(reject, CLOCK_NEVER);
}
