/* The words behind `ssh -t HOST`: places in the résumé, and scripts, which are
 * no words for a résumé. */

#include "unit.h"

#include <locale.h>
#include <string.h>

#include "sshd/base/array.h"
#include "start.h"
#include "ui_app.h"

static void
test_scripts(void **state)
{
    static const struct {
        const char *command;
        bool script;
    } rows[] = {
        {"sh", true},
        {"exec sh -c 'uname'", true},
        {"/bin/bash", true},
        {"/bin/bash -l", true},
        {" \t/usr/bin/env python3", true},
        {"BASH;", true},
        {"if true; then x", true},
        {"TERM=dumb ls", true},
        {"echo $(id)", true},
        {"echo `id`", true},
        {"a && b", true},
        {"a; b", true},
        {"a\nb", true},
        {"work", false},
        {"", false},
        {"  ", false},
        {"/", false},
        {"/usr/bin/work", false},
        {"search a=b", false},
        {"shell", false},
        {"s", false},
        {"cat resume.txt", false},
        {"search C & Go", false},
    };
    char bytes[513];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        if (start_is_script(rows[i].command) != rows[i].script)
            fail_msg("\"%s\"", rows[i].command);
    memset(bytes, 'a', sizeof(bytes));
    bytes[512] = '\0';
    assert_true(start_is_script(bytes));
    bytes[511] = '\0';
    assert_false(start_is_script(bytes));
}

static void
test_places(void **state)
{
    static const struct {
        const char *words, *seen; /* NULL: no place */
    } rows[] = {
        {"contact", "Contact and files"},
        {"Files", "Contact and files"},
        {"skills", "Buses and radio"},
        {"overview", "Overview"},
        {"search tram", "of "},
        {"find   tram", "of "},
        {"search ", NULL},
        {"search", NULL},
        {"contacts", NULL},
        {"nothing", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct visitor visitor;

        visitor_start(&visitor, NULL, 80, 24);
        if (start_is_place(visitor.resume, rows[i].words) !=
            (rows[i].seen != NULL))
            fail_msg("\"%s\"", rows[i].words);
        start_at(&visitor.app, rows[i].words);
        visitor_resize(&visitor, 80, 24);
        if (rows[i].seen != NULL)
            assert_sees(&visitor, rows[i].seen);
        assert_int_equal(visitor.app.search.typing,
                         strstr(rows[i].words, "tram") != NULL);
        if (rows[i].seen == NULL)
            assert_int_equal(visitor.app.current, 1);
        visitor_stop(&visitor);
    }
}

/* A section of any page that is shown. */
static void
test_place_from_the_overview(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor, NULL, 80, 24);
    start_at(&visitor.app, "skills");
    assert_string_equal(section_key(app_view(&visitor.app)->section->kind),
                        "skills");
    start_at(&visitor.app, "about");
    assert_null(app_view(&visitor.app)->section);
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_place_from_the_overview),
    };

    assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
    return cmocka_run_group_tests(tests, NULL, NULL);
}
