#include "process/log.h"

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

/* Whether standard error is the very stream that systemd gave us. */
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

void
log_init(enum log_format format)
{
    style = (struct log_style){.format = format, .journal = log_is_journal()};
}

void
log_set_peer(const char *text)
{
    peer = text;
}

void
log_write(enum log_event event, const struct log_field *fields)
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
    if (write(STDERR_FILENO, line.bytes, line.length) < 0)
        return;
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
