#include "locks_sshd.h"

#include "unit.h"

#include "base/error.h"

static struct {
    enum sandbox_role role;
    const struct attempt *attempts;
} tried;

static int
lock(void)
{
    struct error error;

    sandbox_harden();
    return sandbox_enter(tried.role, &error);
}

static void
forbidden_calls_are_denied(void **state)
{
    (void)state;
    locks_try(lock, tried.attempts);
}

int
locks_sshd_main(enum sandbox_role role, const struct attempt *attempts)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forbidden_calls_are_denied),
    };
    struct error error;

    if (sandbox_init(&error) < 0)
        return 1;
    tried.role = role;
    tried.attempts = attempts;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
