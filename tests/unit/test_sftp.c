/* The SFTP server: requests as a client sends them, and the bytes that it
 * receives. */

#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "files/sftp.h"
#include "files/sftp_wire.h"
#include "published_dir.h"

/* A request, and the answer that follows it. */
struct exchange {
    struct sftp sftp;
    struct outbuf outbuf;
    unsigned char request[SFTP_PACKET_MAX + 8], reply[SFTP_PACKET_MAX];
    size_t length, reply_length;
};

static struct exchange exchange;
#define ID "\0\0\1\7"

static void
put(const void *bytes, size_t length)
{
    memcpy(exchange.request + exchange.length, bytes, length);
    exchange.length += length;
}

static void
put_number(uint32_t number)
{
    const unsigned char bytes[] = {
        (unsigned char)(number >> 24), (unsigned char)(number >> 16),
        (unsigned char)(number >> 8), (unsigned char)number};

    put(bytes, sizeof(bytes));
}

static void
put_string(const char *text)
{
    put_number((uint32_t)strlen(text));
    put(text, strlen(text));
}

/* Begin a request of TYPE, with the request id ID. */
static void
begin(unsigned char type)
{
    exchange.length = 4;
    put(&type, 1);
    put(ID, 4);
}

/* Send the request, CHUNK bytes at a time, and receive the answer. */
static void
send_in_chunks(size_t chunk)
{
    size_t length = exchange.length;

    exchange.length = 0;
    put_number((uint32_t)length - 4);
    exchange.reply_length = 0;
    for (size_t at = 0; at < length;) {
        size_t n = length - at < chunk ? length - at : chunk;

        assert_int_equal(sftp_take(&exchange.sftp, exchange.request + at, n,
                                   &exchange.outbuf),
                         n);
        at += n;
    }
    exchange.reply_length =
        outbuf_drain(&exchange.outbuf, exchange.reply, sizeof(exchange.reply));
}

static void
send_request(void)
{
    send_in_chunks(SIZE_MAX);
}

static void
assert_reply(const void *bytes, size_t length)
{
    assert_int_equal(exchange.reply_length, length);
    assert_memory_equal(exchange.reply, bytes, length);
}
#define RECEIVES(bytes) assert_reply((bytes), sizeof(bytes) - 1)

/* The answer is SSH_FXP_STATUS with this code and message. */
static void
assert_status(uint32_t code, const char *message)
{
    struct sftp_reader reader = {exchange.reply, exchange.reply_length, false};
    char text[64], language[8];

    assert_int_equal(sftp_get_number(&reader), exchange.reply_length - 4);
    assert_int_equal(sftp_get_byte(&reader), 101);
    assert_int_equal(sftp_get_number(&reader), 0x107);
    assert_int_equal(sftp_get_number(&reader), code);
    sftp_get_string(&reader, text, sizeof(text));
    sftp_get_string(&reader, language, sizeof(language));
    assert_false(reader.bad);
    assert_int_equal(reader.left, 0);
    assert_string_equal(text, message);
    assert_string_equal(language, "en");
}

static int
greet(void **state)
{
    outbuf_clear(&exchange.outbuf);
    sftp_init(&exchange.sftp, *state);
    exchange.length = 4;
    put("\1\0\0\0\3", 5);
    send_request();
    RECEIVES("\0\0\0\5\2\0\0\0\3");
    return 0;
}

static void
open_path(unsigned char type, const char *path)
{
    begin(type);
    put_string(path);
    if (type == SFTP_OPEN) {
        put_number(1); /* for reading */
        put_number(0); /* no attributes */
    }
    send_request();
}

static void
with_handle(unsigned char type, uint32_t handle)
{
    begin(type);
    put_number(4);
    put_number(handle);
}

static void
read_at(uint32_t handle, uint32_t offset, uint32_t length)
{
    with_handle(SFTP_READ, handle);
    put_number(0);
    put_number(offset);
    put_number(length);
    send_request();
}

static void
a_file_is_read_in_parts_to_its_end(void **state)
{
    (void)state;
    open_path(SFTP_OPEN, "/resume.json");
    RECEIVES("\0\0\0\15\146" ID "\0\0\0\4\0\0\0\0");
    read_at(0, 0, 2);
    RECEIVES("\0\0\0\13\147" ID "\0\0\0\2{}");
    read_at(0, 2, 32768);
    RECEIVES("\0\0\0\12\147" ID "\0\0\0\1\n");
    read_at(0, 3, 32768);
    assert_status(1, "End of file");
    with_handle(SFTP_CLOSE, 0);
    send_request();
    assert_status(0, "Success");
    read_at(0, 0, 2);
    assert_status(4, "Failure");
}

static void
a_read_is_limited_to_what_a_packet_holds(void **state)
{
    const size_t most = SFTP_PACKET_MAX - 1024;

    (void)state;
    open_path(SFTP_OPEN, "resume.txt");
    read_at(0, 7, UINT32_MAX);
    assert_int_equal(exchange.reply_length, 13 + most);
    for (size_t i = 0; i < most; i++)
        assert_int_equal(exchange.reply[13 + i], txt_byte(7 + i));
}

static void
an_empty_file_ends_at_once(void **state)
{
    (void)state;
    open_path(SFTP_OPEN, "resume.md");
    read_at(0, 0, 100);
    assert_status(1, "End of file");
}

#define TIMES "\x65\x53\xf1\0\x65\x53\xf1\0" /* MTIME twice */
#define OWNER "\0\0\0\0\0\0\0\0"
#define OF_JSON                                                                \
    "\0\0\0\17\0\0\0\0\0\0\0\3" OWNER "\0\0\x81\x24" TIMES /* 0100444 */
#define OF_ROOT                                                                \
    "\0\0\0\17\0\0\0\0\0\0\0\0" OWNER "\0\0\x41\x6d" TIMES /* 0040555 */

static void
attributes_are_those_of_read_only_files(void **state)
{
    (void)state;
    open_path(SFTP_STAT, "./resume.json");
    RECEIVES("\0\0\0\45\151" ID OF_JSON);
    open_path(SFTP_LSTAT, "/");
    RECEIVES("\0\0\0\45\151" ID OF_ROOT);
    open_path(SFTP_OPEN, "resume.json");
    with_handle(SFTP_FSTAT, 0);
    send_request();
    RECEIVES("\0\0\0\45\151" ID OF_JSON);
    open_path(SFTP_STAT, "/other.txt");
    assert_status(2, "No such file");
    open_path(SFTP_STAT, "/resume.json/x");
    assert_status(2, "No such file");
}

static void
the_directory_lists_the_published_files_once(void **state)
{
    struct sftp_reader reader;
    static const char *const expected[] = {".", "..", "resume.json",
                                           "resume.md", "resume.txt"};
    char name[64], line[200];

    (void)state;
    open_path(SFTP_OPENDIR, "/");
    RECEIVES("\0\0\0\15\146" ID "\0\0\0\4\0\0\0\0");
    with_handle(SFTP_READDIR, 0);
    send_request();
    reader = (struct sftp_reader){exchange.reply, exchange.reply_length, false};
    assert_int_equal(sftp_get_number(&reader), exchange.reply_length - 4);
    assert_int_equal(sftp_get_byte(&reader), 104);
    assert_int_equal(sftp_get_number(&reader), 0x107);
    assert_int_equal(sftp_get_number(&reader), 5);
    for (size_t i = 0; i < 5; i++) {
        sftp_get_string(&reader, name, sizeof(name));
        sftp_get_string(&reader, line, sizeof(line));
        assert_string_equal(name, expected[i]);
        if (i == 2)
            assert_string_equal(line, "-r--r--r--    1 resume   resume   "
                                      "       3 Nov 14 22:13 resume.json");
        reader.at += 32;
        reader.left -= 32;
    }
    assert_false(reader.bad);
    assert_int_equal(reader.left, 0);
    with_handle(SFTP_READDIR, 0);
    send_request();
    assert_status(1, "End of file");
}

/* The directory of HANDLE, in one answer, has these NAMES, and their LINES
 * begin with these letters. */
static void
assert_lists(uint32_t handle, const char *const *names, const char *lines)
{
    struct sftp_reader reader;
    char name[64], line[200];

    with_handle(SFTP_READDIR, handle);
    send_request();
    reader = (struct sftp_reader){exchange.reply + 9, exchange.reply_length - 9,
                                  false};
    assert_int_equal(sftp_get_number(&reader), strlen(lines));
    for (size_t i = 0; lines[i] != '\0'; i++) {
        sftp_get_string(&reader, name, sizeof(name));
        sftp_get_string(&reader, line, sizeof(line));
        assert_string_equal(name, names[i]);
        assert_int_equal(line[0], lines[i]);
        assert_string_equal(line + strlen(line) - strlen(name), name);
        reader.at += 32;
        reader.left -= 32;
    }
    assert_false(reader.bad);
    assert_int_equal(reader.left, 0);
}

static void
folders_are_listed_and_entered(void **state)
{
    static const char *const all[] = {".", "..", "ada", "bob"},
                             *const one[] = {".", "..", "resume.json"};
    struct published_view people = published_dir_people(*state);

    exchange.sftp.view = &people;
    open_path(SFTP_OPENDIR, "/");
    assert_lists(0, all, "dddd");
    open_path(SFTP_OPENDIR, "/ADA");
    assert_lists(1, one, "dd-");
    with_handle(SFTP_FSTAT, 1);
    send_request();
    RECEIVES("\0\0\0\45\151" ID OF_ROOT);
    open_path(SFTP_STAT, "ada");
    RECEIVES("\0\0\0\45\151" ID OF_ROOT);
    open_path(SFTP_STAT, "/");
    RECEIVES("\0\0\0\45\151" ID OF_ROOT);
    open_path(SFTP_STAT, "bob/../ada//resume.json");
    RECEIVES("\0\0\0\45\151" ID OF_JSON);
    open_path(SFTP_OPEN, "ada/resume.md");
    assert_status(2, "No such file");
    open_path(SFTP_STAT, "eve");
    assert_status(2, "No such file");
    open_path(SFTP_REALPATH, "ada/resume.json");
    RECEIVES("\0\0\0\65\150" ID
             "\0\0\0\1\0\0\0\20/ada/resume.json\0\0\0\20/ada/resume.json"
             "\0\0\0\0");
}

static void
a_long_directory_takes_several_answers(void **state)
{
    struct published_view people = published_dir_people(*state);
    const char *names[30] = {".", ".."};

    exchange.sftp.view = &people;
    for (size_t i = 0; i < 28; i++) {
        people.folders[i] = people.folders[i % 2];
        names[2 + i] = people.folders[i].name;
    }
    people.count = 28;
    open_path(SFTP_OPENDIR, "/");
    assert_lists(0, names, "dddddddddddddddddddddddd");
    assert_lists(0, names + 24, "dddddd");
    with_handle(SFTP_READDIR, 0);
    send_request();
    assert_status(1, "End of file");
}

/* As a shell has it, but nothing is above the root, and two names are the most.
 */
static void
a_path_leads_to_a_file_in_many_ways(void **state)
{
    static const char
        *const right[] = {"~/resume.json", "///resume.json", "../resume.json",
                          "x/..//a/b/c/d/../../../../../resume.json"},
               *const wrong[] = {"~resume.json", "...", "a/b/c",
                                 "a/b/c/../resume.json", "resume.json/.x"};
    char path[PUBLISHED_FILE_NAME_MAX + 30] = "";

    (void)state;
    for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++) {
        open_path(SFTP_STAT, right[i]);
        RECEIVES("\0\0\0\45\151" ID OF_JSON);
    }
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        open_path(SFTP_STAT, wrong[i]);
        assert_status(2, "No such file");
    }
    open_path(SFTP_STAT, "~");
    RECEIVES("\0\0\0\45\151" ID OF_ROOT);
    memset(path, 'x', PUBLISHED_FILE_NAME_MAX);
    open_path(SFTP_REALPATH, path);
    assert_int_equal(exchange.reply_length,
                     25 + 2 * (1 + PUBLISHED_FILE_NAME_MAX));
    strcat(path, "x");
    open_path(SFTP_REALPATH, path);
    assert_status(2, "No such file");
    strcat(path, "/y/..");
    open_path(SFTP_REALPATH, path);
    assert_status(2, "No such file");
    strcat(path, "/../resume.json");
    open_path(SFTP_STAT, path);
    RECEIVES("\0\0\0\45\151" ID OF_JSON);
}

static void
a_path_is_made_absolute(void **state)
{
    (void)state;
    open_path(SFTP_REALPATH, ".");
    RECEIVES("\0\0\0\27\150" ID "\0\0\0\1\0\0\0\1/\0\0\0\1/\0\0\0\0");
    open_path(SFTP_REALPATH, "a/../../new");
    RECEIVES("\0\0\0\35\150" ID "\0\0\0\1\0\0\0\4/new\0\0\0\4/new\0\0\0\0");
}

static void
whatever_writes_is_denied(void **state)
{
    static const unsigned char types[] = {
        SFTP_WRITE, SFTP_SETSTAT, SFTP_FSETSTAT, SFTP_REMOVE,
        SFTP_MKDIR, SFTP_RMDIR,   SFTP_RENAME,   SFTP_SYMLINK};

    (void)state;
    for (size_t i = 0; i < sizeof(types); i++) {
        open_path(types[i], "resume.json");
        assert_status(3, "The files are read-only");
    }
    for (uint32_t flags = 2; flags < 64; flags++) {
        begin(SFTP_OPEN);
        put_string("resume.json");
        put_number(flags);
        put_number(0);
        send_request();
        assert_status(3, "The files are read-only");
    }
}

static void
a_wrong_type_of_file_fails(void **state)
{
    (void)state;
    open_path(SFTP_OPEN, "/");
    assert_status(4, "Failure");
    open_path(SFTP_OPENDIR, "resume.json");
    assert_status(4, "Failure");
    open_path(SFTP_OPENDIR, "/");
    read_at(0, 0, 10);
    assert_status(4, "Failure");
    with_handle(SFTP_READDIR, 7);
    send_request();
    assert_status(4, "Failure");
    open_path(SFTP_OPEN, "resume.json");
    with_handle(SFTP_READDIR, 1);
    send_request();
    assert_status(4, "Failure");
}

static void
requests_that_do_not_exist_are_unsupported(void **state)
{
    (void)state;
    for (unsigned type = 0; type < 256; type++) {
        if (type == SFTP_INIT ||
            (type >= SFTP_OPEN && type <= SFTP_SYMLINK && type != 19))
            continue;
        open_path((unsigned char)type, "resume.json");
        assert_status(8, "Operation not supported");
    }
}

static void
handles_are_limited(void **state)
{
    (void)state;
    for (int i = 0; i < SFTP_HANDLES; i++) {
        open_path(SFTP_OPEN, "resume.md");
        assert_int_equal(exchange.reply[4], SFTP_HANDLE);
    }
    open_path(SFTP_OPEN, "resume.md");
    assert_status(4, "Too many open files");
    with_handle(SFTP_CLOSE, 5);
    send_request();
    open_path(SFTP_OPEN, "resume.md");
    RECEIVES("\0\0\0\15\146" ID "\0\0\0\4\0\0\0\5");
}

static void
malformed_requests_get_an_answer(void **state)
{
    static char path[SFTP_PATH_MAX + 2];

    (void)state;
    begin(SFTP_STAT); /* without its path */
    send_request();
    assert_status(5, "Bad message");
    begin(SFTP_STAT);
    put_number(100); /* longer than the packet */
    put("x", 1);
    send_request();
    assert_status(5, "Bad message");
    begin(SFTP_STAT);
    put_number(12);
    put("resume\0.json", 12);
    send_request();
    assert_status(5, "Bad message");
    open_path(SFTP_OPEN, "resume.json");
    begin(SFTP_READ);
    put_number(8); /* bytes of a handle */
    put("\0\0\0\0\0\0\0\0", 8);
    send_request();
    assert_status(4, "Failure");
    with_handle(SFTP_READ, 0); /* without its offset */
    send_request();
    assert_status(4, "Failure");
    begin(SFTP_CLOSE); /* without its handle */
    send_request();
    assert_status(4, "Failure");
    memset(path, 'x', SFTP_PATH_MAX);
    open_path(SFTP_STAT, path);
    assert_status(2, "No such file");
    path[SFTP_PATH_MAX] = 'x';
    open_path(SFTP_STAT, path);
    assert_status(5, "Bad message");
    begin(SFTP_WRITE); /* more than is stored of a packet */
    for (int i = 0; i < 10000; i++)
        put_string("0123456789");
    send_request();
    assert_status(3, "The files are read-only");
    open_path(SFTP_STAT, "/resume.json");
    RECEIVES("\0\0\0\45\151" ID OF_JSON);
}

static void
chunks_change_nothing(void **state)
{
    (void)state;
    for (size_t chunk = 1; chunk < 30; chunk++) {
        begin(SFTP_STAT);
        put_string("resume.json");
        send_in_chunks(chunk);
        RECEIVES("\0\0\0\45\151" ID OF_JSON);
    }
}

/* Each request waits until the answer to the one before it was sent. */
static void
requests_that_come_together_are_answered_one_by_one(void **state)
{
    size_t length, used;

    (void)state;
    begin(SFTP_STAT);
    put_string("resume.json");
    length = exchange.length;
    exchange.length = 0;
    put_number((uint32_t)length - 4);
    exchange.length = length;
    put(exchange.request, length);
    for (size_t i = 0; i < 2; i++) {
        used = sftp_take(&exchange.sftp, exchange.request + i * length,
                         (2 - i) * length, &exchange.outbuf);
        assert_int_equal(used, length);
        exchange.reply_length = outbuf_drain(&exchange.outbuf, exchange.reply,
                                             sizeof(exchange.reply));
        RECEIVES("\0\0\0\45\151" ID OF_JSON);
    }
}

/* BYTES end the connection without an answer. */
static void
assert_broken(const struct published_view *view, const char *bytes,
              size_t length)
{
    outbuf_clear(&exchange.outbuf);
    sftp_init(&exchange.sftp, view);
    sftp_take(&exchange.sftp, bytes, length, &exchange.outbuf);
    assert_true(exchange.sftp.broken);
    assert_true(outbuf_is_empty(&exchange.outbuf));
}

static void
what_is_not_sftp_is_disconnected(void **state)
{
    static const char tiny[] = "\0\0\0\4\1\0\0\0", huge[] = "\0\4\0\1\1",
                      old[] = "\0\0\0\5\1\0\0\0\2",
                      early[] = "\0\0\0\5\21\0\0\0\1",
                      text[] = "GET / HTTP/1.1\r\n";

    sftp_init(&exchange.sftp, *state);
    sftp_take(&exchange.sftp, "\0\4\0\0", 4, &exchange.outbuf);
    assert_false(exchange.sftp.broken); /* the longest packet */
    assert_broken(*state, tiny, sizeof(tiny) - 1);
    assert_broken(*state, huge, sizeof(huge) - 1);
    assert_broken(*state, old, sizeof(old) - 1);
    assert_broken(*state, early, sizeof(early) - 1);
    assert_broken(*state, text, sizeof(text) - 1);
}

#define TEST(function) cmocka_unit_test_setup(function, greet)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_read_in_parts_to_its_end),
        TEST(a_read_is_limited_to_what_a_packet_holds),
        TEST(an_empty_file_ends_at_once),
        TEST(attributes_are_those_of_read_only_files),
        TEST(the_directory_lists_the_published_files_once),
        TEST(folders_are_listed_and_entered),
        TEST(a_long_directory_takes_several_answers),
        TEST(a_path_leads_to_a_file_in_many_ways),
        TEST(a_path_is_made_absolute),
        TEST(whatever_writes_is_denied),
        TEST(a_wrong_type_of_file_fails),
        TEST(requests_that_do_not_exist_are_unsupported),
        TEST(handles_are_limited),
        TEST(malformed_requests_get_an_answer),
        TEST(chunks_change_nothing),
        TEST(requests_that_come_together_are_answered_one_by_one),
        TEST(what_is_not_sftp_is_disconnected),
    };

    return cmocka_run_group_tests(tests, published_dir_set_up,
                                  published_dir_tear_down);
}
