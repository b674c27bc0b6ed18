#pragma once

/*
 * Encoding and decoding of SFTP version 3, draft-ietf-secsh-filexfer-02:
 * numbers in network byte order, strings after their length.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "files/outbuf.h"

enum sftp_type {
    SFTP_INIT = 1,
    SFTP_VERSION = 2,
    SFTP_OPEN = 3,
    SFTP_CLOSE = 4,
    SFTP_READ = 5,
    SFTP_WRITE = 6,
    SFTP_LSTAT = 7,
    SFTP_FSTAT = 8,
    SFTP_SETSTAT = 9,
    SFTP_FSETSTAT = 10,
    SFTP_OPENDIR = 11,
    SFTP_READDIR = 12,
    SFTP_REMOVE = 13,
    SFTP_MKDIR = 14,
    SFTP_RMDIR = 15,
    SFTP_REALPATH = 16,
    SFTP_STAT = 17,
    SFTP_RENAME = 18,
    SFTP_SYMLINK = 20,
    SFTP_STATUS = 101,
    SFTP_HANDLE = 102,
    SFTP_DATA = 103,
    SFTP_NAME = 104,
    SFTP_ATTRS = 105,
};

enum sftp_status {
    SFTP_OK,
    SFTP_EOF,
    SFTP_NO_SUCH_FILE,
    SFTP_PERMISSION_DENIED,
    SFTP_FAILURE,
    SFTP_BAD_MESSAGE,
    SFTP_NO_CONNECTION,
    SFTP_CONNECTION_LOST,
    SFTP_OP_UNSUPPORTED,
};

/* The unread part of a request. Reading past its end returns 0 and sets
 * `bad`. */
struct sftp_reader {
    const unsigned char *at;
    size_t left;
    bool bad;
};

uint8_t sftp_get_byte(struct sftp_reader *reader);
uint32_t sftp_get_number(struct sftp_reader *reader);
uint64_t sftp_get_offset(struct sftp_reader *reader);

/* Read a string to the SIZE bytes of TEXT, with a NUL. One that is longer, or
 * contains a NUL, sets `bad` and reads as "". */
void sftp_get_string(struct sftp_reader *reader, char *text, size_t size);

/* Write a packet of TYPE to OUTBUF, which is empty: begin, put, seal. */
void sftp_begin(struct outbuf *outbuf, enum sftp_type type);
void sftp_put_number(struct outbuf *outbuf, uint32_t number);
void sftp_put_offset(struct outbuf *outbuf, uint64_t number);
void sftp_put_string(struct outbuf *outbuf, const char *text);

/* Fill in the length of the packet, including an attached file range. */
void sftp_seal(struct outbuf *outbuf);
