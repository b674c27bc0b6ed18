#include "worker/disconnect_reason.h"

static const struct {
    const char *name, *words;
} disconnect_reasons[] = {
#define X(reason, name, words) [reason] = {name, words},
    DISCONNECT_REASONS(X)
#undef X
};

const char *
disconnect_reason_name(enum disconnect_reason reason)
{
    return disconnect_reasons[reason].name;
}

const char *
disconnect_reason_message(enum disconnect_reason reason)
{
    return disconnect_reasons[reason].words;
}
