#include "parting.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include "attendant.h"
#include "clock.h"
#include "farewell.h"
#include "limit.h"
#include "log.h"
#include "mark.h"
#include "process.h"

/* Milliseconds. */
#define GIVE_UP 3000 /* from a kill in vain until the connection is cut */
#define DRAIN   2000 /* for output after its renderer's death */
#define LEAVE   1000 /* for the client to leave by itself at the end */

uint64_t
parting_goodbye(const struct attendant *attendant)
{
    return attendant->plan->limits->goodbye_time * 1000;
}

bool
parting_is_alive(const struct attendant *attendant)
{
    return attendant->stage == STAGE_STARTING ||
           attendant->stage == STAGE_RUNNING;
}

void
parting_stop(struct attendant *attendant, int signal, uint64_t now)
{
    if (!parting_is_alive(attendant))
        return;
    attendant->stopping = true;
    seat_signal(&attendant->seat, signal);
    if (attendant->deadlines[DEADLINE_KILL] == CLOCK_NEVER)
        attendant->deadlines[DEADLINE_KILL] = now + parting_goodbye(attendant);
}

void
parting_end(struct attendant *attendant, enum ending ending, uint64_t now)
{
    if (attendant->ending != ENDING_NONE) { /* asked twice */
        attendant->over = ending == ENDING_SHUTDOWN;
        return;
    }
    attendant->ending = ending;
    parting_stop(attendant, SIGTERM, now);
    attendant->over =
        attendant->stage == STAGE_NONE || attendant->stage == STAGE_HANDING_OUT;
    attendant->deadlines[DEADLINE_GIVE_UP] =
        now + parting_goodbye(attendant) + GIVE_UP;
}

void
parting_cut(struct attendant *attendant, enum ending ending, uint64_t now)
{
    (void)now;
    if (attendant->ending == ENDING_NONE)
        attendant->ending = ending;
    attendant->over = true;
}

void
parting_finish(struct attendant *attendant, uint64_t now)
{
    session_close(&attendant->session, attendant->status);
    parting_forget(attendant);
    if (attendant->ending != ENDING_NONE)
        attendant->deadlines[DEADLINE_GIVE_UP] = now + LEAVE;
}

void
parting_forget(struct attendant *attendant)
{
    static const enum deadline its[] = {DEADLINE_STALL, DEADLINE_RESIZE,
                                        DEADLINE_STOP, DEADLINE_KILL,
                                        DEADLINE_DRAIN};

    relay_close(&attendant->relay);
    handout_close(&attendant->handout);
    for (size_t i = 0; i < sizeof(its) / sizeof(its[0]); i++)
        attendant->deadlines[its[i]] = CLOCK_NEVER;
    attendant->stage = STAGE_NONE;
    attendant->abandoned = attendant->stopping = false;
    attendant->session.active = true;
}

void
parting_note(struct attendant *attendant, const struct seat_letter *letter,
             uint64_t now)
{
    if (letter->news == SEAT_FAILED) {
        LOG(EVENT_TROUBLE, LOG_TEXT("renderer", strerror(letter->value)));
        attendant->status = 1;
        attendant->last =
            farewell_words(attendant->relay.terminal, false, false);
    } else {
        attendant->status = process_exit_status(letter->value);
        if (WIFSIGNALED(letter->value))
            attendant->last = farewell_words(attendant->relay.terminal, true,
                                             attendant->stopping);
        else if (attendant->status != MARK_UNKNOWN_COMMAND &&
                 (attendant->session.visit.exec || !attendant->relay.terminal))
            mark_raise(attendant->mark, MARK_COMMAND);
    }
    LOG(EVENT_ENDED, LOG_NUMBER("exit", attendant->status));
    attendant->stage = STAGE_DRAINING;
    attendant->deadlines[DEADLINE_KILL] = CLOCK_NEVER;
    attendant->deadlines[DEADLINE_DRAIN] = now + DRAIN;
    if (attendant->abandoned)
        parting_forget(attendant);
}

void
parting_lose(struct attendant *attendant, uint64_t now)
{
    const struct seat_letter loss = {
        .news = attendant->stage == STAGE_RUNNING ? SEAT_ENDED : SEAT_FAILED,
        .value = attendant->stage == STAGE_RUNNING ? SIGKILL : EPIPE};

    seat_close(&attendant->seat);
    if (attendant->ending == ENDING_NONE)
        attendant->ending = ENDING_FAILED;
    if (parting_is_alive(attendant))
        parting_note(attendant, &loss, now);
    if (attendant->stage == STAGE_NONE)
        parting_cut(attendant, ENDING_FAILED, now);
}

void
parting_orphan(struct attendant *attendant, uint64_t now)
{
    seat_close(&attendant->seat);
    if (attendant->stage == STAGE_NONE || attendant->stage == STAGE_STARTING)
        parting_lose(attendant, now);
}

void
parting_give_up(struct attendant *attendant, enum ending ending, uint64_t now)
{
    if (!parting_is_alive(attendant)) {
        parting_cut(attendant, ending, now);
        return;
    }
    parting_lose(attendant, now);
    relay_close(&attendant->relay);
    attendant->deadlines[DEADLINE_GIVE_UP] = now + DRAIN;
}
