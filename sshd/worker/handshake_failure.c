#include "worker/handshake_failure.h"

#include <stdio.h>
#include <string.h>

#include "base/array.h"

/* What libssh reports as "status": the client has identified itself; its
 * offer has come; the algorithms are chosen. */
#define IDENTIFIED 0.4f
#define OFFERED    0.6f
#define CHOSEN     0.8f

/* The parts of libssh's error:
 * "no match for method METHOD: server [NAME,...], client [NAME,...]". */
static const char error_method[] = "no match for method ",
                  error_client[] = ", client [";

/* How METHOD begins, and what it is called in the log. */
static const struct {
    const char *method, *name;
} handshake_parts[] = {
    {"kex", "key exchange"},        {"server host key", "host key"},
    {"encryption", "cipher"},       {"mac", "MAC"},
    {"compression", "compression"},
};

static const char *
handshake_part_name(const char *method)
{
    for (size_t i = 0; i < COUNT(handshake_parts); i++)
        if (strncmp(method, handshake_parts[i].method,
                    strlen(handshake_parts[i].method)) == 0)
            return handshake_parts[i].name;
    return "algorithm";
}

static void
handshake_read_log(int priority, const char *function, const char *line,
                   void *data)
{
    struct handshake_failure *failure = data;
    const char *method = strstr(line, error_method), *offer;

    (void)priority;
    (void)function;
    if (method == NULL)
        return;
    method += strlen(error_method);
    offer = strstr(method, error_client);
    if (offer == NULL)
        return;
    offer += strlen(error_client);
    snprintf(failure->text, sizeof(failure->text),
             "no common %s: client offers %.*s", handshake_part_name(method),
             (int)strcspn(offer, "]"), offer);
}

static void
handshake_note_status(void *data, float status)
{
    struct handshake_failure *failure = data;
    const char *client = ssh_get_clientbanner(failure->ssh);

    failure->text[0] = '\0';
    if (status == IDENTIFIED) {
        snprintf(failure->text, sizeof(failure->text),
                 "client does not speak SSH 2.0: %s",
                 client != NULL ? client : "");
    } else if (status == OFFERED) {
        ssh_set_log_userdata(failure);
        ssh_set_log_callback(handshake_read_log);
        ssh_set_log_level(SSH_LOG_TRACE);
    } else if (status == CHOSEN) {
        ssh_set_log_level(SSH_LOG_NONE);
    }
}

void
handshake_failure_watch(struct handshake_failure *failure, ssh_session ssh)
{
    failure->ssh = ssh;
    failure->callbacks = (struct ssh_callbacks_struct){
        .userdata = failure,
        .connect_status_function = handshake_note_status,
    };
    ssh_callbacks_init(&failure->callbacks);
    ssh_set_callbacks(ssh, &failure->callbacks);
}
