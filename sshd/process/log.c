#include "process/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "process/log_line.h"

static struct log_style style;
/* In thread-local storage: every process has written to that page anyway. */
static _Thread_local const char *peer = "";
static _Thread_local unsigned long lost; /* lines that found no room */

/* Whether standard error is the stream that systemd opened for the service. */
static bool
log_is_journal(void)
{
    const char *stream = getenv("JOURNAL_STREAM");
    unsigned long long device, inode;
    struct stat status;

    return stream != NULL &&
           sscanf(stream, "%llu:%llu", &device, &inode) == 2 &&
           fstat(STDERR_FILENO, &status) == 0 && status.st_dev == device &&
           status.st_ino == inode;
}

/* Make standard error non-blocking. Open it again first, because its
 * description may be shared with a shell. That is impossible for a socket,
 * which only systemd and this service share, and for a file of another user.
 * */
static void
log_open(void)
{
    int fd = open("/proc/self/fd/2",
                  O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status;

    if (fd >= 0) {
        dup2(fd, STDERR_FILENO);
        close(fd);
    } else if (fstat(STDERR_FILENO, &status) == 0 && !S_ISCHR(status.st_mode)) {
        fcntl(STDERR_FILENO, F_SETFL,
              S_ISREG(status.st_mode) ? O_APPEND : O_NONBLOCK);
    }
}

void
log_init(enum log_format format)
{
    log_open();
    style = (struct log_style){.format = format, .journal = log_is_journal()};
}

void
log_set_peer(const char *text)
{
    peer = text;
}

/* Write one line. Returns whether standard error took it. */
static bool
log_put(enum log_event event, const struct log_field *fields)
{
    struct log_line line;
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    log_line_begin(&line, &style, event, &now);
    if (*peer != '\0') {
        const struct log_field context[] = {LOG_TEXT("peer", peer),
                                            LOG_NUMBER("pid", getpid())};

        log_line_put(&line, &context[0]);
        log_line_put(&line, &context[1]);
    }
    for (; fields->kind != LOG_KIND_END; fields++)
        log_line_put(&line, fields);
    log_line_end(&line);
    return write(STDERR_FILENO, line.bytes, line.length) >= 0 ||
           errno != EAGAIN;
}

void
log_write(enum log_event event, const struct log_field *fields)
{
    const struct log_field missing[] = {LOG_NUMBER("lines", lost),
                                        {.kind = LOG_KIND_END}};

    if (lost > 0 && log_put(EVENT_LOST, missing))
        lost = 0;
    if (lost > 0 || !log_put(event, fields))
        lost++;
}

void
log_error(const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    LOG(EVENT_ERROR, LOG_TEXT("message", message));
}
