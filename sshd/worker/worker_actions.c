#include "worker/worker_actions.h"

#include <sys/ioctl.h>

#include "worker/worker_loop_state.h"

static int
actions_start_renderer(void *context)
{
    struct worker_loop *loop = context;

    return launcher_client_start(&loop->launcher, &loop->session.request);
}

static void
actions_signal_renderer(void *context, int signal)
{
    struct worker_loop *loop = context;

    launcher_client_signal(&loop->launcher, signal);
}

static void
actions_leave_launcher(void *context)
{
    struct worker_loop *loop = context;

    launcher_client_close(&loop->launcher);
}

static void
actions_hang_up(void *context)
{
    struct worker_loop *loop = context;

    relay_close(&loop->relay);
    file_transfer_close(&loop->file_transfer);
}

static void
actions_resize(void *context)
{
    struct worker_loop *loop = context;
    const struct session_request *request = &loop->session.request;
    const struct winsize size = {.ws_col = request->columns,
                                 .ws_row = request->rows};

    if (loop->relay.out >= 0)
        ioctl(loop->relay.out, TIOCSWINSZ, &size);
}

static void
actions_send_text(void *context, const char *text)
{
    struct worker_loop *loop = context;

    relay_send_text(&loop->relay,
                    loop->relay.terminal ? SESSION_OUT : SESSION_ERR, text);
}

static void
actions_close_channel(void *context, int status)
{
    struct worker_loop *loop = context;

    session_close(&loop->session, status);
}

const struct worker_machine_ops worker_actions = {
    .start_renderer = actions_start_renderer,
    .signal_renderer = actions_signal_renderer,
    .leave_launcher = actions_leave_launcher,
    .hang_up = actions_hang_up,
    .resize = actions_resize,
    .send_text = actions_send_text,
    .close_channel = actions_close_channel,
};
