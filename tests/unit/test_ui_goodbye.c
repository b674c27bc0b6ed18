/* The card that stays in the visitor's terminal, and what the client's
 * environment asks for. */

#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "client_env.h"
#include "goodbye.h"
#include "published/source.h"
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

/* What GOODBYE is for the résumé JSON; for the caller to free. */
static char *
print(const char *json, struct goodbye goodbye)
{
    struct error error;
    struct resume *resume = resume_parse(json, strlen(json), NULL, &error);
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    assert_non_null(resume);
    goodbye.resume = resume;
    goodbye.today = (struct date){2026, 1, 31};
    goodbye_print(&goodbye, out);
    fclose(out);
    resume_free(resume);
    return text;
}

/* The card for a terminal of COLUMNS x ROWS (0: any); for the caller to
 * free. */
static char *
print_card(const char *json, enum charset charset, int columns, int rows,
           bool published)
{
    const struct source_files files = {{"resume.pdf", "resume.txt"},
                                       published ? 2 : 0};

    return print(json, (struct goodbye){
                           .folder = "",
                           .files = &files,
                           .charset = charset,
                           .theme = &plain,
                           .columns = columns,
                           .rows = rows,
                           .reason = "Closed — done.",
                       });
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

/* Blank rows go first, then the headline; more is not left out. */
static void
test_card_leaves_out_rows(void **state)
{
    static const struct {
        int rows, printed; /* the prompt takes one more */
        bool blank_above, label;
    } windows[] = {
        {0, 19, true, true},   {20, 19, true, true},   {19, 18, true, true},
        {18, 17, true, true},  {17, 16, true, true},   {16, 13, false, true},
        {14, 13, false, true}, {13, 12, false, false}, {3, 12, false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        char *card =
            print_card(JSON, CHARSET_UNICODE, 80, windows[i].rows, true);
        int printed = 0;

        for (const char *c = card; *c != '\0'; c++)
            printed += *c == '\n';
        assert_int_equal(printed, windows[i].printed);
        assert_int_equal(*card == '\n', windows[i].blank_above);
        assert_int_equal(strstr(card, "Engineer") != NULL, windows[i].label);
        assert_non_null(strstr(card, "● Available for trams"));
        assert_non_null(strstr(card, "Nothing about you was kept"));
        free(card);
    }
}

/* Without room, first the margin goes, then https://, then the title in the
 * edge, and the command stands below. */
static void
test_card_of_every_width(void **state)
{
    static const struct {
        int columns;
        const char *seen, *not_seen;
    } widths[] = {
        {57, "\n  ┌─", "\n┌─"},
        {56, "\n┌─", "\n  ┌─"},
        {34, "│ https://forge.example.org/zoem │", "│ forge"},
        {33, "│ forge.example.org/zoem        │", "https://forge"},
        {35, "│ scp cv.example.org:resume.pdf . │", "\nscp"},
        {34, "\nscp cv.example.org:resume.pdf .\n", "│ scp"},
        {34, "\nTake it with you, from your own shell:\n", "│ Take"},
        {32, "└─ Thank you for your visit. ──┘", "└───"},
        {31, "└─────────────────────────────┘", "Thank you"},
        {1, "│ Z │", "│ Zo"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(widths); i++) {
        char *card =
            print_card(JSON, CHARSET_UNICODE, widths[i].columns, 0, true);

        if (strstr(card, widths[i].seen) == NULL ||
            strstr(card, widths[i].not_seen) != NULL)
            fail_msg("%d columns:\n%s", widths[i].columns, card);
        free(card);
    }
}

static void
test_whole_card(void **state)
{
    char *card = print_card(JSON, CHARSET_UNICODE, 34, 0, false);

    (void)state;
    assert_string_equal(card, "\n"
                              "  Closed — done.\n"
                              "\n"
                              "┌────────────────────────────────┐\n"
                              "│ Zoë Marchetti                  │\n"
                              "│ Engineer                       │\n"
                              "│ ● Available for trams · from   │\n"
                              "│ May · until Jun 2027           │\n"
                              "│                                │\n"
                              "│ zoe@example.org                │\n"
                              "│ +41 00                         │\n"
                              "│ https://zoe.example.org        │\n"
                              "│ https://forge.example.org/zoem │\n"
                              "│                                │\n"
                              "│ Take it with you, from your    │\n"
                              "│ own shell:                     │\n"
                              "│ ssh cv.example.org text        │\n"
                              "│                                │\n"
                              "│ Nothing about you was kept but │\n"
                              "│ a line in the log.             │\n"
                              "└─ Thank you for your visit. ────┘\n"
                              "\n");
    free(card);
}

/* The command names the file that there is, in the visitor's language. */
static void
test_card_names_the_file(void **state)
{
    static const char json[] =
        "{\"basics\": {\"name\": \"Ada\", \"profiles\": [{\"network\":"
        " \"Forge\", \"username\": \"ada42\"}]}, \"meta\": {\"ssh\": {\"host\":"
        " \"cv.example.org\"}}}";
    static const char at_a_desk[] = "{\"basics\": {\"name\": \"Ada\"}}";
    static const struct {
        const char *json;
        struct source_files files;
        const char *folder, *seen, *not_seen;
    } places[] = {
        {json,
         {.names = {"letter.pdf", "resume.pdf"}, .count = 2},
         "fr/",
         "│ scp cv.example.org:fr/resume.pdf .",
         "cat"},
        {json,
         {.names = {"resume.txt"}, .count = 1},
         "fr/",
         "│ ssh cv.example.org cat fr/resume.txt",
         "scp"},
        {json,
         {.names = {"resume.txt"}, .count = 1},
         "",
         "│ ssh cv.example.org text ",
         "scp"},
        {json, {.single = true}, "", "│ ssh cv.example.org text ", "FILE"},
        {json, {.single = true}, "", "│ Forge ada42", "HOST"},
        {at_a_desk, {.single = true}, "", "│ resume-ui FILE | less", "HOST"},
        {at_a_desk, {.single = true}, "", "│ resume-ui FILE | less", "kept"},
        {at_a_desk, {.single = true}, "", "\n  ┌", "Closed"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(places); i++) {
        char *card = print(places[i].json, (struct goodbye){
                                               .folder = places[i].folder,
                                               .files = &places[i].files,
                                               .charset = CHARSET_UNICODE,
                                               .theme = &plain,
                                               .columns = 80,
                                           });

        if (strstr(card, places[i].seen) == NULL ||
            strstr(card, places[i].not_seen) != NULL)
            fail_msg("row %zu:\n%s", i, card);
        free(card);
    }
}

/* ECMA-48: 3x for the first eight colours, 38;5 for the others, and a reset
 * behind whatever was set. */
static void
test_card_in_colours(void **state)
{
    struct style styles[ROLE_COUNT];
    const struct theme theme = {.name = "test", .roles = styles};
    static const char *const seen[] = {
        "\033[30m│\033[m \033[1m\033[37mZoë Marchetti\033[m",
        "\033[30m│\033[m \033[38;5;8mEngineer\033[m",
        "\033[30m│\033[m \033[4mzoe@example.org\033[m",
        "\033[30m│\033[m ● Available for trams",
        "\033[30m│\033[m \033[1mssh cv.example.org text\033[m",
    };
    const struct source_files files = {.count = 0};
    char *card;

    (void)state;
    memcpy(styles, plain_roles, sizeof(styles));
    styles[ROLE_RULE].foreground = 0;
    styles[ROLE_HEADING].foreground = 7;
    styles[ROLE_HEADING].bold = true;
    styles[ROLE_TEXT].foreground = 8;
    styles[ROLE_LINK].underline = true;
    styles[ROLE_STRONG].bold = true;
    card = print(JSON, (struct goodbye){
                           .folder = "",
                           .files = &files,
                           .charset = CHARSET_UNICODE,
                           .theme = &theme,
                           .columns = 80,
                       });

    for (size_t i = 0; i < COUNT(seen); i++)
        if (strstr(card, seen[i]) == NULL)
            fail_msg("row %zu: not in\n%s", i, card);
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
        cmocka_unit_test(test_card_leaves_out_rows),
        cmocka_unit_test(test_card_of_every_width),
        cmocka_unit_test(test_whole_card),
        cmocka_unit_test(test_card_names_the_file),
        cmocka_unit_test(test_card_in_colours),
        cmocka_unit_test(test_wait_for_answers),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
