#pragma once

/*
 * A worker's connection to the launcher: the socket over which the sandboxed
 * worker, which may start nothing itself, has renderers started, one at a
 * time. The messages of both sides have a fixed size.
 */

#include <stddef.h>
#include <stdint.h>

#include "base/fdpass.h"
#include "launcher/session_request.h"

struct launcher_client {
    int fd; /* readable: a report, or the launcher has exited; -1: none */
};

/* What a worker sends. */
struct launcher_request {
    int signal; /* to send; 0: start a renderer for `request` */
    struct session_request request;
};

enum launcher_event { LAUNCHER_STARTED, LAUNCHER_FAILED, LAUNCHER_ENDED };

/* What the launcher sends. */
struct launcher_reply {
    enum launcher_event event;
    int value; /* STARTED: a clockid_t, of the renderer's CPU time; FAILED: an
                  errno; ENDED: a wait(2) status */
    uint64_t used; /* ENDED: its CPU time in microseconds */
};

struct launcher_report {
    struct launcher_reply reply;
    int ends[FDPASS_MAX]; /* STARTED: see struct renderer; the caller's
                               from now on */
    size_t end_count;
};

/* Close the connection: the renderer gets SIGHUP, a second later SIGKILL. */
void launcher_client_close(struct launcher_client *launcher);

/* Start a renderer for REQUEST, once the one before has ended. Returns -1 and
 * errno. */
int launcher_client_start(struct launcher_client *launcher,
                          const struct session_request *request);

/* Send the renderer SIGNAL, if it lives. Returns -1 and errno. */
int launcher_client_signal(struct launcher_client *launcher, int signal);

/* The next report: 1 with REPORT filled, 0 if none has come, -1 if the launcher
 * has exited or sent an incomplete message. */
int launcher_client_receive(struct launcher_client *launcher,
                            struct launcher_report *report);
