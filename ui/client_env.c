#include "client_env.h"

#include <stdlib.h>
#include <string.h>

#include "sshd/base/array.h"

#define PLAIN_USER       "plain"
#define IDLE_SECONDS_MAX 86400

static bool
is_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && *value != '\0';
}

bool
client_env_plain_text(void)
{
    const char *user = getenv("USER");

    return is_set("ACCESSIBLE") ||
           (user != NULL && strcmp(user, PLAIN_USER) == 0);
}

bool
client_env_ascii(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < COUNT(names); i++) {
        const char *locale = getenv(names[i]);

        if (locale != NULL && *locale != '\0')
            return strcasestr(locale, "utf-8") == NULL &&
                   strcasestr(locale, "utf8") == NULL;
    }
    return true;
}

bool
client_env_no_colour(void)
{
    return is_set("NO_COLOR");
}

bool
client_env_still(void)
{
    return is_set("NO_MOTION");
}

int
client_env_idle_seconds(void)
{
    const char *value = getenv("RESUME_IDLE_SECONDS");
    long seconds = value == NULL ? 0 : strtol(value, NULL, 10);

    return seconds < 0 || seconds > IDLE_SECONDS_MAX ? 0 : (int)seconds;
}
