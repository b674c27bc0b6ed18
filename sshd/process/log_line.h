#pragma once

/*
 * The bytes of one line of the log; log.h writes them. It is a separate file,
 * so that tests and a fuzzer can check the format without a descriptor.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "process/log_event.h"

#define LOG_LINE_MAX 4096

struct log_style {
    enum log_format format;
    bool journal; /* text begins with <N>, its priority, not with the time */
};

/* A value that is too long is cut, and a field for which there is no room is
 * left out: the line is always well-formed and complete. */
struct log_line {
    struct log_style style;
    char bytes[LOG_LINE_MAX];
    size_t length;
};

/* Begin with EVENT at NOW, put any number of fields, then end the line. */
void log_line_begin(struct log_line *line, const struct log_style *style,
                    enum log_event event, const struct timespec *now);
void log_line_put(struct log_line *line, const struct log_field *field);
void log_line_end(struct log_line *line);
