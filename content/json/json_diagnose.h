#pragma once

#include <stddef.h>

struct error;

/*
 * Find the first syntax error in the LENGTH bytes at TEXT, and fill ERROR with
 * its position and likely cause: "line 12, column 3: an extra comma before the
 * ]". Returns -1, or 0 with ERROR untouched if TEXT is valid.
 */
int json_diagnose(const char *text, size_t length, struct error *error);
