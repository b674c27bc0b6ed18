/* The SFTP server. The first byte sets the size of the chunks, and whether the
 * rest is FRAMED: packets without their length field, each after a byte with
 * its length, so that most of them are valid. Checks every answer against its
 * request, and that the size of the chunks makes no difference. */

#include "fuzz.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/sftp.h"
#include "files/sftp_wire.h"
#include "published.h"

#define FRAMED     0x80
#define CHUNK_MASK 0x3f
#define INPUT_MAX  8192

static struct published_files files;
static struct published_view view;

/* What the client knows: which answers the server may give. */
struct client {
    struct sftp sftp;
    struct outbuf outbuf;
    size_t asked; /* bytes of the requests that are answered */
    bool greeted, broken;
    bool held[SFTP_HANDLES];
    uint64_t sum; /* of all answers */
};

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    published_open(&files, &view);
    return 0;
}

/* Skip a string; one of OURS must be printable ASCII, others come from the
 * client. Returns its length. */
static uint32_t
skip_string(struct sftp_reader *answer, bool ours)
{
    uint32_t length = sftp_get_number(answer);

    assert(!answer->bad && length <= answer->left);
    for (uint32_t i = 0; ours && i < length; i++)
        assert(answer->at[i] >= 0x20 && answer->at[i] < 0x7f);
    answer->at += length;
    answer->left -= length;
    return length;
}

static void
skip_attributes(struct sftp_reader *answer)
{
    uint32_t flags = sftp_get_number(answer), mode;

    assert(flags == 0 || flags == 0xf);
    if (flags == 0)
        return;
    assert(sftp_get_offset(answer) <= 300000);
    assert(sftp_get_number(answer) == 0 && sftp_get_number(answer) == 0);
    mode = sftp_get_number(answer);
    assert(mode == 0100444 || mode == 0040555);
    sftp_get_offset(answer);
}

/* Returns the index of the handle that REQUEST begins with; -1 if it is not
 * open. */
static int
held_handle(const struct client *client, struct sftp_reader *request)
{
    uint32_t length = sftp_get_number(request);
    uint32_t index = sftp_get_number(request);

    return !request->bad && length == 4 && index < SFTP_HANDLES &&
                   client->held[index]
               ? (int)index
               : -1;
}

static void
check_status(struct client *client, unsigned type, struct sftp_reader *request,
             struct sftp_reader *answer)
{
    uint32_t status = sftp_get_number(answer);
    int index = held_handle(client, request);

    assert(status <= SFTP_BAD_MESSAGE || status == SFTP_OP_UNSUPPORTED);
    assert((status == SFTP_OK) == (type == SFTP_CLOSE && index >= 0));
    if (status == SFTP_OK)
        client->held[index] = false;
    if (status == SFTP_EOF)
        assert(index >= 0 && (type == SFTP_READ || type == SFTP_READDIR));
    assert(skip_string(answer, true) > 0);
    assert(skip_string(answer, true) == 2);
}

static void
check_handle(struct client *client, unsigned type, struct sftp_reader *request,
             struct sftp_reader *answer)
{
    uint32_t index;

    (void)request;
    assert(type == SFTP_OPEN || type == SFTP_OPENDIR);
    assert(sftp_get_number(answer) == 4);
    index = sftp_get_number(answer);
    assert(index < SFTP_HANDLES && !client->held[index]);
    client->held[index] = true;
}

/* Check that the bytes are those of the document at that offset, and no more
 * than the client asked for. */
static void
check_data(struct client *client, unsigned type, struct sftp_reader *request,
           struct sftp_reader *answer)
{
    static unsigned char truth[SFTP_PACKET_MAX];
    int index = held_handle(client, request);
    uint64_t offset = sftp_get_offset(request);
    uint32_t wanted = sftp_get_number(request);
    uint32_t length = sftp_get_number(answer);

    assert(type == SFTP_READ && index >= 0 && !request->bad);
    assert(length <= wanted && length == answer->left);
    assert(length > 0 || wanted == 0);
    assert(pread(client->sftp.handles[index].file->fd, truth, length,
                 (off_t)offset) == (ssize_t)length);
    assert(memcmp(truth, answer->at, length) == 0);
    answer->left = 0;
}

static void
check_name(struct client *client, unsigned type, struct sftp_reader *request,
           struct sftp_reader *answer)
{
    uint32_t count = sftp_get_number(answer);
    bool ours = type == SFTP_READDIR;

    if (ours)
        assert(held_handle(client, request) >= 0);
    else
        assert(type == SFTP_REALPATH);
    assert(count == (ours ? view.root->count + 2 : 1));
    while (count-- > 0) {
        assert(skip_string(answer, ours) <= PUBLISHED_FILE_NAME_MAX + 1);
        skip_string(answer, ours);
        skip_attributes(answer);
    }
}

static void
check_attrs(struct client *client, unsigned type, struct sftp_reader *request,
            struct sftp_reader *answer)
{
    assert(type == SFTP_STAT || type == SFTP_LSTAT || type == SFTP_FSTAT);
    if (type == SFTP_FSTAT)
        assert(held_handle(client, request) >= 0);
    assert(answer->left > 4);
    skip_attributes(answer);
}

static void (*const checks[])(struct client *client, unsigned type,
                              struct sftp_reader *request,
                              struct sftp_reader *answer) = {
    [SFTP_STATUS] = check_status, [SFTP_HANDLE] = check_handle,
    [SFTP_DATA] = check_data,     [SFTP_NAME] = check_name,
    [SFTP_ATTRS] = check_attrs,
};

/* Find the next request in the SIZE bytes of INPUT. Returns false if it is not
 * valid, and the server must disconnect. */
static bool
next_request(struct client *client, const unsigned char *input, size_t size,
             struct sftp_reader *request)
{
    struct sftp_reader head = {input + client->asked, size - client->asked, 0};
    uint32_t length = sftp_get_number(&head);
    unsigned type;

    assert(!head.bad);
    if (length < 5 || length > SFTP_PACKET_MAX)
        return false;
    assert(length <= head.left); /* nothing is answered before it is sent */
    *request = (struct sftp_reader){head.at, length, false};
    client->asked += 4 + length;
    type = *request->at;
    head = *request;
    sftp_get_byte(&head);
    if ((type == SFTP_INIT) == client->greeted ||
        (type == SFTP_INIT && sftp_get_number(&head) < 3))
        return false;
    return true;
}

static void
check_answer(struct client *client, struct sftp_reader *request,
             struct sftp_reader *answer)
{
    unsigned asked = sftp_get_byte(request), type;
    uint32_t id = sftp_get_number(request);

    assert(sftp_get_number(answer) == answer->left);
    assert(answer->left + 4 <= SFTP_PACKET_MAX);
    type = sftp_get_byte(answer);
    if (asked == SFTP_INIT) {
        assert(type == SFTP_VERSION && sftp_get_number(answer) == 3);
        client->greeted = true;
    } else {
        assert(sftp_get_number(answer) == id);
        assert(type < sizeof(checks) / sizeof(checks[0]) && checks[type]);
        checks[type](client, asked, request, answer);
    }
    assert(!answer->bad && answer->left == 0);
    for (int i = 0; i < SFTP_HANDLES; i++)
        assert(client->held[i] == (client->sftp.handles[i].kind != SFTP_FREE));
}

/* Read the whole answer, in pieces of growing size, as a window opens. */
static void
drain(struct client *client, struct sftp_reader *answer)
{
    static unsigned char bytes[SFTP_PACKET_MAX + OUTBUF_HEAD_MAX];
    size_t length = 0, room = 1;

    while (!outbuf_is_empty(&client->outbuf)) {
        ssize_t n;

        if (room > sizeof(bytes) - length)
            room = sizeof(bytes) - length;
        n = outbuf_peek(&client->outbuf, bytes + length, room);
        assert(n > 0 && (size_t)n <= room);
        outbuf_advance(&client->outbuf, (size_t)n);
        for (ssize_t i = 0; i<n; i += n> 64 ? 61 : 1)
            client->sum = client->sum * 31 + bytes[length + (size_t)i];
        length += (size_t)n;
        room = room * 2 + 1;
    }
    *answer = (struct sftp_reader){bytes, length, false};
}

/* Send the SIZE bytes of INPUT, CHUNK at a time. */
static void
talk(struct client *client, const unsigned char *input, size_t size,
     size_t chunk)
{
    struct sftp_reader request, answer;
    size_t sent = 0;

    memset(client, 0, sizeof(*client));
    sftp_init(&client->sftp, &view);
    while (sent < size) {
        size_t n = size - sent < chunk ? size - sent : chunk;
        char *bytes = malloc(n);
        size_t used;

        memcpy(bytes, input + sent, n);
        used = sftp_take(&client->sftp, bytes, n, &client->outbuf);
        free(bytes);
        assert(used <= n);
        sent += used;
        if (outbuf_is_empty(&client->outbuf)) {
            if (client->sftp.broken)
                break;
            assert(used == n);
            continue;
        }
        assert(!client->sftp.broken);
        assert(next_request(client, input, sent, &request));
        assert(client->asked == sent);
        drain(client, &answer);
        check_answer(client, &request, &answer);
    }
    if (client->sftp.broken) {
        assert(!next_request(client, input, sent, &request));
        assert(sftp_take(&client->sftp, input, size, &client->outbuf) == 0);
        assert(outbuf_is_empty(&client->outbuf));
    }
}

/* Write the packets at DATA with their length fields to INPUT. Returns the
 * number of bytes. */
static size_t
frame(unsigned char *input, const uint8_t *data, size_t size)
{
    size_t length = 0;

    while (size > 0 && length + 260 < INPUT_MAX) {
        size_t n = data[0] < size - 1 ? data[0] : size - 1;

        memcpy(input + length, (unsigned char[]){0, 0, 0, data[0]}, 4);
        memcpy(input + length + 4, data + 1, n);
        length += 4 + n;
        data += 1 + n;
        size -= 1 + n;
    }
    return length;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static unsigned char input[INPUT_MAX];
    static struct client whole, cut;
    size_t length = size - 1;

    if (size < 1 || length > INPUT_MAX)
        return 0;
    if (data[0] & FRAMED)
        length = frame(input, data + 1, length);
    else
        memcpy(input, data + 1, length);
    talk(&whole, input, length, INPUT_MAX);
    talk(&cut, input, length, (size_t)(data[0] & CHUNK_MASK) + 1);
    assert(whole.sum == cut.sum && whole.asked == cut.asked);
    assert(whole.sftp.broken == cut.sftp.broken);
    return 0;
}
