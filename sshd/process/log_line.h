#pragma once

/*
 * A line of the log, as bytes: what log.h promises is kept here, where it
 * can be tried without a log.
 */

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "process/log.h"

#define LOG_LINE_MAX 4096

struct log_style {
    enum log_format format;
    bool journal; /* text begins with <N>, its priority, in place of NOW */
};

/* A value that is too long is cut, a field without any room left out: what
 * there is stays whole, and always has its end. */
struct log_line {
    struct log_style style;
    char bytes[LOG_LINE_MAX];
    size_t length;
};

/* Begin with EVENT at NOW, put any number of fields, end with a newline. */
void log_line_begin(struct log_line *line, const struct log_style *style,
                    enum log_event event, const struct timespec *now);
void log_line_put(struct log_line *line, const struct log_field *field);
void log_line_end(struct log_line *line);
