#pragma once

/* JSON out of a file's bytes, or why there is none. */

#include <jansson.h>
#include <stddef.h>

struct error;
struct warnings;

/*
 * Parse LENGTH bytes at TEXT. Returns a new reference, or NULL with ERROR
 * filled: "line 12, column 3: ...". Comments are skipped. These, a byte
 * order mark, bytes that are not UTF-8 and keys given twice are added to
 * WARNINGS (may be NULL).
 */
json_t *json_text_parse(const char *text, size_t length,
                        struct warnings *warnings, struct error *error);
