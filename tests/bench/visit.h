#pragma once

/*
 * A visit by a terminal of 80x24, the same for every server: without key and
 * password, and with answers to what resume-ui asks a terminal.
 */

#include <libssh/libssh.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct visit {
    ssh_session session;
    ssh_channel channel;
    uint64_t begin, first, screen; /* microseconds: connect(2), the first
                                      byte, the end of the first frame */
    size_t bytes;                  /* of output, all in all */
};

static inline uint64_t
now_us(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* Say what is wrong, and exit. */
_Noreturn void die(const char *what, const char *why);

/* Visit the server at PORT of 127.0.0.1 from the address SOURCE, until the
 * first screen is complete. KEX is a list for the key exchange. Like all
 * functions below, it exits on failure. */
void visit_open(struct visit *visit, int port, const char *source,
                const char *kex);

/* Type KEY, and read until the screen is complete again. */
void visit_type(struct visit *visit, char key);

/* Quit by the key for it, and read until the server has closed. */
void visit_leave(struct visit *visit);
