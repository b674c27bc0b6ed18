#pragma once

/*
 * What a renderer reports to the worker of its session, over a pipe that the
 * launcher makes for the two: one message, of fixed size, for each page that
 * comes onto the screen, and for each document or section that a command
 * prints. What a visitor types is in none of them.
 *
 * The renderer finds the pipe at the descriptor whose number is in the
 * environment variable VISIT_VARIABLE; without resume-sshd it is not set.
 */

#include <stdbool.h>
#include <string.h>

#define VISIT_VARIABLE "RESUME_VISIT_FD"
#define VISIT_FD       9 /* above those that a renderer opens itself */
#define VISIT_NAME_MAX 39

enum visit_kind { VISIT_PAGE = 1, VISIT_DOCUMENT };

struct visit_message {
    unsigned char kind;
    char name[VISIT_NAME_MAX]; /* "work", "resume.pdf", with its NUL */
};

/* Whether TEXT is 1 to VISIT_NAME_MAX - 1 of the characters that names have. */
static inline bool
visit_name_is_valid(const char *text)
{
    size_t length = strnlen(text, VISIT_NAME_MAX);

    return length > 0 && length < VISIT_NAME_MAX &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                        "0123456789._/-") == length;
}
