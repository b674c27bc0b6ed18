/* The zygote with a launcher that is this test, and a renderer that reports
 * what it was given instead of drawing. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "app/app.h"
#include "sshd/base/fdpass.h"
#include "sshd/base/visit_message.h"
#include "sshd/base/zygote_protocol.h"
#include "visit.h"
#include "zygote.h"

#define ENVIRONMENT "TERM=xterm\0LANG=\0" VISIT_VARIABLE "=9\0"

#define USER 54321 /* nobody else's */

static int launcher; /* its end of the socket */
static pid_t zygote;

/* Write to standard output what a visitor's renderer finds. Exit with the
 * number of its variables. */
static _Noreturn void
render(void)
{
    char line[80] = "";
    const char *file = "";
    int variables = 0;

    visit_open();
    visit_report_page("work");
    visit_report_page("no such name");
    visit_report_document("resume.pdf");
    if (isatty(STDIN_FILENO) && tcgetsid(STDIN_FILENO) == getpid())
        file = "its terminal";
    else if (fgets(line, sizeof(line), stdin) != NULL)
        file = line;
    for (int fd = STDERR_FILENO + 1; fd < VISIT_FD; fd++)
        if (fcntl(fd, F_GETFD) >= 0)
            file = "another descriptor";
    printf("%s: TERM=%s LANG=%s HOME=%s", file, getenv("TERM"), getenv("LANG"),
           getenv("HOME"));
    fflush(stdout);
    while (environ[variables] != NULL)
        variables++;
    _exit(getsid(0) == getpid() ? variables : 99);
}

static pid_t
receive_pid(void)
{
    pid_t pid = -1;

    assert_int_equal(recv(launcher, &pid, sizeof(pid), 0), sizeof(pid));
    return pid;
}

/* A zygote that forks without end must not take the machine with it: the limit
 * counts the processes of a user other than root. */
static void
limit_processes(void)
{
    const struct rlimit few = {16, 16};

    alarm(10);
    if (getuid() != 0)
        return;
    if (setrlimit(RLIMIT_NPROC, &few) < 0 || setuid(USER) < 0)
        _exit(1);
}

static int
start_zygote(void **state)
{
    int ends[2];

    (void)state;
    assert_int_equal(
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
    launcher = ends[0];
    zygote = unit_fork();
    if (zygote == 0) {
        dup2(ends[1], STDIN_FILENO);
        closefrom(STDERR_FILENO + 1);
        limit_processes();
        if (zygote_wait() == 0)
            render();
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(receive_pid(), ZYGOTE_READY);
    return 0;
}

/* The exit status of PID, which is this process's child. */
static int
status_of(pid_t pid)
{
    int status;

    assert_int_equal(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
end_zygote(void **state)
{
    (void)state;
    close(launcher);
    return status_of(zygote);
}

/* What comes through the pipe or terminal FD until it is closed. */
static const char *
read_all(int fd)
{
    static char text[512];
    size_t length = 0;
    ssize_t n;

    while ((n = read(fd, text + length, sizeof(text) - 1 - length)) > 0)
        length += (size_t)n;
    text[length] = '\0';
    return text;
}

/* Two messages: a name that is none was not sent. */
static void
assert_visit_messages(int fd)
{
    struct visit_message messages[3];

    assert_int_equal(read(fd, &messages[0], sizeof(messages[0])),
                     sizeof(messages[0]));
    assert_int_equal(messages[0].kind, VISIT_PAGE);
    assert_string_equal(messages[0].name, "work");
    assert_int_equal(read(fd, &messages[1], sizeof(messages[1])),
                     sizeof(messages[1]));
    assert_int_equal(messages[1].kind, VISIT_DOCUMENT);
    assert_string_equal(messages[1].name, "resume.pdf");
    assert_int_equal(read(fd, &messages[2], sizeof(messages[2])), 0);
}

static void
a_command_gets_three_streams_and_its_environment(void **state)
{
    int in[2], out[2], visit[2];
    pid_t pid;

    (void)state;
    assert_int_equal(pipe(in) | pipe(out) | pipe(visit), 0);
    for (int i = 0; i < 2; i++) { /* again, with nothing left of the first */
        assert_int_equal(write(in[1], "a job\n", 6), 6);
        assert_int_equal(
            fdpass_send(launcher, ENVIRONMENT, sizeof(ENVIRONMENT) - 1,
                        (int[]){in[0], out[1], out[1], visit[1]}, 4),
            0);
        pid = receive_pid();
        assert_int_equal(status_of(pid), 3);
    }
    close(out[1]);
    close(visit[1]);
    assert_string_equal(read_all(out[0]),
                        "a job\n: TERM=xterm LANG= HOME=(null)"
                        "a job\n: TERM=xterm LANG= HOME=(null)");
    close(in[0]);
    close(in[1]);
    close(out[0]);
    close(visit[0]);
}

static void
a_terminal_becomes_the_controlling_one(void **state)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY), visit[2], slave;
    pid_t pid;

    (void)state;
    assert_true(terminal >= 0 && grantpt(terminal) == 0 &&
                unlockpt(terminal) == 0);
    slave = open(ptsname(terminal), O_RDWR | O_NOCTTY);
    assert_int_equal(pipe(visit), 0);
    assert_int_equal(fdpass_send(launcher, ENVIRONMENT, sizeof(ENVIRONMENT) - 1,
                                 (int[]){slave, visit[1]}, 2),
                     0);
    pid = receive_pid();
    close(slave);
    close(visit[1]);
    assert_string_equal(read_all(terminal),
                        "its terminal: TERM=xterm LANG= HOME=(null)");
    assert_int_equal(status_of(pid), 3);
    assert_visit_messages(visit[0]);
    close(visit[0]);
    close(terminal);
}

static void
the_largest_environment_arrives_whole(void **state)
{
    char environment[ZYGOTE_ENVIRONMENT_MAX];
    int in = open("/dev/null", O_RDONLY), out[2];

    (void)state;
    memset(environment, 'x', sizeof(environment));
    memcpy(environment, "TERM=a\0LANG=b", 14);
    memcpy(environment + sizeof(environment) - 8, "\0HOME=c", 8);
    assert_int_equal(pipe(out), 0);
    assert_int_equal(fdpass_send(launcher, environment, sizeof(environment),
                                 (int[]){in, out[1], out[1], out[1]}, 4),
                     0);
    assert_int_equal(status_of(receive_pid()), 4);
    close(out[1]);
    assert_string_equal(read_all(out[0]), ": TERM=a LANG=b HOME=c");
    close(out[0]);
    close(in);
}

static void
an_odd_number_of_descriptors_ends_it(void **state)
{
    pid_t pid;

    (void)state;
    assert_int_equal(fdpass_send(launcher, ENVIRONMENT, sizeof(ENVIRONMENT) - 1,
                                 (int[]){0, 1, 2}, 3),
                     0);
    assert_int_equal(recv(launcher, &pid, sizeof(pid), 0), 0);
}

/* Each page is reported when it comes onto the screen, and not again. */
static void
a_page_is_reported_when_it_comes(void **state)
{
    struct section work = {.kind = SECTION_WORK};
    struct app app = {.view_count = 2, .views[1].section = &work};
    struct visit_message message;
    int ends[2];
    char number[8];
    static const char *const keys[] = {"overview", "work", "contact",
                                       "overview"};

    (void)state;
    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    snprintf(number, sizeof(number), "%d", ends[1]);
    visit_report_screen(&app); /* without resume-sshd */
    setenv(VISIT_VARIABLE, number, 1);
    visit_open();
    for (size_t i = 0; i < 4; i++) {
        app.current = i == 1 ? 1 : 0;
        app.overlay = i == 2 ? OVERLAY_CONTACT : OVERLAY_NONE;
        visit_report_screen(&app);
        visit_report_screen(&app);
    }
    for (size_t i = 1; i < 4; i++) { /* the first one was there before */
        assert_int_equal(read(ends[0], &message, sizeof(message)),
                         sizeof(message));
        assert_int_equal(message.kind, VISIT_PAGE);
        assert_string_equal(message.name, keys[i]);
    }
    assert_true(read(ends[0], &message, sizeof(message)) < 0 &&
                errno == EAGAIN);
}

#define test_zygote(test)                                                      \
    cmocka_unit_test_setup_teardown(test, start_zygote, end_zygote)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_zygote(a_command_gets_three_streams_and_its_environment),
        test_zygote(a_terminal_becomes_the_controlling_one),
        test_zygote(the_largest_environment_arrives_whole),
        test_zygote(an_odd_number_of_descriptors_ends_it),
        cmocka_unit_test(a_page_is_reported_when_it_comes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
