#pragma once

/*
 * Settings from the client's environment. Clients can set any value, so each is
 * checked, and none is required.
 */

#include <stdbool.h>

#include "sshd/base/login.h"

/* Whether ACCESSIBLE is set: print plain text instead of the screens. */
bool client_env_accessible(void);

/* Returns LC_ALL, LC_MESSAGES and LANG, which choose the language. */
struct login_locale client_env_locale(void);

/* Whether the locale is not UTF-8: the first of LC_ALL, LC_CTYPE and LANG that
 * is set names another character set, as C and POSIX do. A value without a
 * character set, or no variable at all, counts as UTF-8, because most clients
 * send nothing and nearly all of them show it. */
bool client_env_ascii(void);

/* Returns the login name (`ssh skills@HOST`), or "" if it is unknown. */
const char *client_env_user(void);

/* Whether NO_COLOR (https://no-color.org) is set. */
bool client_env_no_colour(void);

/* Whether NO_MOTION is set: nothing moves by itself. */
bool client_env_still(void);

/* Returns RESUME_IDLE_SECONDS, the idle timeout of a session; 0: none. */
int client_env_idle_seconds(void);

/* Returns RESUME_SESSION_SECONDS, which are left of the session; 0: no end. */
int client_env_session_seconds(void);

/* Returns RESUME_PROBE_MS, how long the first frame waits for the terminal's
 * answers: 60 to 500 ms, 500 by default. The server sets it to three round
 * trips. */
int client_env_probe_ms(void);
