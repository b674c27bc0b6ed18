/* The server side of scp -f: commands, acknowledgements, and the bytes that
 * the client receives. */

#include "unit.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "files/scp.h"
#include "published_dir.h"

static struct scp scp;
static struct outbuf outbuf;
static unsigned char reply[TXT_SIZE + 1000];
static size_t reply_length;

static void
receive(void)
{
    reply_length = outbuf_drain(&outbuf, reply, sizeof(reply));
}

static void
begin(void **state, const char *command)
{
    assert_true(scp_is_command(command));
    scp_init(&scp, *state, command, &outbuf);
    receive();
}

/* Send BYTES, and receive one answer. */
static void
say(const char *bytes, size_t length)
{
    assert_int_equal(scp_take(&scp, bytes, length, &outbuf), length);
    receive();
}
#define SAYS(bytes) say((bytes), sizeof(bytes) - 1)

static void
assert_reply(const void *bytes, size_t length)
{
    assert_int_equal(reply_length, length);
    assert_memory_equal(reply, bytes, length);
}
#define RECEIVES(bytes) assert_reply((bytes), sizeof(bytes) - 1)

static void
a_file_is_sent_step_by_step(void **state)
{
    begin(state, "scp -f resume.json");
    RECEIVES("");
    SAYS("\0");
    RECEIVES("C0644 3 resume.json\n");
    SAYS(""); /* which acknowledges nothing */
    RECEIVES("");
    SAYS("\0");
    RECEIVES("{}\n");
    SAYS(""); /* the body was sent: our acknowledgement */
    RECEIVES("\0");
    SAYS("\0");
    RECEIVES("");
    assert_int_equal(scp.stage, SCP_DONE);
    assert_int_equal(scp.status, 0);
}

static void
times_come_first_where_they_are_wanted(void **state)
{
    begin(state, "scp -p -f -- /resume.md");
    SAYS("\0");
    RECEIVES("T1700000000 0 1700000000 0\n");
    SAYS("\0");
    RECEIVES("C0644 0 resume.md\n");
    SAYS("\0"); /* its body is empty */
    RECEIVES("\0");
    SAYS("\0");
    assert_int_equal(scp.stage, SCP_DONE);
    assert_int_equal(scp.status, 0);
}

static void
a_large_file_arrives_whole(void **state)
{
    begin(state, "scp -f resume.txt");
    SAYS("\0");
    RECEIVES("C0644 300000 resume.txt\n");
    SAYS("\0");
    assert_int_equal(reply_length, TXT_SIZE);
    for (size_t i = 0; i < TXT_SIZE; i++)
        assert_int_equal(reply[i], txt_byte(i));
}

/* An owner may cut a file that is open. */
static void
a_file_that_became_shorter_is_an_error(void **state)
{
    int fd = memfd_create("short", MFD_CLOEXEC);
    char bytes[8];

    (void)state;
    assert_int_equal(write(fd, "abc", 3), 3);
    outbuf_clear(&outbuf);
    outbuf_put(&outbuf, "x", 1);
    outbuf_attach(&outbuf, fd, 0, 5);
    assert_int_equal(outbuf_peek(&outbuf, bytes, sizeof(bytes)), 4);
    assert_memory_equal(bytes, "xabc", 4);
    outbuf_advance(&outbuf, 4);
    assert_false(outbuf_is_empty(&outbuf));
    assert_int_equal(outbuf_peek(&outbuf, bytes, sizeof(bytes)), -1);
    outbuf_clear(&outbuf);
    close(fd);
}

/* COMMAND sends the files whose initials are NAMES. */
static void
assert_sends(void **state, const char *command, const char *names)
{
    begin(state, command);
    RECEIVES("");
    for (; *names != '\0'; names++) {
        SAYS("\0");
        assert_memory_equal(reply, "C0644 ", 6);
        assert_int_equal(((unsigned char *)memchr(reply, '.', reply_length))[1],
                         *names);
        SAYS("\0");
        if (*names != 'm')
            SAYS("");
        RECEIVES("\0");
    }
    SAYS("\0");
    assert_int_equal(scp.stage, SCP_DONE);
}

static void
patterns_quotes_and_folders_are_understood(void **state)
{
    assert_sends(state, "scp -f resume.*", "jmt");
    assert_sends(state, "scp -r -f .", "jmt");
    assert_sends(state, "scp -v -f 'resume.m?' \"resume.j\"son", "jm");
    assert_sends(state, "scp -f resume.md resume.md", "m");
    assert_sends(state, "scp -f ./../resume\\.json", "j");
}

/* An empty folder had made "No such file" of the files beside it. */
static void
files_beside_an_empty_folder_are_sent(void **state)
{
    static const struct published_folder empty;
    struct published_view view = *(const struct published_view *)*state;
    void *shown = &view;

    view.folders[0] = (struct published_entry){"fr", &empty};
    view.count = 1;
    assert_sends(&shown, "scp -r -f .", "jmt");
    assert_int_equal(scp.status, 0);
}

static void
folders_are_sent_with_their_files(void **state)
{
    struct published_view view = published_dir_people(*state);
    void *shown = &view;

    begin(&shown, "scp -r -f .");
    SAYS("\0");
    RECEIVES("D0755 0 ada\n");
    SAYS("\0");
    RECEIVES("C0644 3 resume.json\n");
    SAYS("\0");
    RECEIVES("{}\n");
    SAYS("");
    RECEIVES("\0");
    SAYS("\0");
    RECEIVES("E\n");
    SAYS("\0");
    RECEIVES("D0755 0 bob\n");
    SAYS("\0");
    RECEIVES("C0644 0 resume.md\n");
    SAYS("\0");
    RECEIVES("\0");
    SAYS("\0");
    RECEIVES("E\n");
    SAYS("\0");
    RECEIVES("");
    assert_int_equal(scp.stage, SCP_DONE);
    assert_int_equal(scp.status, 0);
}

static void
files_of_folders_are_sent_alone(void **state)
{
    struct published_view view = published_dir_people(*state);
    void *shown = &view;

    view.root = ((const struct published_view *)*state)->root;
    assert_sends(&shown, "scp -f ada/resume.json", "j");
    assert_sends(&shown, "scp -f */resume.*", "jm");
    assert_sends(&shown, "scp -r -f bob/*", "m");
    assert_sends(&shown, "scp -r -f resume.md", "m");
    assert_sends(&shown, "scp -f *", "jmt");
    begin(&shown, "scp -f bob");
    RECEIVES("\001scp: bob: not a regular file\n");
    begin(&shown, "scp -r -f ada/resume.md");
    RECEIVES("\001scp: ada/resume.md: No such file or directory\n");
    begin(&shown, "scp -f ad*");
    RECEIVES("\001scp: ad*: No such file or directory\n");
}

static void
errors_name_what_is_missing(void **state)
{
    char command[20 + PUBLISHED_FILE_NAME_MAX] = "scp -f ";
    char answer[80 + PUBLISHED_FILE_NAME_MAX];

    begin(state, "scp -f other.txt");
    RECEIVES("\001scp: other.txt: No such file or directory\n");
    assert_int_equal(scp.status, 1);
    assert_int_equal(scp.stage, SCP_DONE);
    begin(state, "scp -f .");
    RECEIVES("\001scp: .: not a regular file\n");
    begin(state, "scp -f");
    RECEIVES("\001scp: no file name given\n");
    begin(state, "scp -f 'a\033[2J \303\251~'");
    RECEIVES("\001scp: a?[2J???~: No such file or directory\n");
    begin(state, "scp -f resume.json\\");
    RECEIVES("\001scp: resume.json\\: No such file or directory\n");
    begin(state, "scp -f resume.json/x");
    RECEIVES("\001scp: resume.json/x: No such file or directory\n");
    memset(command + 7, 'a', PUBLISHED_FILE_NAME_MAX);
    begin(state, command);
    snprintf(answer, sizeof(answer), "\001scp: %s: No such file or directory\n",
             command + 7);
    assert_reply(answer, strlen(answer));
    command[7 + PUBLISHED_FILE_NAME_MAX] = 'a';
    begin(state, command);
    RECEIVES("\001scp: No such file or directory\n");
}

static void
a_name_that_is_too_long_is_named_so(void **state)
{
    static char command[2200] = "scp -f ";

    memset(command + strlen(command), 'a', 1023);
    begin(state, command);
    RECEIVES("\001scp: No such file or directory\n");
    command[strlen(command)] = 'a';
    begin(state, command);
    RECEIVES("\001scp: File name too long\n");
    assert_int_equal(scp.status, 1);
    /* No file is sent without the other. */
    memset(command + strlen(command), 'a', 100);
    memcpy(command, "scp -f resume.md ", strlen("scp -f resume.md "));
    begin(state, command);
    RECEIVES("\001scp: File name too long\n");
    assert_int_equal(scp.stage, SCP_DONE);
}

static void
uploads_are_refused(void **state)
{
    begin(state, "scp -t resume.json");
    RECEIVES("\001scp: the files are read-only\n");
    assert_int_equal(scp.status, 1);
    assert_int_equal(scp.stage, SCP_DONE);
}

static void
a_client_may_skip_a_file_or_give_up(void **state)
{
    begin(state, "scp -f resume.json resume.md");
    SAYS("\0");
    RECEIVES("C0644 3 resume.json\n");
    SAYS("\1resume.json: exists\n");
    RECEIVES("C0644 0 resume.md\n");
    assert_int_equal(scp_take(&scp, "\2disk full\n", 11, &outbuf), 1);
    assert_true(outbuf_is_empty(&outbuf));
    assert_int_equal(scp.stage, SCP_DONE);
    assert_int_equal(scp.status, 1);
}

static void
other_commands_are_not_scp(void **state)
{
    static const char *const commands[] = {
        "",          "scp",           "scp resume.json", "scp -f -t x",
        "scp -fx x", "/bin/scp -f x", "scpx -f x",       "sh -c 'scp -f x'"};

    (void)state;
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
        assert_false(scp_is_command(commands[i]));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_sent_step_by_step),
        cmocka_unit_test(times_come_first_where_they_are_wanted),
        cmocka_unit_test(a_large_file_arrives_whole),
        cmocka_unit_test(a_file_that_became_shorter_is_an_error),
        cmocka_unit_test(patterns_quotes_and_folders_are_understood),
        cmocka_unit_test(files_beside_an_empty_folder_are_sent),
        cmocka_unit_test(folders_are_sent_with_their_files),
        cmocka_unit_test(files_of_folders_are_sent_alone),
        cmocka_unit_test(errors_name_what_is_missing),
        cmocka_unit_test(a_name_that_is_too_long_is_named_so),
        cmocka_unit_test(uploads_are_refused),
        cmocka_unit_test(a_client_may_skip_a_file_or_give_up),
        cmocka_unit_test(other_commands_are_not_scp),
    };

    return cmocka_run_group_tests(tests, published_dir_set_up,
                                  published_dir_tear_down);
}
