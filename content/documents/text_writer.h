#pragma once

/*
 * A plain text writer: wrapped lines, and exactly one blank line between two
 * blocks, with none at either end.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TEXT_WRITER_COLUMNS 72

struct text_writer {
    FILE *out;
    bool ascii;   /* transliterate all output */
    size_t lines; /* number written so far */
    bool gap;     /* write a blank line before the next line */
};

/* Write a printf-style text, wrapped, with FIRST before its first line and
 * REST, which is at least as wide, before the others. Nothing for "". */
void text_writer_put(struct text_writer *writer, const char *first,
                     const char *rest, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Write "LABEL: VALUE", or nothing if VALUE is "". text_writer_address() never
 * breaks VALUE, so that readers can copy all of it. */
void text_writer_label(struct text_writer *writer, const char *label,
                       const char *value);
void text_writer_address(struct text_writer *writer, const char *label,
                         const char *value);
