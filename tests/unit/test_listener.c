/* Listening sockets: at a path, or passed by the service manager. */

#include "unit.h"

#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "log_file.h"
#include "net/listener.h"
#include "net/peer.h"
#include "supervisor/systemd.h"

static char folder[] = "/tmp/resume-listener.XXXXXX";
static struct sockaddr_un address = {.sun_family = AF_UNIX};

/* A socket that is bound to the path and listens, with room for one. */
static int
listen_at_path(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    assert_int_equal(listen(fd, 0), 0);
    return fd;
}

static int
connect_to_path(void)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
        return fd;
    close(fd);
    return -1;
}

/* Neither while it takes connections, nor while it is too busy to. */
static void
a_socket_that_a_process_listens_at_is_left_alone(void **state)
{
    struct listener listener = {.count = 0};
    struct error error;
    int other = listen_at_path(), client;

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(
            listener_open_path(&listener, address.sun_path, &error), -1);
        assert_non_null(strstr(error.text, ": already in use"));
        assert_int_equal(listener.count, 0);
        assert_int_equal(access(address.sun_path, F_OK), 0);
    }
    client = connect_to_path();
    assert_int_equal(client, -1); /* those above wait there */
    close(other);
    assert_int_equal(unlink(address.sun_path), 0);
}

static void
a_socket_that_was_left_behind_is_replaced(void **state)
{
    struct listener listener = {.count = 0};
    struct error error;
    struct peer peer;
    int client, server;

    (void)state;
    close(listen_at_path());
    assert_int_equal(listener_open_path(&listener, address.sun_path, &error),
                     0);
    assert_false(listener_has_pending(&listener));
    client = connect_to_path();
    assert_true(client >= 0);
    assert_true(listener_has_pending(&listener));
    server = listener_accept(listener.fds[0], &peer);
    assert_true(server >= 0);
    assert_false(listener_has_pending(&listener));
    close(server);
    close(client);
    listener_close(&listener);
    assert_int_equal(access(address.sun_path, F_OK), -1);
}

static void
waiting_clients_are_counted(void **state)
{
    struct listener listener = {.count = 0};
    struct sockaddr_in here;
    socklen_t size = sizeof(here);
    struct error error;
    struct peer peer;
    int clients[3];

    (void)state;
    assert_int_equal(listener_open(&listener, "127.0.0.1:0", &error), 0);
    assert_int_equal(
        getsockname(listener.fds[0], (struct sockaddr *)&here, &size), 0);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(listener_backlog(listener.fds[0]), i);
        clients[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        assert_int_equal(connect(clients[i], (struct sockaddr *)&here, size),
                         0);
    }
    close(listener_accept(listener.fds[0], &peer));
    assert_int_equal(listener_backlog(listener.fds[0]), 2);
    for (size_t i = 0; i < 3; i++)
        close(clients[i]);
    listener_close(&listener);
}

static void
what_is_no_socket_is_left_alone(void **state)
{
    struct listener listener = {.count = 0};
    struct error error;
    FILE *file = fopen(address.sun_path, "w");

    (void)state;
    fclose(file);
    assert_int_equal(listener_open_path(&listener, address.sun_path, &error),
                     -1);
    assert_non_null(strstr(error.text, ": not a socket"));
    assert_int_equal(unlink(address.sun_path), 0);
}

/* Those at a path are the balancer's; one that does not listen is an error. */
static void
sockets_of_the_service_manager_are_told_apart(void **state)
{
    const struct sockaddr_in here = {.sin_family = AF_INET,
                                     .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct listener listener = {.count = 0}, proxied = {.count = 0};
    struct error error;
    int local = listen_at_path(), other;

    (void)state;
    assert_int_equal(listener_adopt(&listener, &proxied, local, 1, &error), 0);
    assert_int_equal(listener.count, 0);
    assert_int_equal(proxied.count, 1);
    other = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(listener_adopt(&listener, &proxied, other, 1, &error), -1);
    assert_non_null(strstr(error.text, "not a listening socket"));
    assert_int_equal(listener.count, 0);
    assert_int_equal(bind(other, (const struct sockaddr *)&here, sizeof(here)),
                     0);
    assert_int_equal(listen(other, 1), 0); /* at any free port */
    assert_int_equal(listener_adopt(&listener, &proxied, other, 1, &error), 0);
    assert_int_equal(listener.count, 1);
    assert_int_equal(proxied.count, 1);
    listener_close(&listener);
    listener_close(&proxied);
    assert_int_equal(unlink(address.sun_path), 0); /* which is not ours */
}

/* What the service manager passes is for the process it names alone. */
static void
sockets_of_another_process_are_not_taken(void **state)
{
    struct systemd systemd;
    char self[24];

    (void)state;
    snprintf(self, sizeof(self), "%d", (int)getpid());
    unsetenv("STATE_DIRECTORY");
    setenv("RUNTIME_DIRECTORY", "", 1);
    setenv("LISTEN_PID", self, 1);
    setenv("LISTEN_FDS", "2", 1);
    setenv("WATCHDOG_USEC", "4000000", 1);
    systemd_init(&systemd);
    assert_int_equal(systemd.sockets, 2);
    assert_int_equal(systemd.watchdog, 2000);
    assert_null(systemd.state);
    assert_null(systemd.runtime);
    assert_null(getenv("LISTEN_FDS"));

    setenv("LISTEN_PID", "1", 1);
    setenv("LISTEN_FDS", "2", 1);
    setenv("WATCHDOG_PID", "1", 1);
    setenv("WATCHDOG_USEC", "4000000", 1);
    systemd_init(&systemd);
    assert_int_equal(systemd.sockets, 0);
    assert_int_equal(systemd.watchdog, 0);
}

/* What the log says where TEXT was opened, and how many sockets it has. */
static const char *
opened_log(const char *text, size_t *count)
{
    struct listener listener = {.count = 0};
    struct error error = {.text = ""};

    log_file_open();
    assert_int_equal(listener_open(&listener, text, &error), 0);
    *count = listener.count;
    listener_close(&listener);
    return log_file_close();
}

static void
an_address_has_a_host_and_a_port_or_a_port_alone(void **state)
{
    static const char *const everywhere[] = {"0", ":0", "*:0"};
    size_t count;
    const char *log = opened_log("127.0.0.1:0", &count);

    (void)state;
    assert_non_null(strstr(log, " listening address=127.0.0.1:"));
    assert_int_equal(count, 1);
    for (size_t i = 0; i < COUNT(everywhere); i++) {
        log = opened_log(everywhere[i], &count);
        assert_non_null(strstr(log, " listening address=0.0.0.0:"));
        assert_in_range(count, 1, 2); /* the machine may lack IPv6 */
    }
}

static void
wrong_addresses_are_named(void **state)
{
    static const char *const rows[][2] = {
        {"", "not ADDR:PORT: \"\""},
        {"127.0.0.1", "not ADDR:PORT: \"127.0.0.1\""},
        {"127.0.0.1:", "not ADDR:PORT: \"127.0.0.1:\""},
        {"127.0.0.1:x", "not ADDR:PORT: \"127.0.0.1:x\""},
        {"127.0.0.1:22x", "not ADDR:PORT: \"127.0.0.1:22x\""},
        {"127.0.0.1:65536", "not ADDR:PORT: \"127.0.0.1:65536\""},
        {"127.0.0.1:000022", "not ADDR:PORT: \"127.0.0.1:000022\""},
        {"::1:22", "an IPv6 address needs brackets, [ADDR]:PORT: \"::1:22\""},
        {"[::1]", "not [ADDR]:PORT: \"[::1]\""},
        {"[22", "not [ADDR]:PORT: \"[22\""},
        {"[]:22", "not [ADDR]:PORT: \"[]:22\""},
        {"[::1:22", "not [ADDR]:PORT: \"[::1:22\""},
        {"192.0.2.1:65535",
         "cannot listen at 192.0.2.1:65535: Cannot assign requested address"},
        {"1:0", "cannot listen at 1:0: Cannot assign requested address"},
    };
    struct listener listener = {.count = 0};
    struct error error;
    char text[300];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(listener_open(&listener, rows[i][0], &error), -1);
        assert_string_equal(error.text, rows[i][1]);
        assert_int_equal(listener.count, 0);
    }
    memset(text, 'x', sizeof(text));
    strcpy(text + 256, ":22"); /* longer than any host's name */
    assert_int_equal(listener_open(&listener, text, &error), -1);
    assert_memory_equal(error.text, "not ADDR:PORT: \"xxx", 19);
    text[0] = '/';
    assert_int_equal(listener_open_path(&listener, text, &error), -1);
    assert_non_null(strstr(error.text, ": a socket's path has at most 107"));
    assert_int_equal(
        listener_open_path(&listener, "/nonexistent/socket", &error), -1);
    assert_string_equal(error.text, "cannot listen at /nonexistent/socket: No "
                                    "such file or directory");
}

static int
make_folder(void **state)
{
    (void)state;
    if (mkdtemp(folder) == NULL)
        return -1;
    snprintf(address.sun_path, sizeof(address.sun_path), "%s/socket", folder);
    return 0;
}

static int
remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_socket_that_a_process_listens_at_is_left_alone),
        cmocka_unit_test(a_socket_that_was_left_behind_is_replaced),
        cmocka_unit_test(waiting_clients_are_counted),
        cmocka_unit_test(what_is_no_socket_is_left_alone),
        cmocka_unit_test(sockets_of_the_service_manager_are_told_apart),
        cmocka_unit_test(sockets_of_another_process_are_not_taken),
        cmocka_unit_test(an_address_has_a_host_and_a_port_or_a_port_alone),
        cmocka_unit_test(wrong_addresses_are_named),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
