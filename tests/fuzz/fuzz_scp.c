/* The server side of `scp -f`. Input: a byte that sets the size of the chunks,
 * the command up to a newline, then the client's bytes. Checks that every
 * answer is a line of the protocol or the bytes of a document, that each
 * document is sent once at most, and that the dialogue ends. */

#include "fuzz.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/scp.h"
#include "published.h"

#define COMMAND_MAX 4096
#define ANSWER_MAX  400000

static struct published_files files;
static struct published_view view;

struct client {
    struct scp scp;
    struct outbuf outbuf;
    const struct published_file *promised; /* in a C line; its bytes follow */
    unsigned seen;                         /* documents, a bit each */
    unsigned answers;
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

/* Read the whole answer. Returns its length. */
static size_t
drain(struct client *client, char bytes[ANSWER_MAX])
{
    size_t length = 0;

    while (!outbuf_is_empty(&client->outbuf)) {
        ssize_t n = outbuf_peek(&client->outbuf, bytes + length, 32768);

        assert(n > 0 && n <= 32768);
        outbuf_advance(&client->outbuf, (size_t)n);
        length += (size_t)n;
        assert(length <= ANSWER_MAX - 32768);
    }
    for (size_t i = 0; i < length; i += i < 512 ? 1 : 97)
        client->sum = client->sum * 31 + (unsigned char)bytes[i];
    return length;
}

static void
check_document(struct client *client, const char *bytes, size_t length)
{
    static char truth[ANSWER_MAX];
    const struct published_file *file = client->promised;

    assert(length == file->size);
    assert(pread(file->fd, truth, length, 0) == (ssize_t)length);
    assert(memcmp(truth, bytes, length) == 0);
    client->promised = NULL;
}

/* Check for a line of the protocol: \001, C or T, and printable ASCII. */
static void
check_line(struct client *client, const char *bytes, size_t length)
{
    unsigned long long size;
    char name[64];
    unsigned bit;

    assert(length >= 2 && length < 256 && bytes[length - 1] == '\n');
    assert(*bytes == 1 || *bytes == 'C' || *bytes == 'T');
    for (size_t i = 1; i < length - 1; i++)
        assert(bytes[i] >= ' ' && bytes[i] <= '~');
    if (*bytes == 1)
        assert(client->scp.status == 1 && client->scp.stage == SCP_DONE);
    if (*bytes == 'T')
        assert(client->scp.times);
    if (*bytes != 'C')
        return;
    assert(sscanf(bytes, "C0644 %llu %63s\n", &size, name) == 2);
    client->promised = published_folder_find(view.root, name);
    assert(client->promised != NULL && client->promised->size == size);
    bit = 1U << (client->promised - view.root->items);
    assert(!(client->seen & bit));
    client->seen |= bit;
}

static void
check_answer(struct client *client)
{
    static char bytes[ANSWER_MAX];
    enum scp_stage stage = client->scp.stage;
    size_t length = drain(client, bytes);

    assert(++client->answers <= view.root->count * 4 + 1);
    if (length == 1) {
        assert(*bytes == '\0' && stage == SCP_WAIT);
        client->promised = NULL;
    } else if (stage == SCP_TAIL) {
        check_document(client, bytes, length);
    } else {
        check_line(client, bytes, length);
    }
}

/* Send the SIZE bytes of INPUT, CHUNK at a time. */
static void
talk(struct client *client, const char *command, const uint8_t *input,
     size_t size, size_t chunk)
{
    size_t sent = 0, used = 1;

    memset(client, 0, sizeof(*client));
    scp_init(&client->scp, &view, command, &client->outbuf);
    while (!outbuf_is_empty(&client->outbuf) || sent < size || used > 0) {
        size_t n = size - sent < chunk ? size - sent : chunk;
        char *bytes;

        if (!outbuf_is_empty(&client->outbuf))
            check_answer(client);
        bytes = malloc(n + 1);
        memcpy(bytes, input + sent, n);
        used = scp_take(&client->scp, bytes, n, &client->outbuf);
        free(bytes);
        assert(used <= n);
        sent += used;
        if (client->scp.stage == SCP_DONE && used == 0)
            break;
    }
    assert(client->scp.status == 0 || client->scp.status == 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct client whole, cut;
    const uint8_t *end;
    char *command;

    if (size < 1 || (end = memchr(data, '\n', size)) == NULL || end == data)
        return 0;
    command = strndup((const char *)data + 1, (size_t)(end - data) - 1);
    if (scp_is_command(command)) {
        size_t left = size - (size_t)(end + 1 - data);

        assert(strstr(command, "scp") != NULL || strpbrk(command, "'\"\\"));
        talk(&whole, command, end + 1, left, left + 1);
        talk(&cut, command, end + 1, left, data[0] % 16 + 1U);
        assert(whole.sum == cut.sum && whole.answers == cut.answers);
        assert(whole.scp.status == cut.scp.status);
        assert(whole.scp.stage == cut.scp.stage);
    }
    free(command);
    return 0;
}
