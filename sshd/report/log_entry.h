#pragma once

/*
 * Reads a line of the log back: the text and the JSON form, as log_line.c
 * writes them, alone or after the prefix of journalctl(1) -o short-iso. Any
 * other line is not an entry.
 */

#include <stdbool.h>
#include <stddef.h>

#define LOG_ENTRY_FIELDS_MAX 32

struct log_entry {
    const char *time; /* "2026-11-30T04:17:44.123Z", or "" */
    const char *event;
    size_t field_count;
    struct log_entry_field {
        const char *name, *value;
    } fields[LOG_ENTRY_FIELDS_MAX];
};

/* Split LINE, which is changed and then borrowed. Returns whether it is an
 * entry. */
bool log_entry_parse(struct log_entry *entry, char *line);

/* The value of the field NAME; "" without one. */
const char *log_entry_value(const struct log_entry *entry, const char *name);
