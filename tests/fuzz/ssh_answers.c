#include "ssh_answers.h"

#include "fuzz.h"

#include <string.h>

#define MAC 32 /* of hmac-sha2-256 */

static uint32_t
number_at(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* PACKET, of LENGTH bytes from its type on, is what a server sends. */
static void
check_packet(struct answers *answers, const unsigned char *packet,
             uint32_t length)
{
    static const unsigned char types[] = {1,  2,  3,  4,  6,  7,  20, 21, 31,
                                          51, 52, 53, 60, 80, 81, 82, 91, 92,
                                          93, 94, 95, 96, 97, 98, 99, 100};

    assert(length > 0 && memchr(types, packet[0], sizeof(types)) != NULL);
    if (packet[0] == 21)
        answers->keyed = true;
    if (packet[0] == 94)
        answers->data += number_at(packet + 5);
    if (packet[0] == 95)
        answers->data += number_at(packet + 9);
}

void
answers_check(struct answers *answers)
{
    unsigned char *at = answers->bytes, *end = at + answers->length;

    if (!answers->greeted) {
        unsigned char *line = memchr(at, '\n', answers->length);

        if (line == NULL)
            return;
        assert(memcmp(at, "SSH-2.0-", 8) == 0);
        answers->greeted = true;
        at = line + 1;
    }
    while (end - at >= 5) {
        uint32_t length = number_at(at);
        size_t mac = answers->keyed ? MAC : 0;

        assert(length < 70000 && length > at[4] && at[4] >= 4);
        if ((size_t)(end - at) < 4 + length + mac)
            break;
        check_packet(answers, at + 5, length - at[4] - 1);
        at += 4 + length + mac;
    }
    answers->length = (size_t)(end - at);
    memmove(answers->bytes, at, answers->length);
}
