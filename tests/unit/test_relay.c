/* The bytes between a client and a renderer, with a fake session: none is lost
 * or taken early, whichever side is slow or closes first. */

#include "unit.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "worker/relay.h"

/* What the fake client accepts at once, and what it was sent: "1" or "2" for
 * the stream before each piece. */
static size_t room, sent_length;
static char sent[2 * SESSION_CHUNK];

size_t
session_room(const struct session *session)
{
    (void)session;
    return room;
}

size_t
session_write(struct session *session, enum session_stream stream,
              const void *bytes, size_t length)
{
    (void)session;
    if (length > room)
        length = room;
    if (length == 0)
        return 0;
    sent[sent_length++] = stream == SESSION_OUT ? '1' : '2';
    memcpy(sent + sent_length, bytes, length);
    sent_length += length;
    return length;
}

void
session_consume(struct session *session, size_t length)
{
    session->start += length;
    session->length -= length;
}

void
session_ignore_input(struct session *session)
{
    session->input_ignored = true;
    session->length = 0;
}

/* A relay, and the renderer's ends: of a terminal one for all, else input,
 * output and errors. */
static struct relay relay;
static struct session session;
static int renderer[3];

static void
begin(bool terminal)
{
    size_t count = terminal ? 1 : 3;
    int ours[3];

    signal(SIGPIPE, SIG_IGN);
    room = SESSION_CHUNK;
    sent_length = 0;
    memset(sent, 0, sizeof(sent));
    session = (struct session){.input = NULL};
    for (size_t i = 0; i < count; i++) {
        int ends[2];

        assert_int_equal(
            socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends), 0);
        ours[i] = ends[0];
        renderer[i] = ends[1];
    }
    relay_init(&relay);
    assert_true(relay_is_drained(&relay));
    relay_open(&relay, ours, count);
    assert_false(relay_is_drained(&relay));
}

/* One turn. Returns how many descriptors were ready. */
static int
turn(void)
{
    struct pollfd polls[RELAY_POLLS];
    int ready;

    relay_poll(&relay, &session, polls);
    ready = poll(polls, RELAY_POLLS, 0);
    relay_move(&relay, &session, polls);
    return ready;
}

static void
type(char *text)
{
    session.input = text;
    session.start = 0;
    session.length = strlen(text);
}

static void
print(int stream, const char *text)
{
    size_t length = strlen(text);

    assert_int_equal(write(renderer[stream], text, length), length);
}

/* The renderer reads TEXT, and has no more to read. */
static void
assert_typed(const char *text)
{
    char bytes[100];
    ssize_t n = read(renderer[0], bytes, sizeof(bytes));

    assert_int_equal(n, strlen(text));
    assert_memory_equal(bytes, text, strlen(text));
    assert_int_equal(read(renderer[0], bytes, 1), -1);
}

static void
end(void)
{
    relay_close(&relay);
    assert_true(relay_is_drained(&relay));
    assert_int_equal(turn(), 0);
    for (int i = 0; i < (relay.terminal ? 1 : 3); i++)
        close(renderer[i]);
}

static void
a_command_has_three_streams(void **state)
{
    char typed[] = "question";

    (void)state;
    begin(false);
    assert_int_equal(turn(), 0);
    type(typed);
    print(1, "answer");
    print(2, "warning");
    assert_int_equal(turn(), 3);
    assert_typed("question");
    assert_int_equal(session.length, 0);
    assert_string_equal(sent, "1answer2warning");
    assert_int_equal(turn(), 0);
    end();
}

/* Only a terminal has pieces. */
static void
the_output_of_a_command_is_sent_in_chunks(void **state)
{
    static char output[5001];

    (void)state;
    memset(output, 'o', sizeof(output) - 1);
    begin(false);
    print(1, output);
    turn();
    assert_int_equal(sent_length, 1 + sizeof(output) - 1);
    end();
}

static void
output_waits_for_a_client_that_takes_none(void **state)
{
    (void)state;
    begin(false);
    print(1, "abc");
    room = 0;
    assert_int_equal(turn(), 0);
    assert_true(relay_is_stalled(&relay, &session));
    close(renderer[1]);
    close(renderer[2]);
    assert_int_equal(turn(), 0); /* the hang-up waits, too */
    room = 2;
    assert_false(relay_is_stalled(&relay, &session));
    for (int i = 0; i < 10; i++)
        turn();
    assert_string_equal(sent, "1ab1c");
    assert_true(relay_is_drained(&relay));
    room = 0;
    assert_false(relay_is_stalled(&relay, &session));
    end();
}

/* A client that takes less than it announced: the rest is kept. */
static void
what_was_read_is_sent_before_more_is_read(void **state)
{
    (void)state;
    begin(false);
    print(1, "abcd");
    turn();
    relay_send_text(&relay, SESSION_ERR, "efgh");
    print(1, "i");
    close(renderer[1]);
    close(renderer[2]);
    room = 3;
    assert_int_equal(turn(), 0);
    assert_false(relay_is_drained(&relay));
    for (int i = 0; i < 5; i++)
        turn();
    assert_string_equal(sent, "1abcd2efg2h1i");
    assert_true(relay_is_drained(&relay));
    end();
}

static void
the_end_of_the_input_closes_a_pipe(void **state)
{
    char typed[] = "last", byte;

    (void)state;
    begin(false);
    type(typed);
    session.end = true;
    turn();
    assert_true(relay.ended);
    assert_int_equal(turn(), 0);
    assert_int_equal(read(renderer[0], &byte, 1), 1);
    assert_int_equal(read(renderer[0], typed, 4), 3);
    assert_int_equal(read(renderer[0], &byte, 1), 0);
    assert_int_equal(relay.in, -1);
    end();
}

static void
the_end_of_the_input_is_a_key_of_a_terminal(void **state)
{
    char typed[] = "q";

    (void)state;
    begin(true);
    type(typed);
    turn();
    assert_false(relay.ended);
    session.end = true;
    turn();
    assert_true(relay.ended);
    assert_typed("q\4");
    assert_int_equal(turn(), 0);
    end();
}

/* Fill the renderer's input. Returns how many bytes it takes. */
static size_t
fill_input(void)
{
    static char much[1 << 20];
    size_t before = sizeof(much) - 1;

    memset(much, 'k', before);
    type(much);
    turn();
    assert_true(session.length > 0);
    return before - session.length;
}

static void
input_waits_for_a_renderer_that_reads_none(void **state)
{
    static char bytes[1 << 20];
    size_t left, taken = 0;

    (void)state;
    for (int terminal = 0; terminal < 2; terminal++) {
        begin(terminal);
        taken = fill_input();
        left = session.length;
        assert_int_equal(turn(), 0);
        assert_int_equal(session.length, left);
        session.end = true;
        session.length = 0;
        if (terminal) { /* there is no room for the key, either */
            turn();
            assert_false(relay.ended);
            session.length = left;
        }
        while (taken > 0) {
            ssize_t n = read(renderer[0], bytes, sizeof(bytes));

            assert_true(n > 0);
            taken -= (size_t)n;
        }
        session.length = 0;
        turn();
        assert_true(relay.ended);
        assert_false(session.input_ignored);
        assert_int_equal(read(renderer[0], bytes, 9), terminal);
        end();
    }
}

static void
input_that_nobody_reads_is_ignored(void **state)
{
    char typed[] = "too late";

    (void)state;
    begin(false);
    close(renderer[0]);
    type(typed);
    turn();
    assert_true(session.input_ignored);
    print(1, "still here");
    turn();
    assert_string_equal(sent, "1still here");
    renderer[0] = -1;
    end();
}

static void
a_terminal_is_read_to_its_end_in_small_pieces(void **state)
{
    static char screen[5001];
    char typed[] = "q";

    (void)state;
    memset(screen, 's', sizeof(screen) - 1);
    begin(true);
    print(0, screen);
    turn();
    assert_in_range(sent_length, 2, 4096); /* as much as libssh's buffers */
    close(renderer[0]);
    type(typed);
    for (int i = 0; i < 5; i++)
        turn();
    assert_true(session.input_ignored);
    assert_true(relay_is_drained(&relay));
    assert_int_equal(sent_length, sizeof(screen) - 1 + 2);
    assert_int_equal(relay.in, -1);
    renderer[0] = -1;
    end();
}

static void
a_text_is_cut_at_one_chunk(void **state)
{
    static char text[SESSION_CHUNK + 10];

    (void)state;
    memset(text, 't', sizeof(text) - 1);
    begin(true);
    relay_send_text(&relay, SESSION_OUT, text);
    turn();
    assert_int_equal(sent_length, SESSION_CHUNK + 1);
    end();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_has_three_streams),
        cmocka_unit_test(the_output_of_a_command_is_sent_in_chunks),
        cmocka_unit_test(output_waits_for_a_client_that_takes_none),
        cmocka_unit_test(what_was_read_is_sent_before_more_is_read),
        cmocka_unit_test(the_end_of_the_input_closes_a_pipe),
        cmocka_unit_test(the_end_of_the_input_is_a_key_of_a_terminal),
        cmocka_unit_test(input_waits_for_a_renderer_that_reads_none),
        cmocka_unit_test(input_that_nobody_reads_is_ignored),
        cmocka_unit_test(a_terminal_is_read_to_its_end_in_small_pieces),
        cmocka_unit_test(a_text_is_cut_at_one_chunk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
