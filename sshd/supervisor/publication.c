#include "supervisor/publication.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/memory.h"
#include "process/crypto_memory.h"
#include "process/log.h"
#include "process/memory_guard.h"
#include "supervisor/supervisor_state.h"

void
publication_set_ready(struct supervisor *supervisor)
{
    if (supervisor->ready)
        return;
    crypto_memory_seal();
    memory_inherit_files(MEMORY_FILES_USED); /* by the warm-up */
    memory_exhaust_free_chunks(); /* before the first worker is forked */
    memory_guard_reserve();
    memory_reserve_end();
    systemd_notify("READY=1");
    supervisor->ready = true;
}

void
publication_renew(struct supervisor *supervisor)
{
    if (published_files_open(&supervisor->files,
                             supervisor->publisher.directory) < 0)
        log_error("cannot open the published directory: %s", strerror(errno));
    audience_names_add(&supervisor->audiences, &supervisor->files.index);
    launcher_renew(&supervisor->launcher);
    if (supervisor->stop_requests == 0)
        connections_signal(supervisor->connections, SIGUSR1);
}

int
publication_ended(struct supervisor *supervisor, int status,
                  struct error *error)
{
    struct publisher *publisher = &supervisor->publisher;

    metrics_count(supervisor->metrics, METRICS_PUBLISHES,
                  status == 0 ? "success" : "failure");
    if (publisher_ended(publisher, status)) {
        publication_renew(supervisor);
        systemd_notify("STATUS=Serving the published résumé");
    } else {
        systemd_notify("STATUS=Serving the last good résumé: publishing has "
                       "failed, and the log says why");
    }
    if (!supervisor->ready) {
        if (!publisher_has_content(publisher))
            return error_set(error, "cannot publish: nothing to show");
        if (supervisor->files.count == 0)
            publication_renew(supervisor);
    } else if (publisher->pid == 0) {
        systemd_notify("READY=1");
    }
    publication_set_ready(supervisor);
    return 0;
}

void
publication_check_config(const struct supervisor *supervisor)
{
    const char *path = supervisor->changed_config();
    char message[PATH_MAX + 100];

    if (path == NULL)
        return;
    snprintf(message, sizeof(message),
             "%s has changed since the start: a restart applies it", path);
    LOG(EVENT_ADVICE, LOG_TEXT("message", message));
}

void
publication_reload(struct supervisor *supervisor)
{
    struct error error;

    if (supervisor->publisher.again)
        return; /* the next run will see this change */
    supervisor->reload_at = CLOCK_NEVER;
    LOG(EVENT_RELOAD,
        LOG_NUMBER("sessions", connections_active(supervisor->connections)));
    if (supervisor->publisher.content == NULL) {
        publication_renew(supervisor);
        return;
    }
    systemd_notify_reloading();
    if (publisher_start(&supervisor->publisher, &error) < 0) {
        log_error("%s", error.text);
        supervisor->reload_at = clock_now() + SUPERVISOR_RETRY;
        systemd_notify("READY=1");
    }
}
