/* The index of a published directory, as text. */

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/array.h"
#include "sshd/base/published_index.h"

static void
an_index_is_written_as_it_was_read(void **state)
{
    static const char text[] = "resume-index 1\n"
                               "resume - en .\n"
                               "resume - pt-BR pt-BR\n"
                               "resume alice - people/alice\n"
                               "audience - acme\n"
                               "audience alice initech\n";
    struct published_index local;
    char *written = NULL;
    size_t size;
    FILE *out = open_memstream(&written, &size);

    (void)state;
    assert_int_equal(published_index_parse(&local, text), 0);
    published_index_write(&local, out);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(written, text);
    free(written);
}

static void
an_index_that_is_none_is_refused(void **state)
{
    static const char *const wrong[] = {
        "",
        "resume-index 1\n",
        "resume-index 2\nresume - en .\n",
        "resume-index 1\nresume - en\n",
        "resume-index 1\nresume - en . more\n",
        "resume-index 1\nresume - en ..\n",
        "resume-index 1\nresume - en a/../b\n",
        "resume-index 1\nresume - en /etc\n",
        "resume-index 1\nresume - en a//b\n",
        "resume-index 1\nresume a/b en .\n",
        "resume-index 1\nresume - a-very-long-language-tag .\n",
        "resume-index 1\nresume - en .\naudience - a/b\n",
        "resume-index 1\nletter - en .\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(wrong); i++) {
        struct published_index local;

        assert_int_equal(published_index_parse(&local, wrong[i]), -1);
        assert_int_equal(local.edition_count, 0);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_is_written_as_it_was_read),
        cmocka_unit_test(an_index_that_is_none_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
