#pragma once

/*
 * What the environment tells of a visitor: hints, which a client may set as
 * it likes, so each is checked and none is needed.
 */

#include <stdbool.h>

/* No screen but plain text: ACCESSIBLE is set, or the login name is "plain"
 * (ssh plain@HOST). */
bool client_env_plain_text(void);

/* No UTF-8: the first of LC_ALL, LC_CTYPE and LANG that is set does not name
 * it, or none is set. */
bool client_env_ascii(void);

/* NO_COLOR (https://no-color.org) is set. */
bool client_env_no_colour(void);

/* NO_MOTION is set: nothing moves by itself. */
bool client_env_still(void);

/* RESUME_IDLE_SECONDS: how long a visit may be quiet; 0 for ever. */
int client_env_idle_seconds(void);
