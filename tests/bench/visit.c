#include "visit.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define PATIENCE 20000 /* milliseconds for the next byte */

/* resume-ui ends each screen with the end of a synchronized update. */
#define FRAME_END "\033[?2026l"

/* The end of its question to the terminal, and what xterm would answer. */
#define QUESTION_END "\033[c"
#define ANSWER                                                                 \
    "\033[1;2R\033[1;2R\033]11;rgb:0000/0000/0000\033\\\033[?64;1;22c"

void
die(const char *what, const char *why)
{
    fprintf(stderr, "bench-client: %s: %s\n", what, why);
    exit(EXIT_FAILURE);
}

static int
connect_from(int port, const char *source)
{
    struct sockaddr_in here = {.sin_family = AF_INET};
    struct sockaddr_in there = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;

    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof(yes));
    if (inet_pton(AF_INET, source, &here.sin_addr) != 1 ||
        bind(fd, (struct sockaddr *)&here, sizeof(here)) < 0 ||
        connect(fd, (struct sockaddr *)&there, sizeof(there)) < 0) {
        perror("bench-client: connect");
        exit(EXIT_FAILURE);
    }
    return fd;
}

static ssh_session
new_session(int fd, const char *kex)
{
    const struct {
        enum ssh_options_e option;
        const char *value;
    } settings[] = {
        {SSH_OPTIONS_HOST, "127.0.0.1"},
        {SSH_OPTIONS_USER, "visitor"},
        {SSH_OPTIONS_SSH_DIR, "/nonexistent"},
        {SSH_OPTIONS_KEY_EXCHANGE, kex},
        {SSH_OPTIONS_HOSTKEYS, "ssh-ed25519"},
        {SSH_OPTIONS_CIPHERS_C_S, "chacha20-poly1305@openssh.com"},
        {SSH_OPTIONS_CIPHERS_S_C, "chacha20-poly1305@openssh.com"},
    };
    ssh_session session = ssh_new();
    bool no = false;

    for (size_t i = 0; i < sizeof(settings) / sizeof(settings[0]); i++)
        if (ssh_options_set(session, settings[i].option, settings[i].value) < 0)
            die("options", ssh_get_error(session));
    ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no);
    ssh_options_set(session, SSH_OPTIONS_FD, &fd);
    return session;
}

static void
send_text(struct visit *visit, const char *text, size_t length)
{
    if (ssh_channel_write(visit->channel, text, (uint32_t)length) < 0)
        die("write", ssh_get_error(visit->session));
}

/* The next bytes, behind those `used` of SCREEN. */
static size_t
read_more(struct visit *visit, char *screen, size_t size, size_t used)
{
    int n;

    if (used == size)
        die("read", "a screen without end");
    n = ssh_channel_read_timeout(visit->channel, screen + used,
                                 (uint32_t)(size - used), 0, PATIENCE);
    if (n <= 0)
        die("read", n < 0 ? ssh_get_error(visit->session)
                          : "no more bytes, and no screen");
    visit->bytes += (size_t)n;
    return (size_t)n;
}

/* Read until a frame is complete; answer questions on the way. Returns when
 * the first byte came. */
static uint64_t
read_frame(struct visit *visit)
{
    static char screen[65536];
    size_t used = 0;
    uint64_t first = 0;
    bool asked = false;

    for (;;) {
        used += read_more(visit, screen, sizeof(screen), used);
        if (first == 0)
            first = now_us();
        if (!asked &&
            memmem(screen, used, QUESTION_END, strlen(QUESTION_END)) != NULL) {
            asked = true;
            send_text(visit, ANSWER, strlen(ANSWER));
        }
        if (memmem(screen, used, FRAME_END, strlen(FRAME_END)) != NULL)
            return first;
    }
}

void
visit_open(struct visit *visit, int port, const char *source, const char *kex)
{
    uint64_t begin = now_us();

    *visit =
        (struct visit){.begin = begin,
                       .session = new_session(connect_from(port, source), kex)};
    if (ssh_connect(visit->session) != SSH_OK ||
        ssh_userauth_none(visit->session, NULL) != SSH_AUTH_SUCCESS)
        die("connect", ssh_get_error(visit->session));
    visit->channel = ssh_channel_new(visit->session);
    if (ssh_channel_open_session(visit->channel) != SSH_OK ||
        ssh_channel_request_pty_size(visit->channel, "xterm-256color", 80,
                                     24) != SSH_OK ||
        ssh_channel_request_shell(visit->channel) != SSH_OK)
        die("channel", ssh_get_error(visit->session));
    visit->first = read_frame(visit);
    visit->screen = now_us();
}

void
visit_type(struct visit *visit, char key)
{
    send_text(visit, &key, 1);
    read_frame(visit);
}

void
visit_leave(struct visit *visit)
{
    char bytes[4096];

    send_text(visit, "q", 1);
    while (ssh_channel_read_timeout(visit->channel, bytes, sizeof(bytes), 0,
                                    PATIENCE) > 0)
        ;
    ssh_channel_free(visit->channel);
    ssh_disconnect(visit->session);
    ssh_free(visit->session);
}
