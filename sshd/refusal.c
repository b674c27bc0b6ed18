#include "refusal.h"

#include <assert.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clock.h"

#define IDENTIFICATION "SSH-2.0-resume-sshd_" RESUME_VERSION "\r\n"
#define MOMENT         1000 /* milliseconds */
#define SENTENCE_MAX   200

/* RFC 4250, 4.1.2 and 4.2.2. */
#define MSG_DISCONNECT       1
#define TOO_MANY_CONNECTIONS 12

static unsigned char *
put_number(unsigned char *at, size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        *at++ = (unsigned char)(number >> shift);
    return at;
}

static unsigned char *
put_string(unsigned char *at, const char *text)
{
    size_t length = strlen(text);

    return mempcpy(put_number(at, length), text, length);
}

/* The packet of RFC 4253, 6: its length, the length of its padding, the
 * payload, and padding up to a multiple of 8, 4 bytes at least. */
static size_t
build(unsigned char *packet, const char *sentence)
{
    unsigned char *at = packet + 5;
    size_t length, padding;

    *at++ = MSG_DISCONNECT;
    at = put_number(at, TOO_MANY_CONNECTIONS);
    at = put_string(at, sentence);
    at = put_string(at, "");
    length = (size_t)(at - packet);
    padding = 4 + (8 - (length + 4) % 8) % 8;
    memset(at, 0, padding);
    put_number(packet, length - 4 + padding);
    packet[4] = (unsigned char)padding;
    return length + padding;
}

static void
close_first(struct refusal *refusal)
{
    close(refusal->ring[refusal->first].fd);
    refusal->first = (refusal->first + 1) % REFUSAL_MAX;
    refusal->count--;
}

void
refusal_send(struct refusal *refusal, int fd, const char *sentence,
             uint64_t now)
{
    unsigned char bytes[sizeof(IDENTIFICATION) + SENTENCE_MAX + 32];
    size_t length = sizeof(IDENTIFICATION) - 1;
    unsigned last;

    assert(strlen(sentence) <= SENTENCE_MAX);
    memcpy(bytes, IDENTIFICATION, length);
    length += build(bytes + length, sentence);
    send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(fd, SHUT_WR);

    if (refusal->count == REFUSAL_MAX)
        close_first(refusal);
    last = (refusal->first + refusal->count++) % REFUSAL_MAX;
    refusal->ring[last].fd = fd;
    refusal->ring[last].close_at = now + MOMENT;
}

uint64_t
refusal_expire(struct refusal *refusal, uint64_t now)
{
    while (refusal->count > 0 && refusal->ring[refusal->first].close_at <= now)
        close_first(refusal);
    return refusal->count > 0 ? refusal->ring[refusal->first].close_at
                              : CLOCK_NEVER;
}

void
refusal_fini(struct refusal *refusal)
{
    while (refusal->count > 0)
        close_first(refusal);
}
