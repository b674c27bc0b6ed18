#pragma once

/*
 * The SSH packets that a fuzzer's bytes stand for. A byte chooses a row of a
 * table of messages; the row says which fields follow, and the next bytes what
 * is in them. A string is a word of a list or bytes of the input, a number one
 * of a list or any.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PACKET_MAX   8192
#define PACKETS_MAX  65536
#define PACKETS_ROWS 31

/* What is left of the input. */
struct bytes {
    const uint8_t *at;
    size_t left;
};

/* The next byte; 0 at the end. */
uint8_t bytes_take(struct bytes *bytes);

/* Packets that are still to be sent. */
struct packets {
    unsigned char bytes[PACKETS_MAX];
    size_t length;
    bool keyed;       /* they have a MAC */
    uint64_t granted; /* the window of all channels */
};

/* Append what a client sends up to its first request, as far as the exchange of
 * keys; it says that it is CLIENT. */
void packets_put_keys(struct packets *packets, const char *client);

/* Append a second exchange of keys. */
void packets_put_keys_again(struct packets *packets);

/* Append the message of ROW, with fields of INPUT. */
void packets_put(struct packets *packets, unsigned row, struct bytes *input);
