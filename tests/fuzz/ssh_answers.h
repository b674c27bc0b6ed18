#pragma once

/*
 * What a server sends: its identification, then packets, which are not
 * encrypted (plain_transport.c).
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ANSWERS_MAX (1 << 17)

struct answers {
    unsigned char bytes[ANSWERS_MAX]; /* that were not checked yet */
    size_t length;
    bool greeted, keyed;
    uint64_t data; /* bytes that the channels have brought */
};

/* Check, and take out, the packets that came in whole. */
void answers_check(struct answers *answers);
