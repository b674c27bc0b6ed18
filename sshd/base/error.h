#pragma once

/*
 * An error message for a person: "cannot VERB OBJECT: reason", without a full
 * stop. The caller owns the struct; a function that fails fills it, a function
 * that succeeds leaves it alone.
 */
struct error {
    char text[512];
};

/* Fill ERROR, printf-like; it may be NULL. Returns -1, for
 * `return error_set(...)`. */
int error_set(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
