#pragma once

/*
 * The state of the supervisor (supervisor.h), which accept.c also uses.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "files/published_files.h"
#include "launcher/launcher.h"
#include "net/listener.h"
#include "process/audience_names.h"
#include "proxy/proxy.h"
#include "supervisor/connections.h"
#include "supervisor/metrics.h"
#include "supervisor/progress.h"
#include "supervisor/publisher.h"
#include "supervisor/reject.h"
#include "supervisor/rejection_log.h"
#include "supervisor/systemd.h"
#include "supervisor/watch.h"
#include "worker/worker.h"

#define SUPERVISOR_RETRY   500 /* milliseconds between tries after a failure */
#define SUPERVISOR_RESERVE 8   /* descriptors */

struct supervisor {
    struct worker_plan plan;
    struct launcher launcher;
    struct listener listener;
    struct proxy proxy;
    struct publisher publisher;
    struct published_files files;    /* for new workers */
    struct audience_names audiences; /* of all files so far */
    struct watch watch;
    struct systemd systemd;
    struct reject reject;
    struct rejection_log rejection_log;
    /* Both change with each connection: no child process has a copy. */
    struct connections *connections;
    struct metrics *metrics;
    int signals;  /* a signalfd */
    pid_t exited; /* the child that SIGCHLD named, -1: any, 0: none */
    int reserve[SUPERVISOR_RESERVE]; /* to reject with when no others are left
                                      */
    size_t reserved;
    bool ready;             /* there is content to serve: accept connections */
    bool draining;          /* accept no more, end with the last connection */
    unsigned stop_requests; /* SIGTERM and SIGINT so far */
    uint64_t ping_at, kill_at;
    uint64_t accept_at;   /* accept nothing before */
    uint64_t launcher_at; /* start no launcher before */
    uint64_t reload_at;   /* publish again; CLOCK_NEVER: no attempt failed */
    struct progress launcher_progress, proxy_progress;
    /* The path of a configuration file that has changed since the start; NULL:
     * none. Filled by the caller of supervisor_init(). */
    const char *(*changed_config)(void);
};
