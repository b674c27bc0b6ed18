#pragma once

#include <stddef.h>

struct error;

/*
 * Find the first place where LENGTH bytes at TEXT stop being JSON, and fill
 * ERROR with it and the likely cause: "line 12, column 3: a comma too many
 * before ]". Returns -1; or 0, ERROR untouched, where all is well.
 */
int json_diagnose(const char *text, size_t length, struct error *error);
