#pragma once

/*
 * How an attendant's visit comes to its end: those who are served are asked
 * first, and get a little time.
 */

#include <stdbool.h>
#include <stdint.h>

#include "ending.h"

struct attendant;
struct seat_letter;

/* Milliseconds for a renderer to end by itself; then it is killed. */
uint64_t parting_goodbye(const struct attendant *attendant);

/* Whether there is a renderer, as far as we know. */
bool parting_is_alive(const struct attendant *attendant);

/* Ask the renderer to end by SIGNAL; soon after that it must. */
void parting_stop(struct attendant *attendant, int signal, uint64_t now);

/* End the visit: at once, or when its renderer has said goodbye. */
void parting_end(struct attendant *attendant, enum ending ending, uint64_t now);

/* End the visit, whoever is still speaking. */
void parting_cut(struct attendant *attendant, enum ending ending, uint64_t now);

/* All that there was to say is with libssh: close the channel. */
void parting_finish(struct attendant *attendant, uint64_t now);

/* Nobody is served any more, and none of the deadlines of that are left. */
void parting_forget(struct attendant *attendant);

/* The renderer has ended, or never began, as LETTER says: let its output come
 * to an end, and ours behind it. */
void parting_note(struct attendant *attendant, const struct seat_letter *letter,
                  uint64_t now);

/* The porter is gone. A renderer that is there goes on without it. */
void parting_orphan(struct attendant *attendant, uint64_t now);

/* The porter is gone or deaf, and so is its renderer: nobody else is shown
 * anything here. */
void parting_lose(struct attendant *attendant, uint64_t now);

/* Not even SIGKILL helped: restore the visitor's terminal all the same, or
 * end with ENDING. */
void parting_give_up(struct attendant *attendant, enum ending ending,
                     uint64_t now);
