/* What a worker believes of its renderer: names of few characters, a few of
 * them, and the time that its own clock counts. */

#include "unit.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "worker/visit.h"

static char text[VISIT_TEXT_MAX];
static int renderer; /* its end of the pipe */

static struct visit
begin(void)
{
    struct visit visit = {.fd = -1};
    int ends[2];

    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    renderer = ends[1];
    visit_open(&visit, ends[0]);
    return visit;
}

static void
tell(unsigned char kind, const char *name)
{
    struct visit_message message = {.kind = kind};

    memcpy(message.name, name, strnlen(name, VISIT_NAME_MAX));
    assert_int_equal(write(renderer, &message, sizeof(message)),
                     sizeof(message));
}

static void
pages_have_the_time_that_they_were_on_the_screen(void **state)
{
    struct visit visit = begin();

    (void)state;
    tell(VISIT_PAGE, "overview");
    visit_read(&visit, 1000);
    visit_touch(&visit, 3000);
    tell(VISIT_PAGE, "work");
    visit_read(&visit, 3100);
    tell(VISIT_PAGE, "overview");
    visit_read(&visit, 9100); /* and nobody presses a key for an hour */
    close(renderer);
    visit_close(&visit, 3600000);
    assert_int_equal(visit.fd, -1);
    visit_print_pages(&visit, text);
    assert_string_equal(text, "overview:122,work:6");
}

/* A renderer that never stopped writing had kept its worker in one turn. */
static void
one_turn_reads_a_bounded_number_of_messages(void **state)
{
    struct visit visit = begin();
    int unread = 0;

    (void)state;
    assert_true(fcntl(renderer, F_SETPIPE_SZ, 256 * 1024) >= 256 * 1024);
    for (int i = 0; i < 4000; i++)
        tell(VISIT_PAGE, "work");
    visit_read(&visit, 1000);
    assert_int_equal(ioctl(visit.fd, FIONREAD, &unread), 0);
    assert_true(unread > 0);
    visit_read(&visit, 2000);
    close(renderer);
    visit_close(&visit, 3000);
    visit_print_pages(&visit, text);
    assert_string_equal(text, "work:2");
}

static void
a_document_is_named_once(void **state)
{
    struct visit visit = begin();

    (void)state;
    tell(VISIT_DOCUMENT, "fr/resume.pdf");
    tell(VISIT_DOCUMENT, "resume.txt");
    visit_close(&visit, 0); /* the renderer still lives */
    assert_int_equal(visit.fd, -1);
    visit_add_document(&visit, "resume.txt");
    visit_print_documents(&visit, text);
    assert_string_equal(text, "fr/resume.pdf,resume.txt");
    close(renderer);
}

static void
a_renderer_that_was_taken_over_forges_no_field(void **state)
{
    static const char *const bad[] = {
        "",         "a b",
        "a\nb",     "a\"b",
        "a=b",      "a,b",
        "a:b",      "\033[31m",
        "\xc3\xa9", "long-long-long-long-long-long-long-long",
    };
    struct visit visit = begin();

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        tell(VISIT_PAGE, bad[i]);
        tell(VISIT_DOCUMENT, bad[i]);
    }
    tell(0, "none");
    tell(200, "none");
    for (int i = 0; i < 40; i++) {
        snprintf(text, sizeof(text), "page-%d", i);
        tell(VISIT_PAGE, text);
        tell(VISIT_DOCUMENT, text);
    }
    assert_int_equal(write(renderer, "half", 4), 4);
    close(renderer);
    visit_read(&visit, 1);
    visit_close(&visit, 2);
    assert_int_equal(visit.page_count, VISIT_PAGES_MAX);
    assert_int_equal(visit.document_count, VISIT_DOCUMENTS_MAX);
    visit_print_pages(&visit, text);
    assert_memory_equal(text, "page-0:0,page-1:0,", 18);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_have_the_time_that_they_were_on_the_screen),
        cmocka_unit_test(one_turn_reads_a_bounded_number_of_messages),
        cmocka_unit_test(a_document_is_named_once),
        cmocka_unit_test(a_renderer_that_was_taken_over_forges_no_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
