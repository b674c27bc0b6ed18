#include "process/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "process/log_line.h"

static struct log_style style;
/* In thread-local storage: every process has written to that page anyway. */
static _Thread_local const char *peer = "";

/* Lines that were lost: one count for all processes, because most workers end
 * before the reader continues. */
static atomic_ulong own_lost, *lost = &own_lost;

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
 * description may be shared with a shell. A socket, which only systemd and
 * this service share, and the file of another user cannot be opened again. */
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

/* Have the processes that are forked from now on share the count. */
static void
log_share_count(void)
{
    void *page = mmap(NULL, sizeof(*lost), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    if (page != MAP_FAILED)
        lost = page;
}

void
log_init(enum log_format format)
{
    log_open();
    log_share_count();
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
    unsigned long count = atomic_exchange(lost, 0);
    const struct log_field missing[] = {LOG_NUMBER("lines", count),
                                        {.kind = LOG_KIND_END}};

    if (count > 0 && !log_put(EVENT_LOST, missing))
        atomic_fetch_add(lost, count + 1);
    else if (!log_put(event, fields))
        atomic_fetch_add(lost, 1);
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
