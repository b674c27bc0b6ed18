#include "supervisor/watch.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"

#define SETTLE_TIME 200 /* milliseconds after the last change */

int
watch_open(struct watch *watch, const char *file, struct error *error)
{
    const char *slash = strrchr(file, '/');
    char directory[PATH_MAX] = ".";

    *watch = (struct watch){.name = slash != NULL ? slash + 1 : file,
                            .due = CLOCK_NEVER};
    if (slash != NULL && (size_t)(slash - file) < sizeof(directory) - 1) {
        memcpy(directory, file, (size_t)(slash - file) + 1);
        directory[slash - file + 1] = '\0';
    }
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watch->fd >= 0 &&
        inotify_add_watch(watch->fd, directory,
                          IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR) >= 0)
        return 0;
    error_set(error, "cannot watch %s: %s", directory, strerror(errno));
    watch_close(watch);
    return -1;
}

void
watch_close(struct watch *watch)
{
    if (watch->fd >= 0)
        close(watch->fd);
    watch->fd = -1;
}

void
watch_read(struct watch *watch, uint64_t now)
{
    _Alignas(struct inotify_event) char bytes[4096];
    ssize_t length;

    while ((length = read(watch->fd, bytes, sizeof(bytes))) > 0)
        for (ssize_t at = 0; at < length;) {
            const struct inotify_event *event = (const void *)(bytes + at);

            /* An overflow may have lost an event of the file. */
            if ((event->mask & IN_Q_OVERFLOW) ||
                (event->len > 0 && strcmp(event->name, watch->name) == 0))
                watch->due = now + SETTLE_TIME;
            at += (ssize_t)(sizeof(*event) + event->len);
        }
}

bool
watch_is_due(struct watch *watch, uint64_t now)
{
    if (now < watch->due)
        return false;
    watch->due = CLOCK_NEVER;
    return true;
}
