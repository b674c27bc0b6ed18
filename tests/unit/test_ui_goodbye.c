/* The card that stays in the visitor's terminal, and what the client's
 * environment asks for. */

#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "search/source.h"
#include "client_env.h"
#include "goodbye.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "text/text.h"

#define JSON                                                                   \
    "{\"basics\": {\"name\": \"Zoë Marchetti\", \"label\": \"Engineer\","     \
    " \"email\": \"zoe@example.org\", \"phone\": \"+41 00\","                  \
    " \"url\": \"https://zoe.example.org\", \"profiles\": ["                   \
    "{\"network\": \"Forge\", \"url\": \"https://forge.example.org/zoem\"}]}," \
    " \"meta\": {\"ssh\": {\"host\": \"cv.example.org\", \"availability\":"    \
    " {\"status\": \"open\", \"label\": \"Available for trams\","              \
    " \"note\": \"from May\", \"until\": \"2027-06\"}}}}"

/* What is printed without colours and attributes. */
static const struct style plain_roles[ROLE_COUNT] = {
    [0 ... ROLE_COUNT - 1] = {-1, -1, false, false, false},
};
static const struct theme plain = {.name = "plain", .roles = plain_roles};

/* The card for a terminal of COLUMNS x ROWS (0: any); for the caller to
 * free. */
static char *
print_card(const char *json, enum charset charset, int columns, int rows,
           bool published)
{
    struct source_files files = {{"resume.pdf", "resume.txt"}, 2};
    struct goodbye goodbye = {
        .folder = "",
        .files = &files,
        .today = {2026, 1, 31},
        .charset = charset,
        .theme = &plain,
        .columns = columns,
        .rows = rows,
        .reason = "Closed — done.",
    };
    struct error error;
    struct resume *resume = resume_parse(json, strlen(json), NULL, &error);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(resume);
    files.count = published ? 2 : 0;
    goodbye.resume = resume;
    goodbye_print(&goodbye, out);
    fclose(out);
    resume_free(resume);
    return text;
}

static void
test_card_says_everything(void **state)
{
    static const char *const lines[] = {
        "Closed — done.",
        "Zoë Marchetti",
        "● Available for trams · from May · until Jun 2027",
        "zoe@example.org",
        "+41 00",
        "https://zoe.example.org",
        "https://forge.example.org/zoem",
        "scp cv.example.org:resume.pdf .",
        "Nothing about you was kept but a line in the log.",
    };
    char *card = print_card(JSON, CHARSET_UNICODE, 80, 0, true), *at = card;

    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++) {
        at = strstr(at, lines[i]);
        if (at == NULL)
            fail_msg("no \"%s\" in\n%s", lines[i], card);
    }
    assert_null(strstr(card, " > "));
    free(card);
}

/* Every row of the frame is as wide as the others, and none wider than the
 * terminal. */
static void
test_card_fits(void **state)
{
    static const int widths[] = {20, 40, 60, 80, 300};

    (void)state;
    for (size_t i = 0; i < COUNT(widths); i++) {
        char *card = print_card(JSON, CHARSET_UNICODE, widths[i], 0, true);
        size_t frame = 0;
        char *rest = card;

        for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
            size_t width = text_width(line);

            if (strstr(line, "│") == NULL && strstr(line, "┌") == NULL &&
                strstr(line, "└") == NULL)
                continue;
            frame = frame == 0 ? width : frame;
            assert_int_equal(width, frame);
            assert_true(width <= (size_t)widths[i]);
        }
        assert_true(frame > 0);
        free(card);
    }
}

/* All of it stands on the screen with the prompt below, and the command is in
 * one piece, to be copied. */
static void
test_card_fits_a_low_window(void **state)
{
    static const char json[] =
        "{\"basics\": {\"name\": \"Grace Okonkwo-Hartley\", \"label\":"
        " \"Registered Nurse (Adult), Critical Care\", \"email\":"
        " \"grace@example.org\", \"phone\": \"+44 20 7946 0018\", \"url\":"
        " \"https://grace-hartley.example.org\", \"profiles\": [{\"url\":"
        " \"https://www.linkedin.com/in/grace-okonkwo-hartley\"}]}, \"meta\":"
        " {\"ssh\": {\"host\": \"cv.grace-hartley.example.org\","
        " \"availability\": {\"status\": \"open\", \"note\":"
        " \"West Yorkshire; notice eight weeks\"}}}}";
    char *card = print_card(json, CHARSET_UNICODE, 40, 20, true);
    int rows = 1; /* of the prompt */
    char *rest = card;

    (void)state;
    assert_non_null(strstr(card, "\nscp cv.grace-hartley.example.org:"
                                 "resume.pdf .\n"));
    assert_non_null(strstr(card, "+44 20 7946 0018"));
    for (char *line; (line = strsep(&rest, "\n")) != NULL && rest != NULL;)
        rows += 1 + ((int)text_width(line) - 1) / 40;
    assert_in_range(rows, 10, 20);
    free(card);
}

static void
test_card_in_ascii(void **state)
{
    char *card = print_card(JSON, CHARSET_ASCII, 80, 0, true);

    (void)state;
    for (const char *c = card; *c != '\0'; c++)
        assert_true((unsigned char)*c < 0x80);
    assert_non_null(strstr(card, "Zoe Marchetti"));
    assert_non_null(strstr(card, "+-"));
    assert_non_null(strstr(card, "| zoe@example.org"));
    free(card);
}

static void
test_card_without_files_or_host(void **state)
{
    char *card = print_card("{\"basics\": {\"name\": \"Ada\"}}",
                            CHARSET_UNICODE, 80, 0, false);

    (void)state;
    assert_non_null(strstr(card, "ssh HOST text"));
    assert_non_null(strstr(card, "HOST is the address you typed."));
    assert_null(strstr(card, "scp"));
    assert_null(strstr(card, "●"));
    free(card);
}

static void
test_wait_for_answers(void **state)
{
    static const struct {
        const char *value;
        int milliseconds;
    } values[] = {
        {NULL, 500},  {"", 500},         {"60", 60}, {"180", 180},
        {"500", 500}, {"0", 60},         {"-9", 60}, {"59", 60},
        {"501", 500}, {"99999999", 500}, {"no", 60},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(values); i++) {
        if (values[i].value == NULL)
            unsetenv("RESUME_PROBE_MS");
        else
            setenv("RESUME_PROBE_MS", values[i].value, 1);
        assert_int_equal(client_env_probe_ms(), values[i].milliseconds);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_card_says_everything),
        cmocka_unit_test(test_card_fits),
        cmocka_unit_test(test_card_fits_a_low_window),
        cmocka_unit_test(test_card_in_ascii),
        cmocka_unit_test(test_card_without_files_or_host),
        cmocka_unit_test(test_wait_for_answers),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
