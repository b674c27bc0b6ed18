#include "terminal/sgr.h"

#include <stdbool.h>
#include <string.h>

#define ASCII_SET "\033(B"
#define CSI       "\033["

/* A sequence of parameters, "0;1" of "ESC [ 0;1 m". */
struct parameters {
    const char *at;
    size_t length;
};

/* Whether TEXT begins at AT, before END. */
static bool
sgr_begins(const char *at, const char *end, const char *text)
{
    size_t length = strlen(text);

    return (size_t)(end - at) >= length && memcmp(at, text, length) == 0;
}

/* Returns the end of the SGR at AT, with its PARAMETERS, or NULL if there is
 * none. */
static const char *
sgr_find(const char *at, const char *end, struct parameters *parameters)
{
    if (!sgr_begins(at, end, CSI))
        return NULL;
    parameters->at = at += strlen(CSI);
    while (at < end && (*at == ';' || (*at >= '0' && *at <= '9')))
        at++;
    parameters->length = (size_t)(at - parameters->at);
    return at < end && *at == 'm' ? at + 1 : NULL;
}

/* Whether PARAMETERS begin with a reset. */
static bool
sgr_resets(const struct parameters *parameters)
{
    const char *at = parameters->at;

    return parameters->length == 0 || *at == ';' ||
           (*at == '0' && (parameters->length == 1 || at[1] == ';'));
}

/* Write the sequences from *AT on as one to OUT, and set *AT after them.
 * Returns the end of the output; OUT if no sequence begins at *AT. */
static char *
sgr_write(char *out, const char **at, const char *end)
{
    char *start = out;
    struct parameters one;
    const char *next;

    for (;;) {
        if (sgr_begins(*at, end, ASCII_SET)) {
            *at += strlen(ASCII_SET);
            continue;
        }
        next = sgr_find(*at, end, &one);
        if (next == NULL)
            break;
        if (out == start || sgr_resets(&one)) {
            out = start + strlen(CSI);
        } else {
            if (out == start + strlen(CSI))
                *out++ = '0'; /* the reset before had no parameter */
            *out++ = ';';
        }
        for (size_t i = 0; i < one.length; i++)
            *out++ = one.at[i]; /* OUT never passes it */
        *at = next;
    }
    if (out == start)
        return start;
    memcpy(start, CSI, sizeof(CSI) - 1);
    *out++ = 'm';
    return out;
}

size_t
sgr_join(char *bytes, size_t length)
{
    const char *at = bytes, *end = bytes + length;
    char *out = bytes;

    while (at < end) {
        if (*at == '\033')
            out = sgr_write(out, &at, end);
        if (at < end)
            *out++ = *at++;
    }
    return (size_t)(out - bytes);
}
