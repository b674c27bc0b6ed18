/*
 * bench-canned PORT KEY FRAME: the floor. A server that answers each shell
 * with the bytes of the file FRAME at once, and closes at the first key. No
 * PTY, no program, no limits, no lock; but everything is done that makes a
 * handshake quick, so that what is left is libssh and the client.
 */

#include <arpa/inet.h>
#include <libssh/callbacks.h>
#include <libssh/libssh.h>
#include <libssh/server.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define VISIT_MAX 300 /* seconds */

static char frame[65536];
static size_t frame_length;

struct visitor {
    int fd;
    ssh_session session;
    ssh_event event;
    ssh_channel channel;
    struct ssh_channel_callbacks_struct callbacks;
    bool wanted, typed;
};

static _Noreturn void
die(const char *what)
{
    perror(what);
    exit(EXIT_FAILURE);
}

static int
take_key(ssh_session session, ssh_channel channel, void *data, uint32_t length,
         int is_stderr, void *userdata)
{
    (void)session;
    (void)channel;
    (void)data;
    (void)is_stderr;
    ((struct visitor *)userdata)->typed = true;
    return (int)length;
}

static void
open_channel(struct visitor *visitor, ssh_message message)
{
    visitor->channel = ssh_message_channel_request_open_reply_accept(message);
    visitor->callbacks = (struct ssh_channel_callbacks_struct){
        .userdata = visitor, .channel_data_function = take_key};
    ssh_callbacks_init(&visitor->callbacks);
    ssh_set_channel_callbacks(visitor->channel, &visitor->callbacks);
}

/* Accept every client and every request. */
static int
agree(ssh_session session, ssh_message message, void *userdata)
{
    struct visitor *visitor = userdata;

    (void)session;
    switch (ssh_message_type(message)) {
    case SSH_REQUEST_AUTH:
        ssh_message_auth_reply_success(message, 0);
        return 0;
    case SSH_REQUEST_CHANNEL_OPEN:
        open_channel(visitor, message);
        return 0;
    case SSH_REQUEST_CHANNEL:
        ssh_message_channel_request_reply_success(message);
        if (ssh_message_subtype(message) == SSH_CHANNEL_REQUEST_SHELL)
            visitor->wanted = true;
        return 0;
    default:
        return 1;
    }
}

static void
open_session(struct visitor *visitor, ssh_bind bind, int fd)
{
    int yes = 1;

    *visitor = (struct visitor){
        .fd = fd, .session = ssh_new(), .event = ssh_event_new()};
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (ssh_bind_accept_fd(bind, visitor->session, fd) != SSH_OK)
        die("ssh_bind_accept_fd");
    ssh_options_set(visitor->session, SSH_OPTIONS_COMPRESSION, "none");
    ssh_set_message_callback(visitor->session, agree, visitor);
    ssh_set_blocking(visitor->session, 0);
    ssh_handle_key_exchange(visitor->session);
    ssh_event_add_session(visitor->event, visitor->session);
}

static bool
turn(struct visitor *visitor, int timeout)
{
    int yes = 1;

    setsockopt(visitor->fd, IPPROTO_TCP, TCP_QUICKACK, &yes, sizeof(yes));
    return ssh_event_dopoll(visitor->event, timeout) != SSH_ERROR &&
           !(ssh_get_status(visitor->session) &
             (SSH_CLOSED | SSH_CLOSED_ERROR));
}

static _Noreturn void
serve(ssh_bind bind, int fd)
{
    struct visitor visitor;

    alarm(VISIT_MAX);
    open_session(&visitor, bind, fd);
    while (!visitor.typed && turn(&visitor, -1))
        if (visitor.wanted) {
            visitor.wanted = false;
            ssh_channel_write(visitor.channel, frame, (uint32_t)frame_length);
        }
    if (visitor.typed) {
        ssh_channel_request_send_exit_status(visitor.channel, 0);
        ssh_channel_close(visitor.channel);
        while (turn(&visitor, 1000))
            ;
    }
    _exit(EXIT_SUCCESS);
}

/* One handshake with ourselves pays for what libraries set up once. */
static void
rehearse(ssh_bind bind)
{
    ssh_session client = ssh_new();
    struct visitor visitor;
    bool no = false;
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        die("socketpair");
    ssh_options_set(client, SSH_OPTIONS_HOST, "localhost");
    ssh_options_set(client, SSH_OPTIONS_USER, "warmup");
    ssh_options_set(client, SSH_OPTIONS_SSH_DIR, "/nonexistent");
    ssh_options_set(client, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(client, SSH_OPTIONS_FD, &ends[1]);
    ssh_set_blocking(client, 0);
    open_session(&visitor, bind, ends[0]);
    while (ssh_connect(client) == SSH_AGAIN && turn(&visitor, 10))
        ;
    ssh_event_free(visitor.event);
    ssh_free(visitor.session);
    ssh_free(client);
}

static int
listen_at(int port)
{
    struct sockaddr_in here = {.sin_family = AF_INET,
                               .sin_port = htons((uint16_t)port),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    if (bind(fd, (struct sockaddr *)&here, sizeof(here)) < 0 ||
        listen(fd, SOMAXCONN) < 0)
        die("listen");
    return fd;
}

int
main(int argc, char **argv)
{
    ssh_bind bind = ssh_bind_new();
    bool no = false;
    FILE *file;
    int listener;

    if (argc != 4 || (file = fopen(argv[3], "r")) == NULL)
        die("bench-canned PORT KEY FRAME");
    frame_length = fread(frame, 1, sizeof(frame), file);
    fclose(file);
    ssh_bind_options_set(bind, SSH_BIND_OPTIONS_PROCESS_CONFIG, &no);
    if (ssh_bind_options_set(bind, SSH_BIND_OPTIONS_HOSTKEY, argv[2]) < 0)
        die(argv[2]);
    rehearse(bind);
    signal(SIGCHLD, SIG_IGN);
    listener = listen_at(atoi(argv[1]));
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

        if (fd >= 0 && fork() == 0)
            serve(bind, fd);
        close(fd);
    }
}
