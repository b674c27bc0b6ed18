#pragma once

/*
 * What the environment tells about the client. Clients may set what they
 * like, so each value is checked, and none is required.
 */

#include <stdbool.h>

/* Show plain text instead of the screens: ACCESSIBLE is set, or the login
 * name is "plain" (ssh plain@HOST). */
bool client_env_plain_text(void);

/* No UTF-8: the first of LC_ALL, LC_CTYPE and LANG that is set names another
 * charset, as C and POSIX do. One that names none, and no variable at all, is
 * UTF-8: most clients send nothing, and nearly all of them show it. */
bool client_env_ascii(void);

/* The login name: `ssh skills@HOST`; "" where it is unknown. */
const char *client_env_user(void);

/* NO_COLOR (https://no-color.org) is set. */
bool client_env_no_colour(void);

/* NO_MOTION is set: nothing moves by itself. */
bool client_env_still(void);

/* RESUME_IDLE_SECONDS: a session without a key for so long ends; 0 never. */
int client_env_idle_seconds(void);

/* RESUME_PROBE_MS: how long the first frame waits for the terminal's answers,
 * 60 to 500 ms, 500 by default. The server sets it to three round trips. */
int client_env_probe_ms(void);
