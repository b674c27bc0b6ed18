#include "parting.h"

#include <signal.h>
#include <stddef.h>

#include "attendant.h"
#include "clock.h"
#include "limit.h"

/* Milliseconds. */
#define GIVE_UP 3000 /* from a kill in vain until the connection is cut */
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
