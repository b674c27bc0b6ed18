#include "launcher/program.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "process/limits.h"
#include "process/process.h"

#define PROGRAM_DESCRIPTORS 64

void
program_limit(const struct program *program)
{
    static const int ignored[] = {SIGUSR1,
                                  0}; /* until the program handles it */

    process_reset_signals(ignored);
    process_prefer_oom_kill();
    process_limit(RLIMIT_CORE, 0);
    process_limit_cpu(program->limits->cpu_time);
    process_limit(RLIMIT_NOFILE, PROGRAM_DESCRIPTORS);
    if (chdir("/") < 0)
        _exit(126);
}
