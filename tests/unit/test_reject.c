/* What a rejected client receives, and when its connection is closed. */

#include "unit.h"

#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "net/peer.h"
#include "supervisor/reject.h"

#define IDENTIFICATION "SSH-2.0-resume-sshd_" RESUME_VERSION "\r\n"

static const struct peer peer = {.text = "192.0.2.1:50122"};

/* A connection with one end at the client. Returns the server's. */
static int
connect_client(int *client)
{
    int ends[2];

    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends),
                     0);
    *client = ends[0];
    return ends[1];
}

static size_t
receive(int client, unsigned char *bytes, size_t size)
{
    ssize_t n = recv(client, bytes, size, 0);

    assert_true(n > 0);
    return (size_t)n;
}

static void
a_client_receives_a_disconnect_packet(void **state)
{
    static const unsigned char expected[] =
        IDENTIFICATION "\0\0\0\34\5"        /* 28 bytes, 5 of padding */
                       "\1\0\0\0\14"        /* too many connections */
                       "\0\0\0\11Busy now." /* the message */
                       "\0\0\0\0\0\0\0\0\0";
    struct reject reject = {.count = 0};
    unsigned char bytes[300];
    int client, fd = connect_client(&client);

    (void)state;
    reject_send(&reject, fd, &peer, "Busy now.", 5000);
    assert_int_equal(receive(client, bytes, sizeof(bytes)),
                     sizeof(expected) - 1);
    assert_memory_equal(bytes, expected, sizeof(expected) - 1);
    assert_int_equal(recv(client, bytes, 1, 0), 0); /* and no more */
    assert_true(send(client, "SSH-2.0-x\r\n", 11, MSG_NOSIGNAL) > 0);
    assert_int_equal(reject_expire(&reject, 5999), 6000);
    assert_true(send(client, "x", 1, MSG_NOSIGNAL) > 0);
    assert_int_equal(reject_expire(&reject, 6000), CLOCK_NEVER);
    assert_int_equal(send(client, "x", 1, MSG_NOSIGNAL), -1);
    close(client);
}

/* Of any message, and cut where it is too long, the packet has the length that
 * it says, a multiple of 8. */
static void
a_message_of_any_length_is_a_whole_packet(void **state)
{
    const size_t start = sizeof(IDENTIFICATION) - 1;
    char message[REJECT_MESSAGE_MAX + 100];
    unsigned char bytes[600];

    (void)state;
    for (size_t length = 0; length < sizeof(message); length++) {
        size_t kept = length < REJECT_MESSAGE_MAX ? length : REJECT_MESSAGE_MAX;
        struct reject reject = {.count = 0};
        int client, fd = connect_client(&client);
        size_t n;

        memset(message, 'a', length);
        message[length] = '\0';
        reject_send(&reject, fd, &peer, message, 0);
        n = receive(client, bytes, sizeof(bytes)) - start;
        assert_int_equal(n % 8, 0);
        assert_int_equal(bytes[start + 2] * 256 + bytes[start + 3], n - 4);
        assert_in_range(bytes[start + 4], 4, 11);
        assert_int_equal(bytes[start + 13], kept);
        assert_int_equal(n, 18 + kept + bytes[start + 4]);
        reject_fini(&reject);
        close(client);
    }
}

/* Reject, at the time NOW, a connection of the source SOURCE. */
static void
reject_source(struct reject *reject, unsigned source, uint64_t now, int *client)
{
    struct peer other = peer;

    memcpy(other.key, &source, sizeof(source));
    reject_send(reject, connect_client(client), &other, "Busy.", now);
}

static bool
is_open(int client)
{
    return send(client, "x", 1, MSG_NOSIGNAL) == 1;
}

static void
a_full_table_closes_the_oldest(void **state)
{
    static struct reject reject;
    static int clients[REJECT_MAX + 1];

    (void)state;
    reject.count = 0;
    for (unsigned i = 0; i <= REJECT_MAX; i++)
        reject_source(&reject, i, i, &clients[i]);
    assert_false(is_open(clients[0]));
    assert_true(is_open(clients[1]));
    reject_fini(&reject);
    for (int i = 0; i <= REJECT_MAX; i++) {
        assert_false(is_open(clients[i]));
        close(clients[i]);
    }
}

/* A visitor whose connection closes before the sentence is read sees none: a
 * flood from few sources replaces only its own. */
static void
a_flood_leaves_a_newcomer_the_time_to_read(void **state)
{
    enum { SOURCES = REJECT_MAX / 2, FLOOD = 3 * REJECT_MAX };
    static struct reject reject;
    int flood, newcomer;

    (void)state;
    reject.count = 0;
    for (unsigned i = 0; i < FLOOD; i++) {
        if (i == SOURCES + 1)
            reject_source(&reject, SOURCES, 0, &newcomer);
        reject_source(&reject, i % SOURCES, i <= SOURCES ? 0 : 1, &flood);
        assert_true(is_open(flood));
        close(flood);
    }
    assert_true(is_open(newcomer));
    assert_int_equal(reject_expire(&reject, REJECT_LINGER), REJECT_LINGER + 1);
    assert_false(is_open(newcomer));
    reject_fini(&reject);
    close(newcomer);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_client_receives_a_disconnect_packet),
        cmocka_unit_test(a_message_of_any_length_is_a_whole_packet),
        cmocka_unit_test(a_full_table_closes_the_oldest),
        cmocka_unit_test(a_flood_leaves_a_newcomer_the_time_to_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
