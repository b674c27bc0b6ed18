#include "launcher/session_request.h"

#include <string.h>

#include "base/clamp.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS  "0123456789"

#define COLUMNS_DEFAULT 80
#define COLUMNS_MAX     300
#define ROWS_DEFAULT    24
#define ROWS_MAX        100

static const char term_characters[] = LETTERS DIGITS "+._-";
static const char user_characters[] = LETTERS DIGITS "._-";
static const char hint_characters[] = LETTERS DIGITS "._-@:,+=";

static const char *const hint_names[] = {
#define X(name) [SESSION_REQUEST_##name] = #name,
    SESSION_REQUEST_HINTS(X)
#undef X
};

/* Whether TEXT ends within SIZE bytes and has only CHARACTERS. */
static bool
session_request_consists_of(const char *text, size_t size,
                            const char *characters)
{
    return strnlen(text, size) < size && text[strspn(text, characters)] == '\0';
}

static bool
session_request_store(char *field, size_t size, const char *text,
                      const char *characters)
{
    if (!session_request_consists_of(text, size, characters))
        return false;
    strcpy(field, text);
    return true;
}

const char *
session_request_hint_name(enum session_request_hint hint)
{
    return hint_names[hint];
}

bool
session_request_set_term(struct session_request *request, const char *term)
{
    return session_request_store(request->term, sizeof(request->term), term,
                                 term_characters);
}

bool
session_request_set_user(struct session_request *request, const char *user)
{
    return session_request_store(request->user, sizeof(request->user), user,
                                 user_characters);
}

bool
session_request_set_hint(struct session_request *request, const char *name,
                         const char *value)
{
    for (int i = 0; i < SESSION_REQUEST_HINT_COUNT; i++)
        if (strcmp(name, hint_names[i]) == 0 &&
            session_request_store(request->hints[i], sizeof(request->hints[i]),
                                  value, hint_characters)) {
            request->hinted[i] = 1;
            return true;
        }
    return false;
}

void
session_request_set_command(struct session_request *request,
                            const char *command)
{
    size_t length = strnlen(command, SESSION_REQUEST_COMMAND_MAX);

    memcpy(request->command, command, length);
    request->command[length] = '\0';
}

void
session_request_set_size(struct session_request *request, unsigned columns,
                         unsigned rows)
{
    request->columns = clamp_size(columns, COLUMNS_DEFAULT, COLUMNS_MAX);
    request->rows = clamp_size(rows, ROWS_DEFAULT, ROWS_MAX);
}

void
session_request_set_round_trip(struct session_request *request,
                               unsigned long microseconds)
{
    unsigned long most = SESSION_REQUEST_WAIT_MAX;
    unsigned long wait =
        microseconds < most * 1000 ? 3 * microseconds / 1000 : most;

    request->answer_wait = (unsigned short)clamp_between(
        (int)wait, SESSION_REQUEST_WAIT_MIN, SESSION_REQUEST_WAIT_MAX);
}

bool
session_request_is_valid(const struct session_request *request)
{
    for (int i = 0; i < SESSION_REQUEST_HINT_COUNT; i++)
        if (!session_request_consists_of(
                request->hints[i], sizeof(request->hints[i]), hint_characters))
            return false;
    return request->columns <= COLUMNS_MAX && request->rows <= ROWS_MAX &&
           request->answer_wait <= SESSION_REQUEST_WAIT_MAX &&
           session_request_consists_of(request->term, sizeof(request->term),
                                       term_characters) &&
           session_request_consists_of(request->user, sizeof(request->user),
                                       user_characters) &&
           strnlen(request->command, sizeof(request->command)) <
               sizeof(request->command);
}
