/* What lies over a page, and how a session ends without a key. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"
#include "ui_app.h"

#define LINKS                                                                  \
    "{\"basics\": {\"url\": \"https://me.example.org\", \"profiles\":"         \
    " [{\"network\": \"Forge\", \"url\": \"https://forge.example.org/me\"}]}," \
    " \"work\": [{\"name\": \"A\", \"url\": \"https://a.example.org\"}]}"

/* The arrows go through the addresses, and around; another key closes it. */
static void
test_links_in_a_ring(void **state)
{
    static const struct {
        const char *key, *seen;
    } steps[] = {
        {"o", "https://a.example.org"},
        {RIGHT, "https://me.example.org"},
        {DOWN, "https://forge.example.org/me"},
        {RIGHT, "https://a.example.org"},
        {LEFT, "https://forge.example.org/me"},
        {UP, "https://me.example.org"},
    };
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, LINKS, 80, 24);
    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_type(&visitor, steps[i].key);
        assert_int_equal(visitor.app.overlay, OVERLAY_LINK);
        assert_sees(&visitor, steps[i].seen);
    }
    assert_sees(&visitor, "←→ 2 of 3");
    visitor_type(&visitor, "x");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor_stop(&visitor);
}

static void
test_one_link_or_none(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"A\","
                  " \"url\": \"https://a.example.org\"}]}",
                  80, 24);
    visitor_type(&visitor, "o");
    assert_sees(&visitor, "https://a.example.org");
    assert_sees_not(&visitor, "1 of 1");
    visitor_type(&visitor, RIGHT);
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor_stop(&visitor);
    visitor_start(&visitor, "{\"work\": [{\"name\": \"A\"}]}", 80, 24);
    visitor_type(&visitor, "o");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    assert_string_not_equal(visitor.app.status.text, "");
    visitor_stop(&visitor);
}

/* A terminal without OSC 8 leads nowhere behind a word: the page of links has
 * the address, of the focused entry and its parts, or of the summary. */
static void
test_links_behind_words(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"basics\": {\"summary\": \"See [my blog]"
                  "(https://blog.example.org).\"}, \"work\": [{\"name\":"
                  " \"[A](https://a.example.org)\", \"highlights\":"
                  " [\"A [paper](https://a.example.org/paper.pdf)\"],"
                  " \"projects\": [{\"name\": \"P\", \"highlights\":"
                  " [\"[code](https://code.example.org)\"]}]}]}",
                  80, 24);
    visitor_type(&visitor, "o");
    assert_sees(&visitor, "https://a.example.org");
    assert_sees(&visitor, "1 of 3");
    visitor_type(&visitor, RIGHT);
    assert_sees(&visitor, "https://a.example.org/paper.pdf");
    visitor_type(&visitor, RIGHT);
    assert_sees(&visitor, "https://code.example.org");
    visitor_type(&visitor, "q0o");
    assert_sees(&visitor, "https://blog.example.org");
    visitor_stop(&visitor);
}

/* The end that comes first counts, that of idleness or that of the longest
 * session. */
static void
test_ends_of_a_session(void **state)
{
    static const struct {
        int idle_seconds, length_ms;
        bool expired; /* else idle */
        int next, end;
    } sessions[] = {
        {120, 0, false, 60000, 120000},     {120, 200000, false, 60000, 120000},
        {120, 120000, true, 60000, 120000}, /* both: the longest session */
        {120, 90000, true, 30000, 90000},   {0, 90000, true, 30000, 90000},
        {30, 0, false, 1000, 30000},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sessions); i++) {
        struct visitor visitor;
        struct app *app = &visitor.app;
        long long began;

        visitor_start(&visitor, NULL, 80, 24);
        app->idle_seconds = sessions[i].idle_seconds;
        began = app->now;
        app->ends_at =
            sessions[i].length_ms > 0 ? began + sessions[i].length_ms : 0;
        app_note_activity(app);
        assert_int_equal(app_next_tick(app) - began, sessions[i].next);
        visitor_wait(&visitor, sessions[i].end - 1);
        assert_false(app->done);
        assert_sees(&visitor, " 1 s");
        visitor_wait(&visitor, 1);
        assert_true(app->done);
        assert_int_equal(app->expired, sessions[i].expired);
        assert_int_equal(app->idle, !sessions[i].expired);
        visitor_stop(&visitor);
    }
}

/* A second goes by in the countdown at whole seconds before the end. */
static void
test_countdown(void **state)
{
    static const struct {
        int wait;
        const char *seen;
    } steps[] = {
        {59999, NULL},  {1, "in 60 s"},    {999, "in 60 s"},
        {1, "in 59 s"}, {1000, "in 58 s"}, {57000, "in 1 s"},
    };
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, NULL, 80, 24);
    visitor.app.idle_seconds = 120;
    app_note_activity(&visitor.app);
    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_wait(&visitor, steps[i].wait);
        if (steps[i].seen == NULL)
            assert_sees_not(&visitor, "Nobody there?");
        else
            assert_sees(&visitor, steps[i].seen);
    }
    assert_int_equal(app_next_tick(&visitor.app), visitor.app.now + 1000);
    visitor_stop(&visitor);
}

/* Help higher than the window scrolls by lines and pages, not beyond its ends,
 * and closes with any other key. */
static void
test_help_in_a_low_window(void **state)
{
    struct visitor visitor;
    char first[2000], second[2000];

    (void)state;
    visitor_start(&visitor, NULL, 80, 12);
    visitor_type(&visitor, "?");
    strcpy(first, visitor_row(&visitor, 3));
    strcpy(second, visitor_row(&visitor, 4));
    visitor_type(&visitor, DOWN);
    assert_string_equal(visitor_row(&visitor, 3), second);
    visitor_type(&visitor, UP);
    assert_string_equal(visitor_row(&visitor, 3), first);
    assert_int_equal(visitor.app.overlay, OVERLAY_HELP);
    visitor_type(&visitor, " ");
    assert_int_equal(visitor.app.help_scroll, 7); /* as many as are seen */
    visitor_type(&visitor, "b");
    assert_int_equal(visitor.app.help_scroll, 0);
    visitor_type(&visitor, "G");
    assert_sees(&visitor, "ACCESSIBLE=1 ssh -o");
    visitor_type(&visitor, "gx");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links_in_a_ring),
        cmocka_unit_test(test_one_link_or_none),
        cmocka_unit_test(test_links_behind_words),
        cmocka_unit_test(test_ends_of_a_session),
        cmocka_unit_test(test_countdown),
        cmocka_unit_test(test_help_in_a_low_window),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
