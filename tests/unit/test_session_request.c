/* What a worker sends to the launcher for a session: what is kept of a client's
 * words, and what the launcher believes. */

#include "unit.h"

#include <limits.h>
#include <string.h>

#include "base/array.h"
#include "launcher/session_request.h"

static void
answers_are_waited_for_three_round_trips(void **state)
{
    static const struct {
        unsigned long microseconds;
        int milliseconds;
    } rows[] = {{0, 60},       {1000, 60},     {20000, 60},     {21000, 63},
                {50000, 150},  {166000, 498},  {167000, 500},   {499999, 500},
                {500000, 500}, {2000000, 500}, {ULONG_MAX, 500}};
    struct session_request request = {0};

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        session_request_set_round_trip(&request, rows[i].microseconds);
        assert_int_equal(request.answer_wait, rows[i].milliseconds);
        assert_true(session_request_is_valid(&request));
    }
    request.answer_wait = SESSION_REQUEST_WAIT_MAX + 1;
    assert_false(session_request_is_valid(&request));
}

static void
the_beginning_of_a_long_command_is_kept(void **state)
{
    static char command[3 * SESSION_REQUEST_COMMAND_MAX];
    struct session_request request = {0};

    (void)state;
    memset(command, 'x', sizeof(command) - 1);
    session_request_set_command(&request, command);
    assert_int_equal(strlen(request.command), SESSION_REQUEST_COMMAND_MAX);
    assert_true(session_request_is_valid(&request));
    request.command[SESSION_REQUEST_COMMAND_MAX] = 'x';
    assert_false(session_request_is_valid(&request));
}

static void
odd_names_and_values_are_not_kept(void **state)
{
    struct session_request request = {0};

    (void)state;
    assert_true(session_request_set_term(&request, "xterm-256color"));
    assert_false(session_request_set_term(&request, "../../etc"));
    assert_string_equal(request.term, "xterm-256color");
    assert_true(session_request_set_hint(&request, "LANG", "de_DE.UTF-8"));
    assert_true(request.hinted[SESSION_REQUEST_LANG]);
    assert_false(session_request_set_hint(&request, "LANG", "x\033[31m"));
    assert_false(session_request_set_hint(&request, "LD_PRELOAD", "x"));
    session_request_set_size(&request, 0, UINT_MAX);
    assert_int_equal(request.columns, 80);
    assert_int_equal(request.rows, 100);
    session_request_set_size(&request, UINT_MAX, 0);
    assert_int_equal(request.columns, 300);
    assert_int_equal(request.rows, 24);
    assert_true(session_request_is_valid(&request));
    strcpy(request.user, "a/b");
    assert_false(session_request_is_valid(&request));
}

/* A compromised worker's name may have no end. */
static void
names_end_within_their_fields(void **state)
{
    char term[sizeof(((struct session_request *)NULL)->term) + 1] = "";
    struct session_request request = {0};

    (void)state;
    memset(term, 'x', sizeof(request.term));
    assert_false(session_request_set_term(&request, term));
    assert_true(session_request_set_term(&request, term + 1));
    assert_true(session_request_is_valid(&request));
    memset(request.term, 'x', sizeof(request.term));
    assert_false(session_request_is_valid(&request));
    request.term[0] = '\0';
    strcpy(request.hints[SESSION_REQUEST_LANG], "a b");
    assert_false(session_request_is_valid(&request));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_waited_for_three_round_trips),
        cmocka_unit_test(the_beginning_of_a_long_command_is_kept),
        cmocka_unit_test(odd_names_and_values_are_not_kept),
        cmocka_unit_test(names_end_within_their_fields),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
