#pragma once

/*
 * One sentence that a person must read: "where: why", without a full stop
 * or a newline at its end. The caller owns the struct; a function that
 * fails fills it, a function that succeeds leaves it alone. A NULL
 * pointer means that nobody wants to know.
 */
struct error {
    char text[512];
};

/* Fill ERROR, printf-like; truncated where it is too long. Returns -1, so
 * that a caller can `return error_set(error, ...)`. */
int error_set(struct error *error, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
