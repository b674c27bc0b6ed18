#include "launcher/renderer.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/visit_message.h"
#include "launcher/program.h"
#include "launcher/session_request.h"
#include "launcher/zygote.h"
#include "process/limits.h"
#include "process/process.h"

#define ENVIRONMENT_MAX (SESSION_REQUEST_HINT_COUNT + 12)

/* Append NAME=VALUE to ENVIRONMENT; nothing without memory. */
static void
renderer_add_variable(char **environment, const char *name, const char *value)
{
    while (*environment != NULL)
        environment++;
    if (asprintf(environment, "%s=%s", name, value) < 0)
        *environment = NULL;
}

static void
renderer_add_number(char **environment, const char *name, unsigned long number)
{
    char digits[24];

    snprintf(digits, sizeof(digits), "%lu", number);
    renderer_add_variable(environment, name, digits);
}

static void
renderer_build_environment(char **environment, const struct program *program,
                           const struct session_request *request)
{
    renderer_add_variable(environment, "PATH", "/usr/local/bin:/usr/bin:/bin");
    renderer_add_number(environment, "RESUME_IDLE_SECONDS",
                        program->limits->idle_timeout);
    renderer_add_number(environment, "RESUME_SESSION_SECONDS",
                        request->seconds_left);
    renderer_add_number(environment, "RESUME_PROBE_MS", request->answer_wait);
    renderer_add_number(environment, VISIT_VARIABLE, VISIT_FD);
    if (request->term[0] != '\0')
        renderer_add_variable(environment, "TERM", request->term);
    if (request->user[0] != '\0')
        renderer_add_variable(environment, "USER", request->user);
    for (enum session_request_hint i = 0; i < SESSION_REQUEST_HINT_COUNT; i++)
        if (request->hinted[i])
            renderer_add_variable(environment, session_request_hint_name(i),
                                  request->hints[i]);
    if (request->exec)
        renderer_add_variable(environment, "SSH_ORIGINAL_COMMAND",
                              request->command);
}

/* In the child: execute PROGRAM with the COUNT descriptors ENDS, which are a
 * terminal or three pipes, and then the pipe for visit messages. Writes the
 * errno of a failure to TROUBLE. */
static _Noreturn void
renderer_become(const struct program *program, char *const *environment,
                const int *ends, size_t count, int trouble)
{
    bool terminal = count < RENDERER_ENDS_MAX;
    int error;

    setsid();
    if (terminal)
        ioctl(ends[0], TIOCSCTTY, 0);
    trouble = fcntl(trouble, F_DUPFD_CLOEXEC, VISIT_FD + 1);
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        dup2(ends[terminal ? 0 : fd], fd);
    dup2(ends[count - 1], VISIT_FD);
    process_close_from_at_exec(STDERR_FILENO + 1);
    fcntl(VISIT_FD, F_SETFD, 0);
    program_limit(program);
    execle(program->path, "resume-ui", program->directory, (char *)NULL,
           environment);
    error = errno;
    if (write(trouble, &error, sizeof(error)) < 0)
        _exit(126);
    _exit(127);
}

/* Open a terminal whose input is raw, so that an early Ctrl-C is a key and not
 * a signal. On output LF becomes CR LF, for programs that only print. */
static int
renderer_open_terminal(int *ours, int *theirs)
{
    struct termios modes;

    if (openpty(&ours[0], &theirs[0], NULL, NULL, NULL) < 0)
        return -1;
    tcgetattr(theirs[0], &modes);
    modes.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK |
                                 ISTRIP | IXOFF | IXON | PARMRK);
    modes.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
    modes.c_oflag |= OPOST | ONLCR;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(theirs[0], TCSANOW, &modes);
    return 0;
}

/* Open a pipe, with its ends in *READER and *WRITER. */
static int
renderer_open_pipe(int *reader, int *writer)
{
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) < 0)
        return -1;
    *reader = ends[0];
    *writer = ends[1];
    return 0;
}

static int
renderer_open_pipes(int *ours, int *theirs)
{
    if (renderer_open_pipe(&theirs[STDIN_FILENO], &ours[STDIN_FILENO]) < 0)
        return -1;
    for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++)
        if (renderer_open_pipe(&ours[fd], &theirs[fd]) < 0)
            return -1;
    return 0;
}

static void
renderer_close_all(const int *fds)
{
    for (int i = 0; i < RENDERER_ENDS_MAX; i++)
        if (fds[i] >= 0)
            close(fds[i]);
}

static void
renderer_free_all(char **environment)
{
    for (; *environment != NULL; environment++)
        free(*environment);
}

static void
renderer_set_size(const struct renderer *renderer,
                  const struct session_request *request)
{
    const struct winsize size = {.ws_col = request->columns,
                                 .ws_row = request->rows};

    if (request->pty)
        ioctl(renderer->ends[0], TIOCSWINSZ, &size);
}

/* Fork, and wait for the exec. Returns 0 or an errno. */
static int
renderer_execute(struct renderer *renderer, const struct program *program,
                 char *const *environment, const int *theirs)
{
    int trouble[2], error = 0;

    if (pipe2(trouble, O_CLOEXEC) < 0)
        return errno;
    renderer->pid = fork();
    if (renderer->pid == 0)
        renderer_become(program, environment, theirs, renderer->end_count,
                        trouble[1]);
    if (renderer->pid < 0)
        error = errno;
    close(trouble[1]);
    if (error == 0 &&
        read(trouble[0], &error, sizeof(error)) == (ssize_t)sizeof(error))
        waitpid(renderer->pid, NULL, 0);
    close(trouble[0]);
    return error;
}

/* Open the descriptors for the renderer and those for the worker. Returns 0 or
 * an errno. */
static int
renderer_open_ends(struct renderer *renderer, bool terminal, int *theirs)
{
    size_t streams = terminal ? 1 : RENDERER_STREAMS_MAX;
    int outcome;

    *renderer = (struct renderer){.ends = {-1, -1, -1, -1}};
    outcome = terminal ? renderer_open_terminal(renderer->ends, theirs)
                       : renderer_open_pipes(renderer->ends, theirs);
    if (outcome == 0)
        outcome =
            renderer_open_pipe(&renderer->ends[streams], &theirs[streams]);
    if (outcome < 0)
        return errno;
    renderer->end_count = streams + 1;
    for (size_t i = 0; i < renderer->end_count; i++)
        fcntl(renderer->ends[i], F_SETFL, O_NONBLOCK);
    /* Where the pipe is full, the renderer drops the message. */
    fcntl(theirs[streams], F_SETFL, O_NONBLOCK);
    return 0;
}

/* Fork the renderer from ZYGOTE if that is ready; otherwise execute PROGRAM.
 * Returns 0 or an errno. */
static int
renderer_fork_or_execute(struct renderer *renderer, struct zygote *zygote,
                         const struct program *program,
                         char *const *environment, const int *theirs)
{
    renderer->pid =
        zygote_fork(zygote, theirs, renderer->end_count, environment);
    if (renderer->pid > 0)
        return 0;
    return renderer_execute(renderer, program, environment, theirs);
}

int
renderer_start(struct renderer *renderer, struct zygote *zygote,
               const struct program *program,
               const struct session_request *request)
{
    char *environment[ENVIRONMENT_MAX] = {NULL};
    int theirs[RENDERER_ENDS_MAX] = {-1, -1, -1, -1};
    int error = renderer_open_ends(renderer, request->pty, theirs);

    if (error == 0) {
        renderer_set_size(renderer, request);
        renderer_build_environment(environment, program, request);
        error = renderer_fork_or_execute(renderer, zygote, program, environment,
                                         theirs);
        renderer_free_all(environment);
    }
    renderer_close_all(theirs);
    if (error != 0) {
        renderer->pid = 0;
        renderer_close_all(renderer->ends);
    }
    return error;
}
