#include "ssh_packets.h"

#include "fuzz.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"

#define BLOCK         16 /* of aes128-ctr */
#define MAC           32 /* of hmac-sha2-256 */
#define FIRST_CHANNEL 43 /* of libssh */

#define MSG_SERVICE_REQUEST 5
#define MSG_KEXINIT         20
#define MSG_NEWKEYS         21
#define MSG_ECDH_INIT       30
#define MSG_CHANNEL_OPEN    90
#define MSG_CHANNEL_ADJUST  93

/* The fields: b a byte, c a channel, d data, f a framed request of SFTP, n a
 * number, N the row's name, r the rest of the packet, s a string, S the service
 * after authentication, t a type. */
static const struct {
    uint8_t type;
    const char *fields, *name;
} rows[PACKETS_ROWS] = {
    {0, "tr", NULL},
    {1, "nss", NULL}, /* disconnect */
    {2, "s", NULL},   /* ignore */
    {4, "bss", NULL}, /* debug */
    {5, "s", NULL},   /* service */
    {50, "sSN", "none"},
    {50, "sSNbs", "password"},
    {50, "sSNbsss", "publickey"},
    {50, "sSNss", "keyboard-interactive"},
    {50, "sssr", NULL},
    {61, "ns", NULL}, /* the answer to a keyboard-interactive question */
    {80, "Nbsn", "tcpip-forward"},
    {80, "sbr", NULL}, /* global request */
    {90, "Nnnn", "session"},
    {90, "Nnnnsnsn", "direct-tcpip"},
    {90, "snnnr", NULL},
    {93, "cn", NULL}, /* window */
    {94, "cd", NULL},
    {94, "cf", NULL},
    {95, "cnd", NULL}, /* as standard error */
    {96, "c", NULL},   /* end of input */
    {97, "c", NULL},   /* close */
    {98, "cNbsnnnns", "pty-req"},
    {98, "cNb", "shell"},
    {98, "cNbs", "exec"},
    {98, "cNbs", "subsystem"},
    {98, "cNbss", "env"},
    {98, "cNbnnnn", "window-change"},
    {98, "cNbs", "signal"},
    {98, "cNbbssn", "x11-req"},
    {98, "csbr", NULL},
};

static const char *const words[] = {
    "",
    "user",
    "acme",
    "ssh-connection",
    "sftp",
    "exec",
    "xterm-256color",
    "scp -f resume.pdf",
    "json",
    "scp -f -r .",
    "LANG",
    "ja_JP.UTF-8",
    "COLORTERM",
    "truecolor",
    "TERM",
    "INT",
    "WINCH",
    "ssh-userauth",
    "keepalive@openssh.com",
    "simple@putty.projects.tartarus.org",
};

static const uint32_t numbers[] = {
    0, 1, 2, 24, 80, 1024, 32768, 65536, 2u << 20, 0x7fffffff, 0xffffffff};

uint8_t
bytes_take(struct bytes *bytes)
{
    if (bytes->left == 0)
        return 0;
    bytes->left--;
    return *bytes->at++;
}

/* A packet that is being made: behind its length and its padding's. */
struct packet {
    unsigned char bytes[5 + PACKET_MAX + 2 * BLOCK + MAC];
    size_t length;
};

static void
packet_put(struct packet *packet, const void *bytes, size_t length)
{
    size_t room = 5 + PACKET_MAX - packet->length;

    if (length > room)
        length = room;
    memcpy(packet->bytes + packet->length, bytes, length);
    packet->length += length;
}

static void
packet_put_byte(struct packet *packet, uint8_t byte)
{
    packet_put(packet, &byte, 1);
}

static void
packet_put_number(struct packet *packet, uint32_t number)
{
    const uint8_t bytes[] = {(uint8_t)(number >> 24), (uint8_t)(number >> 16),
                             (uint8_t)(number >> 8), (uint8_t)number};

    packet_put(packet, bytes, sizeof(bytes));
}

static void
packet_put_string(struct packet *packet, const void *bytes, size_t length)
{
    packet_put_number(packet, (uint32_t)length);
    packet_put(packet, bytes, length);
}

static void
packet_put_word(struct packet *packet, const char *word)
{
    packet_put_string(packet, word, strlen(word));
}

static void
packet_begin(struct packet *packet, uint8_t type)
{
    packet->length = 5;
    packet_put_byte(packet, type);
}

/* Pad PACKET, and append it to PACKETS, if there is room. */
static void
packets_add(struct packets *packets, struct packet *packet)
{
    size_t padding = BLOCK - packet->length % BLOCK, all;

    padding += padding < 4 ? BLOCK : 0;
    all = packet->length + padding;
    memset(packet->bytes + packet->length, 0, padding + MAC);
    packet->length = 0;
    packet_put_number(packet, (uint32_t)all - 4);
    packet_put_byte(packet, (uint8_t)padding);
    all += packets->keyed ? MAC : 0;
    if (packets->length + all > PACKETS_MAX)
        return;
    memcpy(packets->bytes + packets->length, packet->bytes, all);
    packets->length += all;
}

/* Up to LENGTH bytes of INPUT. */
static struct bytes
take(struct bytes *input, size_t length)
{
    struct bytes taken = {input->at,
                          length < input->left ? length : input->left};

    input->at += taken.left;
    input->left -= taken.left;
    return taken;
}

static struct bytes
take_string(struct bytes *input)
{
    uint8_t choice = bytes_take(input);

    if (choice < COUNT(words))
        return (struct bytes){(const uint8_t *)words[choice],
                              strlen(words[choice])};
    return take(input, choice - COUNT(words));
}

static uint32_t
take_number(struct bytes *input)
{
    uint8_t choice = bytes_take(input);
    uint32_t number = 0;

    if (choice < COUNT(numbers))
        return numbers[choice];
    for (int i = 0; i < 4; i++)
        number = number << 8 | bytes_take(input);
    return number;
}

/* Bytes, again and again. */
static void
packet_put_data(struct packet *packet, struct bytes *input)
{
    struct bytes piece = take_string(input);
    size_t times = (size_t)bytes_take(input) + 1;

    if (piece.left * times > PACKET_MAX / 2)
        times = piece.left > 0 ? PACKET_MAX / 2 / piece.left : 1;
    packet_put_number(packet, (uint32_t)(piece.left * times));
    while (times-- > 0)
        packet_put(packet, piece.at, piece.left);
}

/* A request of SFTP, with its length before it. */
static void
packet_put_framed(struct packet *packet, struct bytes *input)
{
    struct bytes request = take(input, bytes_take(input));

    packet_put_number(packet, (uint32_t)request.left + 4);
    packet_put_string(packet, request.at, request.left);
}

static void
packet_put_field(struct packet *packet, char field, const char *name,
                 struct bytes *input)
{
    struct bytes string;

    switch (field) {
    case 'b':
    case 't':
        packet_put_byte(packet, bytes_take(input));
        return;
    case 'c':
        packet_put_number(packet, FIRST_CHANNEL + bytes_take(input) % 4);
        return;
    case 'd':
        packet_put_data(packet, input);
        return;
    case 'f':
        packet_put_framed(packet, input);
        return;
    case 'n':
        packet_put_number(packet, take_number(input));
        return;
    case 'r':
        string = take(input, bytes_take(input));
        packet_put(packet, string.at, string.left);
        return;
    case 's':
        string = take_string(input);
        packet_put_string(packet, string.at, string.left);
        return;
    default:
        packet_put_word(packet, field == 'N' ? name : "ssh-connection");
    }
}

/* The number at AT; 0 where the packet ends before. */
static uint32_t
packet_number(const struct packet *packet, size_t at)
{
    const unsigned char *bytes;

    if (at + 4 > packet->length)
        return 0;
    bytes = packet->bytes + at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
           (uint32_t)bytes[2] << 8 | bytes[3];
}

/* Count what PACKET lets the server send. */
static void
packets_grant(struct packets *packets, const struct packet *packet)
{
    uint8_t type = packet->length > 5 ? packet->bytes[5] : 0;

    if (type == MSG_CHANNEL_OPEN)
        packets->granted +=
            packet_number(packet, 14 + (size_t)packet_number(packet, 6));
    if (type == MSG_CHANNEL_ADJUST)
        packets->granted += packet_number(packet, 10);
}

void
packets_put(struct packets *packets, unsigned row, struct bytes *input)
{
    struct packet packet = {.length = 5};

    if (rows[row].type != 0)
        packet_put_byte(&packet, rows[row].type);
    for (const char *field = rows[row].fields; *field != '\0'; field++)
        packet_put_field(&packet, *field, rows[row].name, input);
    packets_grant(packets, &packet);
    packets_add(packets, &packet);
}

void
packets_put_keys_again(struct packets *packets)
{
    static const char *const names[] = {"curve25519-sha256",
                                        "ssh-ed25519",
                                        "aes128-ctr",
                                        "aes128-ctr",
                                        "hmac-sha2-256",
                                        "hmac-sha2-256",
                                        "none",
                                        "none",
                                        "",
                                        ""};
    static const uint8_t cookie[16], point[32] = {9};
    struct packet packet;

    packet_begin(&packet, MSG_KEXINIT);
    packet_put(&packet, cookie, sizeof(cookie));
    for (size_t i = 0; i < COUNT(names); i++)
        packet_put_word(&packet, names[i]);
    packet_put(&packet, "\0\0\0\0", 5);
    packets_add(packets, &packet);
    packet_begin(&packet, MSG_ECDH_INIT);
    packet_put_string(&packet, point, sizeof(point));
    packets_add(packets, &packet);
    packet_begin(&packet, MSG_NEWKEYS);
    packets_add(packets, &packet);
    packets->keyed = true;
}

void
packets_put_keys(struct packets *packets, const char *client)
{
    struct packet packet;

    packets->length =
        (size_t)snprintf((char *)packets->bytes, PACKETS_MAX, "%s\r\n", client);
    packets_put_keys_again(packets);
    packet_begin(&packet, MSG_SERVICE_REQUEST);
    packet_put_word(&packet, "ssh-userauth");
    packets_add(packets, &packet);
}
