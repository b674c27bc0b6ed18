#include "seat.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "renderer.h"

void
seat_close(struct seat *seat)
{
    if (seat->fd >= 0)
        close(seat->fd);
    seat->fd = -1;
}

static int
send_order(struct seat *seat, const struct seat_order *order)
{
    return send(seat->fd, order, sizeof(*order), MSG_NOSIGNAL) < 0 ? -1 : 0;
}

int
seat_start(struct seat *seat, const struct visit *visit)
{
    struct seat_order order = {.signal = 0, .visit = *visit};

    return send_order(seat, &order);
}

int
seat_signal(struct seat *seat, int signal)
{
    struct seat_order order = {.signal = signal};

    return send_order(seat, &order);
}

int
seat_report(struct seat *seat, struct seat_report *report)
{
    ssize_t n =
        handover_receive(seat->fd, &report->letter, sizeof(report->letter),
                         report->ends, &report->end_count);

    if (n < 0 && errno == EAGAIN)
        return 0;
    if (n != (ssize_t)sizeof(report->letter))
        return -1;
    /* Fewer came than were sent where we have no room for them. */
    if (report->letter.news == SEAT_STARTED && report->end_count != 1 &&
        report->end_count != RENDERER_ENDS_MAX)
        return -1;
    return 1;
}
