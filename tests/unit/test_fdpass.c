/* Messages with descriptors between two processes, here from end to end of one
 * socket pair. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sshd/base/fdpass.h"

#define HERE  0
#define THERE 1

static int ends[2];

static bool
is_same_file(int one, int other)
{
    struct stat a, b;

    return fstat(one, &a) == 0 && fstat(other, &b) == 0 &&
           a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* The lowest number that is free. */
static int
next_descriptor(void)
{
    int fd = open("/dev/null", O_RDONLY);

    close(fd);
    return fd;
}

static void
bytes_and_descriptors_arrive(void **state)
{
    int pipes[2], fds[FDPASS_MAX];
    char bytes[16];
    size_t count;

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(fdpass_send(ends[HERE], "three", 5, pipes, 2), 0);
    assert_int_equal(
        fdpass_receive(ends[THERE], bytes, sizeof(bytes), fds, &count), 5);
    assert_memory_equal(bytes, "three", 5);
    assert_int_equal(count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(is_same_file(fds[i], pipes[i]));
        assert_int_equal(fcntl(fds[i], F_GETFD), FD_CLOEXEC);
        close(fds[i]);
        close(pipes[i]);
    }
}

static void
message_without_descriptors_has_none(void **state)
{
    int fds[FDPASS_MAX];
    char bytes[16];
    size_t count = 7;

    (void)state;
    assert_int_equal(fdpass_send(ends[HERE], "x", 1, NULL, 0), 0);
    assert_int_equal(
        fdpass_receive(ends[THERE], bytes, sizeof(bytes), fds, &count), 1);
    assert_int_equal(count, 0);
}

static void
more_than_the_limit_is_not_sent(void **state)
{
    const int fds[FDPASS_MAX + 1] = {0};

    (void)state;
    assert_int_equal(fdpass_send(ends[HERE], "x", 1, fds, FDPASS_MAX + 1), -1);
    assert_int_equal(errno, EINVAL);
}

static void
message_longer_than_the_buffer_fails_and_leaves_nothing_open(void **state)
{
    int fds[FDPASS_MAX], zero = STDIN_FILENO, before = next_descriptor();
    char bytes[4];
    size_t count = 7;

    (void)state;
    assert_int_equal(fdpass_send(ends[HERE], "five!", 5, &zero, 1), 0);
    assert_int_equal(
        fdpass_receive(ends[THERE], bytes, sizeof(bytes), fds, &count), -1);
    assert_int_equal(errno, EMSGSIZE);
    assert_int_equal(count, 0);
    assert_int_equal(next_descriptor(), before);
}

/* There is room for one of two: neither is kept. */
static void
receiver_without_room_gets_the_bytes_alone(void **state)
{
    const int sent[2] = {STDIN_FILENO, STDOUT_FILENO};
    int fds[FDPASS_MAX], before = next_descriptor();
    struct rlimit limit, low;
    char bytes[16];
    size_t count = 7;
    ssize_t n;
    int saved;

    (void)state;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    low = limit;
    low.rlim_cur = (rlim_t)before + 1;
    assert_int_equal(fdpass_send(ends[HERE], "two", 3, sent, 2), 0);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &low), 0);
    errno = 0;
    n = fdpass_receive(ends[THERE], bytes, sizeof(bytes), fds, &count);
    saved = errno;
    setrlimit(RLIMIT_NOFILE, &limit);
    assert_int_equal(n, 3);
    assert_int_equal(saved, EMFILE);
    assert_int_equal(count, 0);
    assert_int_equal(next_descriptor(), before);
}

static void
other_end_may_be_closed(void **state)
{
    int pair[2], fds[FDPASS_MAX];
    char bytes[4];
    size_t count;

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair), 0);
    close(pair[HERE]);
    assert_int_equal(
        fdpass_receive(pair[THERE], bytes, sizeof(bytes), fds, &count), 0);
    assert_int_equal(fdpass_send(pair[THERE], "x", 1, NULL, 0), -1);
    assert_int_equal(errno, EPIPE);
    close(pair[THERE]);
}

static int
open_ends(void **state)
{
    (void)state;
    return socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends);
}

static int
close_ends(void **state)
{
    (void)state;
    return close(ends[HERE]) | close(ends[THERE]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_and_descriptors_arrive),
        cmocka_unit_test(message_without_descriptors_has_none),
        cmocka_unit_test(more_than_the_limit_is_not_sent),
        cmocka_unit_test(
            message_longer_than_the_buffer_fails_and_leaves_nothing_open),
        cmocka_unit_test(receiver_without_room_gets_the_bytes_alone),
        cmocka_unit_test(other_end_may_be_closed),
    };

    return cmocka_run_group_tests(tests, open_ends, close_ends);
}
