#include "files/sftp_wire.h"

#include <string.h>

/* Read a number of LENGTH bytes. */
static uint64_t
sftp_get_bytes(struct sftp_reader *reader, size_t length)
{
    uint64_t number = 0;

    if (reader->left < length) {
        reader->bad = true;
        reader->left = 0;
        return 0;
    }
    for (size_t i = 0; i < length; i++)
        number = number << 8 | reader->at[i];
    reader->at += length;
    reader->left -= length;
    return number;
}

uint8_t
sftp_get_byte(struct sftp_reader *reader)
{
    return (uint8_t)sftp_get_bytes(reader, 1);
}

uint32_t
sftp_get_number(struct sftp_reader *reader)
{
    return (uint32_t)sftp_get_bytes(reader, 4);
}

uint64_t
sftp_get_offset(struct sftp_reader *reader)
{
    return sftp_get_bytes(reader, 8);
}

void
sftp_get_string(struct sftp_reader *reader, char *text, size_t size)
{
    uint32_t length = sftp_get_number(reader);

    text[0] = '\0';
    if (length > reader->left || length >= size ||
        memchr(reader->at, '\0', length) != NULL) {
        reader->bad = true;
        reader->left = 0;
        return;
    }
    memcpy(text, reader->at, length);
    text[length] = '\0';
    reader->at += length;
    reader->left -= length;
}

/* Write NUMBER to the LENGTH bytes of BYTES. */
static void
sftp_set_bytes(unsigned char *bytes, size_t length, uint64_t number)
{
    for (; length > 0; number >>= 8)
        bytes[--length] = (unsigned char)number;
}

void
sftp_begin(struct outbuf *outbuf, enum sftp_type type)
{
    const unsigned char head[] = {0, 0, 0, 0, (unsigned char)type};

    outbuf_clear(outbuf);
    outbuf_put(outbuf, head, sizeof(head));
}

void
sftp_put_number(struct outbuf *outbuf, uint32_t number)
{
    unsigned char bytes[4];

    sftp_set_bytes(bytes, sizeof(bytes), number);
    outbuf_put(outbuf, bytes, sizeof(bytes));
}

void
sftp_put_offset(struct outbuf *outbuf, uint64_t number)
{
    unsigned char bytes[8];

    sftp_set_bytes(bytes, sizeof(bytes), number);
    outbuf_put(outbuf, bytes, sizeof(bytes));
}

void
sftp_put_string(struct outbuf *outbuf, const char *text)
{
    size_t length = strlen(text);

    sftp_put_number(outbuf, (uint32_t)length);
    outbuf_put(outbuf, text, length);
}

void
sftp_seal(struct outbuf *outbuf)
{
    sftp_set_bytes(outbuf->head, 4, outbuf->end - 4 + outbuf->left);
}
