/* The index of a published directory, as text. */

#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

/* Such a file was cut, and what was left was the index. */
static void
a_file_that_is_no_index_is_an_error(void **state)
{
    static const char text[] = "resume-index 1\nresume - en .\n";
    static const struct {
        size_t size; /* of the file, the rest of which is FILL */
        char fill;
        int error;
    } cases[] = {
        {sizeof(text) - 1, '\n', 0},
        {256 * 1024, '\n', 0},
        {256 * 1024 + 1, '\n', EFBIG},
        {sizeof(text), '\0', EINVAL},
    };
    char folder[] = "/tmp/index-XXXXXX";
    int directory;

    (void)state;
    assert_non_null(mkdtemp(folder));
    directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct published_index local;
        int fd = openat(directory, PUBLISHED_INDEX_FILE,
                        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        FILE *out = fdopen(fd, "w");

        assert_non_null(out);
        fputs(text, out);
        for (size_t size = sizeof(text) - 1; size < cases[i].size; size++)
            fputc(cases[i].fill, out);
        assert_int_equal(fclose(out), 0);
        errno = 0;
        assert_int_equal(published_index_read(&local, directory),
                         cases[i].error == 0 ? 0 : -1);
        assert_int_equal(errno, cases[i].error);
    }
    unlinkat(directory, PUBLISHED_INDEX_FILE, 0);
    close(directory);
    assert_int_equal(rmdir(folder), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_index_is_written_as_it_was_read),
        cmocka_unit_test(an_index_that_is_none_is_refused),
        cmocka_unit_test(a_file_that_is_no_index_is_an_error),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
