#include "worker/worker_events.h"

#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/login.h"
#include "base/memory.h"
#include "files/published_files.h"
#include "process/audience_names.h"
#include "process/limits.h"
#include "process/log.h"
#include "process/memory_guard.h"
#include "process/process.h"
#include "process/session_kind.h"

static void
events_handle(struct worker_loop *loop, enum worker_event event, uint64_t now)
{
    worker_machine_handle(&loop->machine, event, 0, now);
}

/* The client is served: raise its kind of session to LEAST, and set the alarm
 * to the end of the session instead of the grace time. */
static void
events_note_service(struct worker_loop *loop, enum session_kind least)
{
    const struct limits *limits = loop->plan->limits;

    session_kind_raise(loop->kind, least);
    alarm((unsigned)(limits->session_timeout + limits->goodbye_time) +
          LIMIT_ALARM_SLACK);
}

/* The first word of COMMAND: what a visitor searches for is not logged. */
static void
events_name_command(char word[LOG_WIRE_MAX + 1], const char *command)
{
    command += strspn(command, " \t\r\n");
    snprintf(word, LOG_WIRE_MAX + 1, "%.*s", (int)strcspn(command, " \t\r\n"),
             command);
}

/* Add to the request what only the worker knows. */
static void
events_complete_request(struct worker_loop *loop, uint64_t now)
{
    struct session_request *request = &loop->session.request;
    unsigned long left = worker_machine_seconds_left(&loop->machine, now);

    request->seconds_left = left > 0 ? (unsigned)left : 1;
    session_request_set_round_trip(request, session_round_trip(&loop->session));
}

/* Record the audience that the user name names, if it is known. */
static void
events_note_audience(struct worker_loop *loop)
{
    const struct worker_plan *plan = loop->plan;
    struct login login = login_resolve(&plan->files->index,
                                       loop->session.request.user, NULL, NULL);

    if (login.kind != LOGIN_AUDIENCE)
        return;
    visit_set_audience(&loop->visit, login.name);
    session_kind_set_audience(loop->kind,
                              audience_names_find(plan->audiences, login.name));
}

/* Start what the client requested: a renderer, or files. */
static void
events_start_service(struct worker_loop *loop, uint64_t now)
{
    struct session *session = &loop->session;
    const struct session_request *request = &session->request;
    char word[LOG_WIRE_MAX + 1];

    events_name_command(word, request->command);
    events_note_audience(loop);
    session->wanted = false;
    events_complete_request(loop, now);
    loop->machine.terminal = loop->relay.terminal = request->pty;
    LOG(EVENT_SESSION,
        LOG_TEXT("kind", session->sftp   ? "sftp"
                         : request->exec ? "exec"
                                         : "shell"),
        LOG_TEXT("term", request->pty ? request->term : "none"),
        LOG_NUMBER("columns", request->columns),
        LOG_NUMBER("rows", request->rows), LOG_WIRE("command", word));
    if (!file_transfer_open(&loop->file_transfer, session, loop->plan->files)) {
        events_handle(loop, ON_PROGRAM, now);
        return;
    }
    /* Set here, because other sessions need not write to that page. */
    loop->file_transfer.visit = &loop->visit;
    events_note_service(loop, SESSION_KIND_FILE);
    events_handle(loop, ON_FILES, now);
}

/* Handle what libssh's callbacks recorded. */
void
worker_events_session(struct worker_loop *loop, uint64_t now)
{
    struct session *session = &loop->session;
    const struct worker_machine *machine = &loop->machine;

    if (session->hung_up)
        events_handle(loop, ON_CHANNEL_CLOSED, now);
    if (session->wanted &&
        (machine->state == STATE_HANDSHAKE || machine->state == STATE_OPEN))
        events_start_service(loop, now);
    if (session->resized && machine->state == STATE_RUNNING) {
        session->resized = false;
        events_handle(loop, ON_RESIZE, now);
    }
    if (session->stop)
        events_handle(loop, ON_SIGNAL, now);
    if (loop->relay.ended)
        events_handle(loop, ON_INPUT_END, now);
    if (session->active) {
        visit_touch(&loop->visit, now);
        events_handle(loop, ON_ACTIVITY, now);
    }
    session->hung_up = session->stop = session->active = false;
    if (session->refusals >= loop->plan->limits->max_refusals)
        events_handle(loop, ON_REFUSALS, now);
    if (session->flooding)
        events_handle(loop, ON_FLOOD, now);
    if (session->misused)
        events_handle(loop, ON_MISUSE, now);
    session->failed |= memory_guard_was_used();
    if (session->failed) {
        session->failed = false;
        events_handle(loop, ON_UNSENT, now);
    }
}

static void
events_handle_start(struct worker_loop *loop,
                    const struct launcher_report *report, uint64_t now)
{
    size_t streams = report->end_count - 1;

    relay_open(&loop->relay, report->ends, streams);
    visit_open(&loop->visit, report->ends[streams]);
    cpu_usage_begin(&loop->cpu_usage, report->reply.value);
    events_note_service(loop, SESSION_KIND_BOT);
    if (loop->relay.terminal)
        memory_trim(); /* what the handshake used; a terminal may stay long */
    events_handle(loop, ON_STARTED, now);
}

/* The renderer ended with the wait(2) STATUS. */
static void
events_handle_end(struct worker_loop *loop, int status, uint64_t now)
{
    bool command = loop->session.request.exec || !loop->relay.terminal;

    if (command && WIFEXITED(status) &&
        WEXITSTATUS(status) != SESSION_KIND_UNKNOWN_COMMAND)
        session_kind_raise(loop->kind, SESSION_KIND_COMMAND);
    loop->cpu_limit_hit |= WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
    LOG(EVENT_RENDERER_EXITED, LOG_NUMBER("exit", process_exit_status(status)));
    worker_machine_handle(&loop->machine, ON_ENDED, status, now);
}

void
worker_events_launcher(struct worker_loop *loop, uint64_t now)
{
    struct launcher_report report;
    int outcome = launcher_client_receive(&loop->launcher, &report);

    if (outcome == 0)
        return;
    if (outcome < 0) {
        launcher_client_close(&loop->launcher);
        events_handle(loop, ON_LAUNCHER_GONE, now);
    } else if (report.reply.event == LAUNCHER_STARTED) {
        events_handle_start(loop, &report, now);
    } else if (report.reply.event == LAUNCHER_FAILED) {
        log_error("cannot start a renderer: %s", strerror(report.reply.value));
        events_handle(loop, ON_FAILED, now);
    } else {
        cpu_usage_end(&loop->cpu_usage, report.reply.used);
        events_handle_end(loop, report.reply.value, now);
    }
}

void
worker_events_signal(struct worker_loop *loop, uint64_t now)
{
    int number = process_signalfd_read(loop->signals, NULL);

    if (number == SIGTERM)
        events_handle(loop, ON_SHUTDOWN, now);
    if (number == SIGUSR1)
        events_handle(loop, ON_RENEWED, now);
    if (number == SIGUSR2)
        events_handle(loop, ON_DISPLACED, now);
}

void
worker_events_unreported_end(struct worker_loop *loop, uint64_t now)
{
    events_handle_end(loop, 0, now);
}
