#pragma once

/*
 * What every worker is given: made once by the supervisor, and inherited.
 */

#include <libssh/server.h>
#include <sys/types.h>

#include "launcher/program.h"

struct audience_names;
struct published_files;
struct limits;

struct worker_plan {
    pid_t supervisor;
    const struct published_files *files;    /* open, and borrowed */
    const struct audience_names *audiences; /* borrowed */
    ssh_bind bind;
    struct program program;
    const struct limits *limits; /* borrowed */
};
