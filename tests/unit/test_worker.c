/* A worker as its client, its supervisor and its renderer meet it: a real
 * process behind its locks, a real launcher, libssh on the other end of a
 * socketpair, and a shell script for a renderer. */

#include "unit.h"

#include <errno.h>
#include <libssh/libssh.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "launcher/launcher.h"
#include "net/peer.h"
#include "process/audience_names.h"
#include "process/limits.h"
#include "process/sandbox.h"
#include "process/session_kind.h"
#include "published_dir.h"
#include "worker/transport.h"
#include "worker/worker.h"

static const struct limits limits = {
    .grace_time = 60,
    .idle_timeout = 600,
    .session_timeout = 3600,
    .stall_timeout = 60,
    .keepalive = 60,
    .goodbye_time = 30,
    .cpu_time = 60,
    .cpu_share = 100,
    .max_refusals = 5,
    .max_resizes = 100,
    .max_env = 3,
};

/* What it prints tells what it was started with. */
static const char script[] =
    "#!/bin/sh\n"
    "case ${SSH_ORIGINAL_COMMAND-shell} in\n"
    "shell) trap 'echo ended; exit 5' TERM\n"
    "    echo \"$1 $TERM $USER $LANG $(stty size)\"\n"
    "    while ! read -r line; do :; done; echo \"typed $line\"\n"
    "    stty size; exit 4 ;;\n"
    "cat) cat ;;\n"
    "pwd) pwd; echo \"$0 $1 $RESUME_IDLE_SECONDS\" >&2; exit 3 ;;\n"
    "unknown) exit 127 ;;\n"
    "esac\n";

/* In the directory of the build: a test that is killed leaves it behind. */
static char folder[PATH_MAX];
static char program[PATH_MAX + 8], key[PATH_MAX + 8];
static struct published_files files;
static struct audience_names audiences;
static struct launcher launcher;
static struct worker_plan plan = {
    .files = &files,
    .audiences = &audiences,
    .program = {.directory = "/published", .limits = &limits},
    .limits = &limits,
};
static atomic_uchar *kind;
static ssh_session client;
static pid_t worker;
static FILE *worker_log;

static int
set_up(void **state)
{
    const char *const keys[] = {key};
    struct error error;
    char command[PATH_MAX + 64], here[PATH_MAX - 32];
    FILE *file;

    published_dir_set_up(state);
    files = *((struct published_view *)*state)->files;
    published_index_put_audience(&files.index, "", "globex");
    published_index_put_audience(&files.index, "", "acme");
    audience_names_add(&audiences, &files.index);
    assert_non_null(getcwd(here, sizeof(here)));
    snprintf(folder, sizeof(folder), "%s/resume-worker.XXXXXX", here);
    assert_non_null(mkdtemp(folder));
    snprintf(program, sizeof(program), "%s/program", folder);
    snprintf(key, sizeof(key), "%s/key", folder);
    snprintf(command, sizeof(command),
             "ssh-keygen -q -t ed25519 -N '' -f '%s' </dev/null", key);
    assert_int_equal(system(command), 0);
    file = fopen(program, "w");
    fputs(script, file);
    fclose(file);
    assert_int_equal(chmod(program, 0700), 0);
    plan.program.path = program;
    plan.supervisor = getpid();
    assert_int_equal(sandbox_init(&error), 0);
    unit_crash_ends(); /* of the launcher */
    assert_int_equal(launcher_open(&launcher, &plan.program), 0);
    plan.bind = transport_new(keys, 1, NULL, &error);
    assert_non_null(plan.bind);
    kind = mmap(NULL, SESSION_KIND_BYTES, PROT_READ | PROT_WRITE,
                MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(kind, MAP_FAILED);
    return 0;
}

static int
tear_down(void **state)
{
    char public[sizeof(key) + 4];

    launcher_close(&launcher);
    waitpid(launcher.pid, NULL, 0);
    ssh_bind_free(plan.bind);
    munmap(kind, SESSION_KIND_BYTES);
    snprintf(public, sizeof(public), "%s.pub", key);
    unlink(public);
    unlink(key);
    unlink(program);
    rmdir(folder);
    return published_dir_tear_down(state);
}

/* Start a worker, and greet it as USER. */
static void
connect_as(const char *user)
{
    struct peer peer = {.text = "192.0.2.7:50000"};
    bool no = false;
    long timeout = 120;
    int ends[2], end = launcher_connect(&launcher);

    assert_true(end >= 0);
    kind[0] = kind[1] = 0;
    assert_int_equal(socketpair(AF_UNIX,
                                SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                                ends),
                     0);
    worker_log = tmpfile();
    assert_non_null(worker_log);
    worker = unit_fork();
    if (worker == 0) {
        sandbox_harden();
        dup2(fileno(worker_log), STDERR_FILENO);
        worker_run(&plan, end, kind, &peer, ends[0]);
    }
    close(ends[0]);
    close(end);
    client = ssh_new();
    assert_non_null(client);
    ssh_options_set(client, SSH_OPTIONS_HOST, "localhost");
    ssh_options_set(client, SSH_OPTIONS_USER, user);
    ssh_options_set(client, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(client, SSH_OPTIONS_KNOWNHOSTS, "/dev/null");
    ssh_options_set(client, SSH_OPTIONS_GLOBAL_KNOWNHOSTS, "/dev/null");
    ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(client, SSH_OPTIONS_TIMEOUT, &timeout);
    ssh_options_set(client, SSH_OPTIONS_FD, &ends[1]);
    if (ssh_connect(client) != SSH_OK)
        fail_msg("%s", ssh_get_error(client));
}

static void
log_in_as(const char *user)
{
    connect_as(user);
    assert_int_equal(ssh_userauth_none(client, NULL), SSH_AUTH_SUCCESS);
}

/* Leave, unless the worker ends by itself; its exit status is STATUS. Returns
 * the log. */
static const char *
leave(int status)
{
    static char text[8192];
    int fd = ssh_get_fd(client), got;

    ssh_disconnect(client);
    ssh_free(client);
    close(fd);
    assert_int_equal(waitpid(worker, &got, 0), worker);
    assert_int_equal(got, status << 8);
    rewind(worker_log);
    text[fread(text, 1, sizeof(text) - 1, worker_log)] = '\0';
    fclose(worker_log);
    return text;
}

static ssh_channel
open_channel(void)
{
    ssh_channel channel = ssh_channel_new(client);

    assert_non_null(channel);
    assert_int_equal(ssh_channel_open_session(channel), SSH_OK);
    return channel;
}

/* Read STREAM up to where it ends, or has LEAST bytes. */
static const char *
read_text(ssh_channel channel, int stream, size_t least)
{
    static char text[2][4096];
    size_t length = 0;
    int n = 1;

    while (length < least && n > 0) {
        n = ssh_channel_read(channel, text[stream] + length,
                             (uint32_t)(sizeof(text[0]) - 1 - length), stream);
        length += n > 0 ? (size_t)n : 0;
    }
    text[stream][length] = '\0';
    return text[stream];
}

static const char *
read_all(ssh_channel channel, int stream)
{
    return read_text(channel, stream, 4095);
}

/* Wait until CHANNEL closes; it brought STATUS. */
static void
expect_exit(ssh_channel channel, int status)
{
    ssh_event event = ssh_event_new();

    /* Polling the channel itself reads no more packets after its EOF. */
    ssh_event_add_session(event, client);
    while (!ssh_channel_is_closed(channel) && ssh_is_connected(client) &&
           ssh_event_dopoll(event, 100) != SSH_ERROR)
        continue;
    ssh_event_remove_session(event, client);
    ssh_event_free(event);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    assert_int_equal(ssh_channel_get_exit_status(channel), status);
#pragma GCC diagnostic pop
    ssh_channel_free(channel);
}

/* The worker disconnects, with WORDS in its reason. */
static void
expect_disconnect(const char *words)
{
    ssh_event event = ssh_event_new();

    ssh_event_add_session(event, client);
    while (ssh_is_connected(client) && ssh_event_dopoll(event, -1) != SSH_ERROR)
        continue;
    ssh_event_free(event);
    assert_non_null(strstr(ssh_get_error(client), words));
}

static void
a_command_has_its_streams_directory_and_status(void **state)
{
    ssh_channel channel;
    const char *log;

    (void)state;
    log_in_as("jane");
    channel = open_channel();
    assert_int_equal(ssh_channel_request_exec(channel, "pwd"), SSH_OK);
    assert_string_equal(read_all(channel, 0), "/\n");
    assert_non_null(strstr(read_all(channel, 1), "/published 600\n"));
    expect_exit(channel, 3);
    /* And another on the same connection. */
    channel = open_channel();
    assert_int_equal(ssh_channel_request_exec(channel, "cat"), SSH_OK);
    assert_int_equal(ssh_channel_write(channel, "one\n", 4), 4);
    assert_string_equal(read_text(channel, 0, 4), "one\n");
    assert_int_equal(ssh_channel_write(channel, "two\n", 4), 4);
    assert_int_equal(ssh_channel_send_eof(channel), SSH_OK);
    assert_string_equal(read_all(channel, 0), "two\n");
    expect_exit(channel, 0);
    log = leave(WORKER_OK);
    assert_int_equal(kind[0], SESSION_KIND_COMMAND | SESSION_KIND_CLOSED);
    assert_int_equal(kind[1], AUDIENCE_NAMES_NONE);
    assert_non_null(strstr(log, "user=jane"));
    assert_non_null(strstr(log, "kind=exec term=none"));
    assert_non_null(strstr(log, "command=cat"));
    assert_non_null(strstr(log, "exit=3"));
    assert_non_null(strstr(log, "reason=left session=command"));
    assert_non_null(strstr(log, "received=8 sent="));
    assert_non_null(strstr(log, "refusals=0"));
}

static void
a_shell_has_a_terminal_and_its_size(void **state)
{
    ssh_channel channel;
    const char *log;

    (void)state;
    log_in_as("acme");
    channel = open_channel();
    for (int i = 0; i < 40; i++) /* "SendEnv *" sends them all */
        assert_int_equal(ssh_channel_request_env(channel, "PATH", "/x"),
                         SSH_ERROR);
    assert_int_equal(ssh_channel_request_env(channel, "LANG", "de_DE.UTF-8"),
                     SSH_OK);
    assert_int_equal(
        ssh_channel_request_pty_size(channel, "xterm-kitty", 91, 33), SSH_OK);
    assert_int_equal(ssh_channel_request_pty_size(channel, "vt100", 80, 24),
                     SSH_ERROR);
    assert_int_equal(ssh_channel_request_shell(channel), SSH_OK);
    assert_int_equal(ssh_channel_request_shell(channel), SSH_ERROR);
    assert_string_equal(read_text(channel, 0, 46),
                        "/published xterm-kitty acme de_DE.UTF-8 33 91\r\n");
    assert_int_equal(ssh_channel_change_pty_size(channel, 100, 40), SSH_OK);
    assert_int_equal(ssh_channel_write(channel, "jj\n", 3), 3);
    assert_string_equal(read_all(channel, 0), "typed jj\r\n40 100\r\n");
    expect_exit(channel, 4);
    log = leave(WORKER_OK);
    assert_int_equal(kind[0], SESSION_KIND_TERMINAL | SESSION_KIND_CLOSED);
    assert_int_equal(kind[1], audience_names_find(&audiences, "ACME"));
    assert_non_null(strstr(log, "term=xterm-kitty columns=91 rows=33"));
    assert_non_null(strstr(log, "audience=acme"));
    assert_non_null(strstr(log, "refusals=2"));
}

static void
the_end_of_the_server_ends_the_program_and_says_why(void **state)
{
    ssh_channel channel;

    (void)state;
    log_in_as("");
    channel = open_channel();
    assert_int_equal(ssh_channel_request_pty_size(channel, "xterm", 80, 24),
                     SSH_OK);
    assert_int_equal(ssh_channel_request_shell(channel), SSH_OK);
    read_text(channel, 0, 10);
    kill(worker, SIGTERM);
    assert_non_null(strstr(read_all(channel, 0), "ended"));
    expect_exit(channel, 5);
    expect_disconnect("The server is going down");
    assert_non_null(strstr(leave(WORKER_OK), "reason=shutdown"));
}

/* Read LENGTH bytes exactly. */
static void
read_bytes(ssh_channel channel, unsigned char *bytes, size_t length)
{
    for (size_t at = 0; at < length;) {
        int n =
            ssh_channel_read(channel, bytes + at, (uint32_t)(length - at), 0);

        assert_true(n > 0);
        at += (size_t)n;
    }
}

static void
scp_fetches_a_document_whole(void **state)
{
    static const char head[] = "C0644 300000 resume.txt\n";
    static unsigned char bytes[TXT_SIZE + 1];
    ssh_channel channel;
    const char *log;

    (void)state;
    log_in_as("jane");
    channel = open_channel();
    assert_int_equal(ssh_channel_request_exec(channel, "scp -f resume.txt"),
                     SSH_OK);
    assert_int_equal(ssh_channel_write(channel, "", 1), 1);
    read_bytes(channel, bytes, strlen(head));
    assert_memory_equal(bytes, head, strlen(head));
    assert_int_equal(ssh_channel_write(channel, "", 1), 1);
    read_bytes(channel, bytes, TXT_SIZE + 1);
    for (size_t i = 0; i < TXT_SIZE; i++)
        if (bytes[i] != txt_byte(i))
            fail_msg("byte %zu is wrong", i);
    assert_int_equal(bytes[TXT_SIZE], 0);
    assert_int_equal(ssh_channel_write(channel, "", 1), 1);
    ssh_channel_send_eof(channel);
    expect_exit(channel, 0);
    /* What there is not, on the same connection. */
    channel = open_channel();
    assert_int_equal(ssh_channel_request_exec(channel, "scp -f x"), SSH_OK);
    assert_int_equal(*read_all(channel, 0), 1);
    expect_exit(channel, 1);
    log = leave(WORKER_OK);
    assert_int_equal(kind[0], SESSION_KIND_FILE | SESSION_KIND_CLOSED);
    assert_non_null(strstr(log, "file-sent"));
    assert_non_null(strstr(log, "document=resume.txt size=300000"));
    assert_non_null(strstr(log, "documents=resume.txt"));
}

static void
sftp_answers_until_its_input_ends(void **state)
{
    static const unsigned char hello[] = {0, 0, 0, 5, 1, 0, 0, 0, 3};
    unsigned char answer[9];
    ssh_channel channel;

    (void)state;
    log_in_as("jane");
    channel = open_channel();
    assert_int_equal(ssh_channel_request_subsystem(channel, "netconf"),
                     SSH_ERROR);
    assert_int_equal(ssh_channel_request_subsystem(channel, "sftp"), SSH_OK);
    assert_int_equal(ssh_channel_write(channel, hello, sizeof(hello)),
                     sizeof(hello));
    read_bytes(channel, answer, sizeof(answer));
    assert_int_equal(answer[4], 2);
    assert_int_equal(answer[8], 3);
    ssh_channel_send_eof(channel);
    expect_exit(channel, 0);
    assert_non_null(strstr(leave(WORKER_OK), "kind=sftp"));
}

static void
too_many_refused_requests_end_the_connection(void **state)
{
    ssh_channel channel;

    (void)state;
    log_in_as("jane");
    channel = open_channel();
    for (unsigned long i = 0; i < limits.max_refusals; i++)
        assert_int_equal(ssh_channel_request_subsystem(channel, "x"),
                         SSH_ERROR);
    expect_disconnect("too many refused");
    ssh_channel_free(channel);
    assert_non_null(strstr(leave(WORKER_OK), "reason=refusals"));
}

static void
an_unknown_command_is_a_bot_and_who_leaves_at_once_is_shy(void **state)
{
    ssh_channel channel;

    (void)state;
    log_in_as("root");
    channel = open_channel();
    assert_int_equal(ssh_channel_request_exec(channel, "unknown"), SSH_OK);
    expect_exit(channel, 127);
    leave(WORKER_OK);
    assert_int_equal(kind[0], SESSION_KIND_BOT | SESSION_KIND_CLOSED);
    connect_as("root");
    assert_non_null(strstr(leave(WORKER_UNAUTHENTICATED), "session=none"));
    assert_int_equal(kind[0], SESSION_KIND_NONE | SESSION_KIND_CLOSED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_has_its_streams_directory_and_status),
        cmocka_unit_test(a_shell_has_a_terminal_and_its_size),
        cmocka_unit_test(the_end_of_the_server_ends_the_program_and_says_why),
        cmocka_unit_test(scp_fetches_a_document_whole),
        cmocka_unit_test(sftp_answers_until_its_input_ends),
        cmocka_unit_test(too_many_refused_requests_end_the_connection),
        cmocka_unit_test(
            an_unknown_command_is_a_bot_and_who_leaves_at_once_is_shy),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
