#include "launcher/launcher_client.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "launcher/program.h"

void
launcher_client_close(struct launcher_client *launcher)
{
    if (launcher->fd >= 0)
        close(launcher->fd);
    launcher->fd = -1;
}

static int
launcher_client_send(struct launcher_client *launcher,
                     const struct launcher_request *message)
{
    return send(launcher->fd, message, sizeof(*message), MSG_NOSIGNAL) < 0 ? -1
                                                                           : 0;
}

int
launcher_client_start(struct launcher_client *launcher,
                      const struct session_request *request)
{
    struct launcher_request message = {.signal = 0, .request = *request};

    return launcher_client_send(launcher, &message);
}

int
launcher_client_signal(struct launcher_client *launcher, int signal)
{
    struct launcher_request message = {.signal = signal};

    return launcher_client_send(launcher, &message);
}

int
launcher_client_receive(struct launcher_client *launcher,
                        struct launcher_report *report)
{
    ssize_t n =
        fdpass_receive(launcher->fd, &report->reply, sizeof(report->reply),
                       report->ends, &report->end_count);

    if (n < 0 && errno == EAGAIN)
        return 0;
    if (n != (ssize_t)sizeof(report->reply))
        return -1;
    /* This process had no room for all descriptors that were sent. */
    if (report->reply.event == LAUNCHER_STARTED && report->end_count != 2 &&
        report->end_count != RENDERER_ENDS_MAX)
        return -1;
    return 1;
}
