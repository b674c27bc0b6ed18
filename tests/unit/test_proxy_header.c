/* The PROXY protocol's header: what is in it, where it ends, and what is
 * none. */

#include "unit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "net/peer.h"
#include "proxy/proxy_header.h"
#include "sshd/base/array.h"

#define SIGNATURE "\r\n\r\n\0\r\nQUIT\n"
#define FOUR      "\xc0\x00\x02\x01\xc0\x00\x02\x02\xc3\xb4\x00\x16"
#define SIX_FROM  "\x20\x01\x0d\xb8\0\0\0\x01\0\0\0\0\0\0\0\x02"
#define SIX_TO    "\x20\x01\x0d\xb8\0\0\0\x01\0\0\0\0\0\0\0\x01"
#define SIX       SIX_FROM SIX_TO "\xc3\xb4\x00\x16"

/* A row of bytes, which may have zeros among them. */
#define BYTES(literal) literal, sizeof(literal) - 1

static const struct {
    const char *name;
    const char *bytes;
    size_t given;
    enum proxy_header_verdict verdict;
    const char *peer;
} headers[] = {
    {"IPv4", BYTES(SIGNATURE "\x21\x11\x00\x0c" FOUR), PROXY_HEADER_VISITOR,
     "192.0.2.1:50100"},
    {"IPv6", BYTES(SIGNATURE "\x21\x21\x00\x24" SIX), PROXY_HEADER_VISITOR,
     "[2001:db8:0:1::2]:50100"},
    {"with an extension",
     BYTES(SIGNATURE "\x21\x11\x00\x10" FOUR "\x04\0\x01x"),
     PROXY_HEADER_VISITOR, "192.0.2.1:50100"},
    {"check", BYTES(SIGNATURE "\x20\x00\x00\x00"), PROXY_HEADER_CHECK, NULL},
    {"check with addresses", BYTES(SIGNATURE "\x20\x11\x00\x0c" FOUR),
     PROXY_HEADER_CHECK, NULL},
    {"nothing", BYTES(""), PROXY_HEADER_MORE, NULL},
    {"half of it", BYTES(SIGNATURE "\x21\x11\x00\x0c\xc0\x00"),
     PROXY_HEADER_MORE, NULL},
    {"SSH", BYTES("SSH-2.0-OpenSSH_9.2\r\n"), PROXY_HEADER_GARBAGE, NULL},
    {"version 1", BYTES("PROXY TCP4 192.0.2.1 192.0.2.2 5 22\r\n"),
     PROXY_HEADER_GARBAGE, NULL},
    {"version 3", BYTES(SIGNATURE "\x31\x11\x00\x0c" FOUR),
     PROXY_HEADER_VERSION, NULL},
    {"command 2", BYTES(SIGNATURE "\x22\x11\x00\x0c" FOUR),
     PROXY_HEADER_COMMAND, NULL},
    {"no family", BYTES(SIGNATURE "\x21\x00\x00\x00"), PROXY_HEADER_FAMILY,
     NULL},
    {"UDP", BYTES(SIGNATURE "\x21\x12\x00\x0c" FOUR), PROXY_HEADER_FAMILY,
     NULL},
    {"Unix", BYTES(SIGNATURE "\x21\x31\x00\xd8"), PROXY_HEADER_FAMILY, NULL},
    {"too short", BYTES(SIGNATURE "\x21\x11\x00\x0b"), PROXY_HEADER_SHORT,
     NULL},
    {"too short for IPv6", BYTES(SIGNATURE "\x21\x21\x00\x23"),
     PROXY_HEADER_SHORT, NULL},
    {"537 bytes", BYTES(SIGNATURE "\x21\x11\x02\x19"), PROXY_HEADER_LONG, NULL},
    {"65535 bytes", BYTES(SIGNATURE "\x20\x00\xff\xff"), PROXY_HEADER_LONG,
     NULL},
};

static enum proxy_header_verdict
read_header(struct proxy_header *header, const char *bytes, size_t length)
{
    return proxy_header_read(header, (const unsigned char *)bytes, length);
}

static void
headers_are_what_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(headers); i++) {
        struct proxy_header header;
        enum proxy_header_verdict verdict =
            read_header(&header, headers[i].bytes, headers[i].given);
        struct peer peer;

        if (verdict != headers[i].verdict)
            fail_msg("%s: %s", headers[i].name,
                     proxy_header_verdict_name(verdict));
        if (headers[i].peer == NULL)
            continue;
        assert_int_equal(header.length, headers[i].given);
        peer_init(&peer, &header.source);
        assert_string_equal(peer.text, headers[i].peer);
    }
}

/* However little comes at a time, nothing behind the header is asked for. */
static void
headers_end_where_they_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(headers); i++) {
        struct proxy_header header;
        size_t whole = headers[i].given;

        if (headers[i].verdict != PROXY_HEADER_VISITOR &&
            headers[i].verdict != PROXY_HEADER_CHECK)
            continue;
        for (size_t length = 0; length < whole; length++) {
            assert_int_equal(read_header(&header, headers[i].bytes, length),
                             PROXY_HEADER_MORE);
            assert_int_equal(header.length, length < PROXY_HEADER_FIXED
                                                ? PROXY_HEADER_FIXED
                                                : whole);
        }
    }
}

static void
longest_header_is_read(void **state)
{
    char bytes[PROXY_HEADER_MAX] = SIGNATURE "\x21\x11\x02\x18" FOUR;
    struct proxy_header header;

    (void)state;
    assert_int_equal(read_header(&header, bytes, PROXY_HEADER_MAX - 1),
                     PROXY_HEADER_MORE);
    assert_int_equal(header.length, PROXY_HEADER_MAX);
    assert_int_equal(read_header(&header, bytes, PROXY_HEADER_MAX),
                     PROXY_HEADER_VISITOR);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headers_are_what_they_say),
        cmocka_unit_test(headers_end_where_they_end),
        cmocka_unit_test(longest_header_is_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
