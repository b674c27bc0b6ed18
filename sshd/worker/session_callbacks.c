#include "worker/session_callbacks.h"

#include <string.h>

#include "base/array.h"
#include "process/log.h"
#include "worker/session.h"

/* Maximum bytes of input that libssh may hold: its window, 2 MB in the newest
 * version, and a reserve. Only a client that ignores the window exceeds it. */
#define HELD_MAX (3 * 1024 * 1024)

/* A person who sends a whole environment ("SendEnv *") sends fewer variables;
 * they do not count as refused requests. */
#define VARIABLES_MAX 1000

#define SECOND_SESSION                                                         \
    "One session at a time: end the other one, or open another connection."

static void
callbacks_admit(struct session *session, const char *method, const char *user)
{
    ssh_session ssh = session->ssh;
    const char *client = ssh_get_clientbanner(ssh);
    const char *kex = ssh_get_kex_algo(ssh);
    const char *cipher = ssh_get_cipher_in(ssh);

    if (user == NULL)
        user = "";
    session->authenticated = true;
    session_request_set_user(&session->request, user);
    LOG(EVENT_AUTHENTICATED, LOG_TEXT("method", method), LOG_WIRE("user", user),
        LOG_WIRE("client", client ? client : ""),
        LOG_TEXT("kex", kex ? kex : ""),
        LOG_TEXT("cipher", cipher ? cipher : ""));
}

/* Whether the client mistakes success without a password for a failure: with
 * libssh2 it requests the methods by "none", gets no list, and gives up
 * (Midnight Commander, medusa). PHP's libssh2 client accepts success. */
static bool
callbacks_needs_list(ssh_session ssh)
{
    static const struct {
        const char *client, *except;
    } quirks[] = {{"SSH-2.0-libssh2", "PHP"}, {"SSH-2.0-MEDUSA", "PHP"}};
    const char *banner = ssh_get_clientbanner(ssh);

    for (size_t i = 0; banner != NULL && i < COUNT(quirks); i++)
        if (strncmp(banner, quirks[i].client, strlen(quirks[i].client)) == 0 &&
            strstr(banner, quirks[i].except) == NULL)
            return true;
    return false;
}

static int
callbacks_on_none(ssh_session ssh, const char *user, void *data)
{
    struct session *session = data;

    if (!session->denied_none && callbacks_needs_list(ssh)) {
        session->denied_none = true;
        return SSH_AUTH_DENIED;
    }
    callbacks_admit(session, "none", user);
    return SSH_AUTH_SUCCESS;
}

static int
callbacks_on_password(ssh_session ssh, const char *user, const char *password,
                      void *data)
{
    (void)ssh;
    (void)password;
    callbacks_admit(data, "password", user);
    return SSH_AUTH_SUCCESS;
}

/* A client first asks whether a key would be accepted, then signs with it. */
static int
callbacks_on_key(ssh_session ssh, const char *user, struct ssh_key_struct *key,
                 char signature, void *data)
{
    (void)ssh;
    (void)key;
    if (signature == SSH_PUBLICKEY_STATE_VALID)
        callbacks_admit(data, "publickey", user);
    else if (signature != SSH_PUBLICKEY_STATE_NONE)
        return SSH_AUTH_DENIED;
    return SSH_AUTH_SUCCESS;
}

/* Without this libssh would read krb5.keytab and ask the resolver. */
static ssh_string
callbacks_on_gssapi(ssh_session ssh, const char *user, int count,
                    ssh_string *oids, void *data)
{
    (void)ssh;
    (void)user;
    (void)count;
    (void)oids;
    (void)data;
    return NULL;
}

static void
callbacks_refuse(struct session *session, const char *what)
{
    if (session->refusals++ == 0)
        LOG(EVENT_DENIED, LOG_TEXT("request", what));
}

/* One session channel at a time; a channel that either side is closing does not
 * delay the next one. libssh cannot send a reason with the refusal. */
static ssh_channel
callbacks_on_open(ssh_session ssh, void *data)
{
    struct session *session = data;
    struct session_channel *channel = &session->channel;

    if (channel->handle != NULL &&
        (!channel->closing || session->spent.handle != NULL)) {
        callbacks_refuse(session, "second session");
        ssh_send_debug(ssh, SECOND_SESSION, 1);
        return NULL;
    }
    if (channel->handle != NULL)
        session->spent = *channel;
    *channel = (struct session_channel){.handle = ssh_channel_new(ssh)};
    if (channel->handle == NULL)
        return NULL;
    ssh_set_channel_callbacks(channel->handle, &session->channel_callbacks);
    memset(session->request.hinted, 0, sizeof(session->request.hinted));
    session->request.pty = session->request.exec = 0;
    session->request.term[0] = session->request.command[0] = '\0';
    session->requested = session->wanted = session->sftp = false;
    session->resized = false;
    session->end = session->stop = session->input_ignored = false;
    session->hints = session->variables = 0;
    session->held = session->start = session->length = 0;
    session->active = true;
    return channel->handle;
}

static int
callbacks_on_pty(ssh_session ssh, ssh_channel channel, const char *term,
                 int columns, int rows, int width, int height, void *data)
{
    struct session *session = data;

    (void)ssh;
    (void)width;
    (void)height;
    if (channel != session->channel.handle || session->requested ||
        session->request.pty) {
        callbacks_refuse(session, "pty-req");
        return -1;
    }
    session->request.pty = 1;
    session_request_set_term(&session->request, term);
    session_request_set_size(&session->request, (unsigned)columns,
                             (unsigned)rows);
    return 0;
}

static int
callbacks_on_resize(ssh_session ssh, ssh_channel channel, int columns, int rows,
                    int width, int height, void *data)
{
    struct session *session = data;

    (void)ssh;
    (void)width;
    (void)height;
    if (channel == session->channel.handle && session->request.pty) {
        session_request_set_size(&session->request, (unsigned)columns,
                                 (unsigned)rows);
        session->resized = session->active = true;
    }
    return SSH_OK;
}

static int
callbacks_on_env(ssh_session ssh, ssh_channel channel, const char *name,
                 const char *value, void *data)
{
    struct session *session = data;

    (void)ssh;
    if (channel != session->channel.handle || session->requested ||
        session->variables++ >= VARIABLES_MAX) {
        callbacks_refuse(session, "env");
        return 1;
    }
    if (session->hints >= session->max_env ||
        !session_request_set_hint(&session->request, name, value))
        return 1;
    session->hints++;
    return 0;
}

/* A shell, or COMMAND if that is not NULL; once on each channel. */
static int
callbacks_begin(struct session *session, ssh_channel channel,
                const char *command)
{
    if (channel != session->channel.handle || session->requested) {
        callbacks_refuse(session, command != NULL ? "exec" : "shell");
        return 1;
    }
    if (command != NULL)
        session_request_set_command(&session->request, command);
    session->request.exec = command != NULL;
    session->requested = session->wanted = true;
    return 0;
}

static int
callbacks_on_shell(ssh_session ssh, ssh_channel channel, void *data)
{
    (void)ssh;
    return callbacks_begin(data, channel, NULL);
}

static int
callbacks_on_exec(ssh_session ssh, ssh_channel channel, const char *command,
                  void *data)
{
    (void)ssh;
    return callbacks_begin(data, channel, command);
}

/* The only subsystem. */
static int
callbacks_on_subsystem(ssh_session ssh, ssh_channel channel, const char *name,
                       void *data)
{
    struct session *session = data;

    (void)ssh;
    if (strcmp(name, "sftp") != 0) {
        callbacks_refuse(session, "subsystem");
        return 1;
    }
    if (callbacks_begin(session, channel, NULL) != 0)
        return 1;
    session->sftp = true;
    return 0;
}

/* Take all or nothing: libssh before 0.12 reopens the whole window for every
 * byte that is taken, so that the rest could grow with each byte. */
static int
callbacks_on_data(ssh_session ssh, ssh_channel channel, void *bytes,
                  uint32_t length, int is_stderr, void *data)
{
    struct session *session = data;

    (void)ssh;
    if (is_stderr || channel != session->channel.handle ||
        session->input_ignored)
        return (int)length;
    session->active = true;
    if (length > HELD_MAX) {
        session->flooding = session->input_ignored = true;
        return (int)length;
    }
    if (session->length > 0 || session->fetching ||
        !session_reserve(session, length)) {
        session->held = length;
        return 0;
    }
    memcpy(session->input, bytes, length);
    session->start = session->held = 0;
    session->length = length;
    return (int)length;
}

static void
callbacks_on_eof(ssh_session ssh, ssh_channel channel, void *data)
{
    struct session *session = data;

    (void)ssh;
    if (channel == session->channel.handle)
        session->end = true;
}

static void
callbacks_on_close(ssh_session ssh, ssh_channel channel, void *data)
{
    struct session *session = data;

    (void)ssh;
    if (channel == session->spent.handle)
        session->spent.left = true;
    if (channel != session->channel.handle)
        return;
    if (!session->channel.closing)
        session->hung_up = true;
    session->wanted = false;
    session->channel.left = session->channel.closing = true;
}

static void
callbacks_on_signal(ssh_session ssh, ssh_channel channel, const char *name,
                    void *data)
{
    static const char *const ends[] = {"HUP", "INT", "KILL", "QUIT", "TERM"};
    struct session *session = data;

    (void)ssh;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (channel == session->channel.handle && strcmp(name, ends[i]) == 0)
            session->stop = true;
}

/* Disconnect on an unknown service, as RFC 4253 requires; its name is not
 * repeated. */
static int
callbacks_on_service(struct session *session, const char *name)
{
    if (strcmp(name, "ssh-userauth") == 0 ||
        (session->authenticated && strcmp(name, "ssh-connection") == 0))
        return 1;
    session->misused = true;
    return 0;
}

/* All messages without a callback of their own. After 1 libssh refuses the
 * request, but accepts a service request. Unknown channel requests do not
 * count as refused: PuTTY measures the window with them. */
static int
callbacks_on_message(ssh_session ssh, ssh_message message, void *data)
{
    static const char *const names[] = {
        [SSH_REQUEST_AUTH] = "authentication method",
        [SSH_REQUEST_CHANNEL_OPEN] = "channel type",
        [SSH_REQUEST_CHANNEL] = "x11-req",
        [SSH_REQUEST_GLOBAL] = "forwarding",
    };
    int type = ssh_message_type(message);
    int subtype = ssh_message_subtype(message);

    (void)ssh;
    if (type == SSH_REQUEST_SERVICE)
        return callbacks_on_service(data, ssh_message_service_service(message));
    if (type == SSH_REQUEST_CHANNEL && subtype == SSH_CHANNEL_REQUEST_UNKNOWN)
        return 1;
    if (type == SSH_REQUEST_AUTH && subtype == SSH_AUTH_METHOD_INTERACTIVE) {
        callbacks_admit(data, "keyboard-interactive",
                        ssh_message_auth_user(message));
        ssh_message_auth_reply_success(message, 0);
        return 0;
    }
    if (type > 0 && type <= SSH_REQUEST_GLOBAL)
        callbacks_refuse(data, names[type]);
    return 1;
}

static void
callbacks_install(struct session *session)
{
    session->server_callbacks = (struct ssh_server_callbacks_struct){
        .userdata = session,
        .auth_none_function = callbacks_on_none,
        .auth_password_function = callbacks_on_password,
        .auth_pubkey_function = callbacks_on_key,
        .channel_open_request_session_function = callbacks_on_open,
        .gssapi_select_oid_function = callbacks_on_gssapi,
    };
    session->channel_callbacks = (struct ssh_channel_callbacks_struct){
        .userdata = session,
        .channel_data_function = callbacks_on_data,
        .channel_eof_function = callbacks_on_eof,
        .channel_close_function = callbacks_on_close,
        .channel_signal_function = callbacks_on_signal,
        .channel_pty_request_function = callbacks_on_pty,
        .channel_shell_request_function = callbacks_on_shell,
        .channel_pty_window_change_function = callbacks_on_resize,
        .channel_exec_request_function = callbacks_on_exec,
        .channel_env_request_function = callbacks_on_env,
        .channel_subsystem_request_function = callbacks_on_subsystem,
    };
    ssh_callbacks_init(&session->server_callbacks);
    ssh_callbacks_init(&session->channel_callbacks);
    ssh_set_server_callbacks(session->ssh, &session->server_callbacks);
    handshake_failure_watch(&session->failure, session->ssh);
    ssh_set_message_callback(session->ssh, callbacks_on_message, session);
    ssh_set_auth_methods(session->ssh, SSH_AUTH_METHOD_PASSWORD |
                                           SSH_AUTH_METHOD_PUBLICKEY |
                                           SSH_AUTH_METHOD_INTERACTIVE);
}

int
session_open(struct session *session, ssh_bind bind, int fd,
             unsigned long max_env)
{
    if (session_init(session, bind, fd, max_env) < 0)
        return -1;
    callbacks_install(session);
    return session_start(session);
}
