#pragma once

/* Parsing of a file's bytes as JSON, with readable errors. */

#include <jansson.h>
#include <stddef.h>

struct error;
struct warnings;

/*
 * Parse the LENGTH bytes at TEXT. Returns a new reference, or NULL with ERROR
 * filled: "line 12, column 3: ...". Skip comments. Warn in WARNINGS (may be
 * NULL) about comments, a byte order mark, invalid UTF-8 and duplicate keys.
 */
json_t *json_text_parse(const char *text, size_t length,
                        struct warnings *warnings, struct error *error);
