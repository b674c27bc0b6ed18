#include "supervisor/publisher.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "process/log.h"
#include "process/process.h"

#define CPU_SECONDS 60
#define LINES_MAX   100 /* logged of one run; the rest is dropped */
#define PIPE_SIZE   65536

/* PATH made absolute, to be freed; it need not exist. NULL and errno. */
static char *
publisher_absolute_path(const char *path)
{
    char here[PATH_MAX];
    char *result = NULL;

    if (path[0] == '/')
        return strdup(path);
    if (getcwd(here, sizeof(here)) == NULL ||
        asprintf(&result, "%s/%s", here, path) < 0)
        return NULL;
    return result;
}

static char *
publisher_make_scratch(void)
{
    const char *parent = getenv("TMPDIR");
    char *path = NULL;

    if (parent == NULL || parent[0] != '/')
        parent = "/tmp";
    if (asprintf(&path, "%s/resume-sshd.XXXXXX", parent) < 0)
        return NULL;
    if (mkdtemp(path) == NULL) {
        free(path);
        return NULL;
    }
    return path;
}

int
publisher_init(struct publisher *publisher, const struct publisher_paths *paths,
               struct error *error)
{
    const char *parent = paths->parent;

    *publisher = (struct publisher){.program = paths->program,
                                    .content = paths->content,
                                    .fd = -1,
                                    .kill_at = CLOCK_NEVER};
    if (paths->directory == NULL && paths->content == NULL)
        return error_set(error, "nothing to publish: give --content FILE or "
                                "--published DIR");
    if (paths->directory != NULL) {
        publisher->directory = publisher_absolute_path(paths->directory);
    } else {
        if (parent == NULL)
            parent = publisher->scratch = publisher_make_scratch();
        if (parent != NULL &&
            asprintf(&publisher->directory, "%s/published", parent) < 0)
            publisher->directory = NULL;
    }
    if (publisher->directory == NULL)
        return error_set(error, "cannot create the published directory: %s",
                         strerror(errno));
    return 0;
}

static int
publisher_remove(const char *path, const struct stat *status, int type,
                 struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

void
publisher_fini(struct publisher *publisher)
{
    if (publisher->pid > 0) {
        kill(-publisher->pid, SIGKILL);
        waitpid(publisher->pid, NULL, 0);
    }
    if (publisher->fd >= 0)
        close(publisher->fd);
    if (publisher->scratch != NULL)
        nftw(publisher->scratch, publisher_remove, 8, FTW_DEPTH | FTW_PHYS);
    free(publisher->scratch);
    free(publisher->directory);
}

/* In the child: execute the program, with its output going to OUT. */
static _Noreturn void
publisher_exec(const struct publisher *publisher, int out, pid_t parent)
{
    /* Before it executes, the process is one that pkill resume-sshd finds. */
    static const int ignored[] = {SIGHUP, SIGUSR1, SIGUSR2, 0};

    process_die_with_parent(parent, SIGTERM);
    process_prefer_oom_kill();
    setpgid(0, 0); /* so that its children are killed with it */
    process_reset_signals(ignored);
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    process_limit(RLIMIT_CORE, 0);
    process_limit(RLIMIT_CPU, CPU_SECONDS);
    execl(publisher->program, "resume-publish", publisher->content,
          publisher->directory, (char *)NULL);
    dprintf(STDERR_FILENO, "cannot execute %s: %s\n", publisher->program,
            strerror(errno));
    _exit(127);
}

int
publisher_start(struct publisher *publisher, struct error *error)
{
    pid_t self = getpid();
    int ends[2];

    if (publisher->content == NULL)
        return 0;
    if (publisher->pid > 0) {
        publisher->again = true;
        return 0;
    }
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
        return error_set(error, "cannot start resume-publish: %s",
                         strerror(errno));
    publisher->pid = fork();
    if (publisher->pid == 0) {
        fcntl(ends[1], F_SETFL, 0); /* the child blocks while it is full */
        publisher_exec(publisher, ends[1], self);
    }
    close(ends[1]);
    if (publisher->pid < 0) {
        publisher->pid = 0;
        close(ends[0]);
        return error_set(error, "cannot start resume-publish: %s",
                         strerror(errno));
    }
    setpgid(publisher->pid, 0); /* parent or child, whichever runs first */
    publisher->fd = ends[0];
    publisher->lines = 0;
    publisher->kill_at = clock_now() + publisher->timeout * 1000;
    return 0;
}

/* Log the line that is in the buffer. */
static void
publisher_log_line(struct publisher *publisher)
{
    if (publisher->length == 0)
        return;
    publisher->line[publisher->length] = '\0';
    publisher->length = 0;
    if (publisher->lines < LINES_MAX)
        LOG(EVENT_PUBLISH, LOG_TEXT("message", publisher->line));
    else if (publisher->lines == LINES_MAX)
        LOG(EVENT_PUBLISH,
            LOG_TEXT("message", "too many lines; dropping the rest"));
    else
        return;
    publisher->lines++;
}

void
publisher_read(struct publisher *publisher)
{
    char bytes[4096];
    ssize_t n = read(publisher->fd, bytes, sizeof(bytes));

    for (ssize_t i = 0; i < n; i++) {
        if (bytes[i] != '\n')
            publisher->line[publisher->length++] = bytes[i];
        if (bytes[i] == '\n' ||
            publisher->length == sizeof(publisher->line) - 1)
            publisher_log_line(publisher);
    }
    if (n > 0 || (n < 0 && errno == EAGAIN))
        return;
    publisher_log_line(publisher);
    close(publisher->fd);
    publisher->fd = -1;
}

uint64_t
publisher_expire(struct publisher *publisher, uint64_t now)
{
    if (now >= publisher->kill_at) {
        publisher->kill_at = CLOCK_NEVER;
        LOG(EVENT_PUBLISH,
            LOG_TEXT("message", "resume-publish timed out; killed"));
        kill(-publisher->pid, SIGKILL);
    }
    return publisher->kill_at;
}

bool
publisher_ended(struct publisher *publisher, int status)
{
    bool success = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    struct error error;

    for (size_t i = 0; publisher->fd >= 0 && i < PIPE_SIZE; i += PIPE_BUF)
        publisher_read(publisher);
    if (publisher->fd >= 0) { /* another process keeps the pipe open */
        close(publisher->fd);
        publisher->fd = -1;
    }
    publisher->pid = 0;
    publisher->kill_at = CLOCK_NEVER;
    if (success)
        LOG(EVENT_PUBLISHED, LOG_TEXT("directory", publisher->directory));
    else
        LOG(EVENT_PUBLISH_FAILED,
            LOG_TEXT("message", publisher_has_content(publisher)
                                    ? "the last good version stays"
                                    : "nothing is published"),
            LOG_NUMBER("exit", process_exit_status(status)));
    if (publisher->again) {
        publisher->again = false;
        if (publisher_start(publisher, &error) < 0)
            log_error("%s", error.text);
    }
    return success;
}

bool
publisher_has_content(const struct publisher *publisher)
{
    DIR *directory = opendir(publisher->directory);
    const struct dirent *entry;
    bool found = false;

    if (directory == NULL)
        return false;
    while (!found && (entry = readdir(directory)) != NULL)
        found = entry->d_name[0] != '.';
    closedir(directory);
    return found;
}
