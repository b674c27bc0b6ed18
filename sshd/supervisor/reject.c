#include "supervisor/reject.h"

#include <assert.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"

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
close_first(struct reject *reject)
{
    close(reject->ring[reject->first].fd);
    reject->first = (reject->first + 1) % REJECT_MAX;
    reject->count--;
}

void
reject_send(struct reject *reject, int fd, const char *sentence, uint64_t now)
{
    unsigned char bytes[sizeof(IDENTIFICATION) + SENTENCE_MAX + 32];
    size_t length = sizeof(IDENTIFICATION) - 1;
    unsigned last;

    assert(strlen(sentence) <= SENTENCE_MAX);
    memcpy(bytes, IDENTIFICATION, length);
    length += build(bytes + length, sentence);
    send(fd, bytes, length, MSG_NOSIGNAL | MSG_DONTWAIT);
    shutdown(fd, SHUT_WR);

    if (reject->count == REJECT_MAX)
        close_first(reject);
    last = (reject->first + reject->count++) % REJECT_MAX;
    reject->ring[last].fd = fd;
    reject->ring[last].close_at = now + MOMENT;
}

uint64_t
reject_expire(struct reject *reject, uint64_t now)
{
    while (reject->count > 0 && reject->ring[reject->first].close_at <= now)
        close_first(reject);
    return reject->count > 0 ? reject->ring[reject->first].close_at
                             : CLOCK_NEVER;
}

void
reject_fini(struct reject *reject)
{
    while (reject->count > 0)
        close_first(reject);
}
