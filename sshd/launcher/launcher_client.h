#pragma once

/*
 * A worker's seat at the launcher's: the socket over which it has renderers
 * started, one at a time, when it has long lost the right to do so itself.
 * Both sides know the messages, which have a fixed size.
 */

#include <stddef.h>

#include "base/fdpass.h"
#include "launcher/session_request.h"

struct launcher_client {
    int fd; /* readable: a report is there, or the launcher is gone; -1: none */
};

/* What a worker asks for. */
struct launcher_request {
    int signal; /* to send; 0: start a renderer for `request` */
    struct session_request request;
};

enum launcher_event { LAUNCHER_STARTED, LAUNCHER_FAILED, LAUNCHER_ENDED };

/* What it is told. */
struct launcher_reply {
    enum launcher_event event;
    int value; /* FAILED: an errno; ENDED: a wait(2) status */
};

struct launcher_report {
    struct launcher_reply reply;
    int ends[FDPASS_MAX]; /* STARTED: see struct renderer; the caller's
                               from now on */
    size_t end_count;
};

/* Let go of the seat: its renderer gets SIGHUP, soon after that SIGKILL. */
void launcher_client_close(struct launcher_client *launcher);

/* Start a renderer for VISIT; once the one before has ended. Returns -1 and
 * errno. */
int launcher_client_start(struct launcher_client *launcher,
                          const struct session_request *request);

/* Send the renderer SIGNAL, if it lives. */
int launcher_client_signal(struct launcher_client *launcher, int signal);

/* The next report: 1 with REPORT filled, 0 where there is none yet, -1 where
 * the launcher is gone, or what it sent did not come in whole. */
int launcher_client_receive(struct launcher_client *launcher,
                            struct launcher_report *report);
