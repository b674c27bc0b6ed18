#include "client_env.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "sshd/base/array.h"

#define SECONDS_MAX  86400
#define PROBE_MS_MIN 60
#define PROBE_MS_MAX 500

static bool
client_env_is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && *value != '\0';
}

bool
client_env_accessible(void)
{
    return client_env_is_set("ACCESSIBLE");
}

struct login_locale
client_env_locale(void)
{
    return (struct login_locale){
        .all = getenv("LC_ALL"),
        .messages = getenv("LC_MESSAGES"),
        .lang = getenv("LANG"),
    };
}

/* Whether LOCALE names a character set other than UTF-8. "C" and "POSIX" are
 * ASCII by definition; otherwise the name follows the point:
 * "de_DE.ISO-8859-1". */
static bool
client_env_names_charset(const char *locale)
{
    const char *charset = strchr(locale, '.');

    if (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
        return true;
    return charset != NULL && strncasecmp(charset + 1, "utf-8", 5) != 0 &&
           strncasecmp(charset + 1, "utf8", 4) != 0;
}

bool
client_env_ascii(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *locale = getenv(names[i]);

        if (locale != NULL && *locale != '\0')
            return client_env_names_charset(locale);
    }
    return false;
}

const char *
client_env_user(void)
{
    const char *user = getenv("USER");

    return user == NULL ? "" : user;
}

bool
client_env_no_colour(void)
{
    return client_env_is_set("NO_COLOR");
}

bool
client_env_still(void)
{
    return client_env_is_set("NO_MOTION");
}

/* Returns the number in the variable NAME, or STANDARD if it is not set. */
static long
client_env_number(const char *name, long standard)
{
    const char *value = getenv(name);

    return value == NULL || *value == '\0' ? standard : strtol(value, NULL, 10);
}

static int
client_env_seconds(const char *name)
{
    long seconds = client_env_number(name, 0);

    return seconds < 0 || seconds > SECONDS_MAX ? 0 : (int)seconds;
}

int
client_env_idle_seconds(void)
{
    return client_env_seconds("RESUME_IDLE_SECONDS");
}

int
client_env_session_seconds(void)
{
    return client_env_seconds("RESUME_SESSION_SECONDS");
}

int
client_env_probe_ms(void)
{
    long ms = client_env_number("RESUME_PROBE_MS", PROBE_MS_MAX);

    return ms < PROBE_MS_MIN   ? PROBE_MS_MIN
           : ms > PROBE_MS_MAX ? PROBE_MS_MAX
                               : (int)ms;
}
