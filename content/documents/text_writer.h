#pragma once

/*
 * Plain text that is being written: lines of some columns, and
 * one blank line between two blocks, never two, nor one at either end.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define TEXT_WRITER_COLUMNS 72

struct text_writer {
    FILE *out;
    bool ascii;   /* transliterate all of it */
    size_t lines; /* written so far */
    bool gap;     /* a blank line is due before the next one */
};

/* Write a printf-like text, wrapped: FIRST before its first line and REST,
 * which is as broad or broader, before the others. Nothing for "". */
void text_writer_put(struct text_writer *writer, const char *first,
                     const char *rest, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* "LABEL: VALUE"; nothing where VALUE is "". An address is never broken: who
 * copies it wants all of it. */
void text_writer_label(struct text_writer *writer, const char *label,
                       const char *value);
void text_writer_address(struct text_writer *writer, const char *label,
                         const char *value);
