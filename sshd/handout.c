#include "handout.h"

#include <string.h>

#include "log.h"

#define CHUNKS_PER_TURN 16 /* then it is the deadlines' turn */

bool
handout_open(struct handout *handout, const struct session *session,
             const struct documents *documents)
{
    const struct visit *visit = &session->visit;

    if (session->sftp) {
        handout->kind = HANDOUT_SFTP;
        sftp_init(&handout->sftp, documents);
    } else if (visit->exec && !visit->pty && scp_is_command(visit->command)) {
        handout->kind = HANDOUT_SCP;
        scp_init(&handout->scp, documents, visit->command, &handout->parcel);
    } else {
        return false;
    }
    handout->documents = documents;
    return true;
}

void
handout_close(struct handout *handout)
{
    handout->kind = HANDOUT_NONE;
    parcel_clear(&handout->parcel);
}

/* The log names each document of a connection once: a client that opens it
 * a thousand times is no news. */
static void
note(struct handout *handout, const struct document **opened)
{
    const struct documents *documents = handout->documents;
    unsigned bit;

    if (*opened == NULL)
        return;
    bit = 1U << (*opened - documents->items);
    if (!(handout->logged & bit))
        LOG(EVENT_HANDED_OUT, LOG_TEXT("document", (*opened)->name),
            LOG_NUMBER("size", (*opened)->size));
    handout->logged |= bit;
    *opened = NULL;
}

static bool
is_broken(const struct handout *handout)
{
    return handout->kind == HANDOUT_SFTP && handout->sftp.broken;
}

/* Whether nothing but what is in the parcel is to come. */
static bool
is_done(const struct handout *handout, const struct session *session)
{
    bool ended = session->end && session->length == 0;

    if (handout->kind == HANDOUT_SCP)
        return handout->scp.stage == SCP_DONE || ended;
    return is_broken(handout) || ended;
}

/* Take input up to the next answer. */
static void
take(struct handout *handout, struct session *session)
{
    const char *input = session->input + session->start;
    size_t used;

    if (handout->kind == HANDOUT_SFTP) {
        used =
            sftp_take(&handout->sftp, input, session->length, &handout->parcel);
        note(handout, &handout->sftp.opened);
    } else {
        used =
            scp_take(&handout->scp, input, session->length, &handout->parcel);
        note(handout, &handout->scp.opened);
    }
    session_consume(session, used);
}

/* Send one chunk; -1 where the document cannot be read. */
static int
give(struct handout *handout, struct session *session)
{
    char bytes[SESSION_CHUNK];
    ssize_t n = parcel_peek(&handout->parcel, bytes, session_room(session));

    if (n < 0)
        return -1;
    parcel_advance(&handout->parcel,
                   session_write(session, SESSION_OUT, bytes, (size_t)n));
    return 0;
}

/* How it went, with nothing more to send. */
static int
final_status(const struct handout *handout)
{
    if (handout->kind == HANDOUT_SCP)
        return handout->scp.status != 0 || handout->scp.stage != SCP_DONE;
    return is_broken(handout);
}

bool
handout_move(struct handout *handout, struct session *session)
{
    struct parcel *parcel = &handout->parcel;

    for (int i = 0; i < CHUNKS_PER_TURN; i++) {
        if (parcel_is_empty(parcel)) {
            if (is_done(handout, session)) {
                handout->status = final_status(handout);
                return true;
            }
            take(handout, session);
        }
        if (parcel_is_empty(parcel)) {
            if (session->length == 0 && !is_done(handout, session))
                return false;
        } else if (session_room(session) == 0) {
            return false;
        } else if (give(handout, session) < 0) {
            handout->status = 1;
            return true;
        }
    }
    return false;
}

bool
handout_is_ready(const struct handout *handout, const struct session *session)
{
    return handout->kind != HANDOUT_NONE && session_room(session) > 0 &&
           (!parcel_is_empty(&handout->parcel) || session->length > 0);
}

bool
handout_is_stalled(const struct handout *handout, const struct session *session)
{
    return !parcel_is_empty(&handout->parcel) && session_room(session) == 0;
}
