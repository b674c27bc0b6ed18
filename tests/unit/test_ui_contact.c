/* The page of contact and files, and the help page: what they show in windows
 * of each size, what their keys copy, how they scroll. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "screen/contactbox.h"
#include "sshd/base/array.h"
#include "ui_app.h"

/* The corner of a QR code's finder pattern. */
#define CODE "█▀▀▀▀▀█"

static const char *const documents[] = {"resume.html", "resume.json",
                                        "resume.pdf", "resume.txt"};

static void
publish(struct visitor *visitor)
{
    for (size_t i = 0; i < COUNT(documents); i++)
        strcpy(visitor->app.files.names[i], documents[i]);
    visitor->app.files.count = COUNT(documents);
}

static void
look_at(struct visitor *visitor, const char *theme, int columns, int rows)
{
    visitor_start(visitor, NULL, columns, rows);
    visitor->app.theme = theme_find(theme);
    publish(visitor);
}

static const char *const facts[] = {
    "Contact and files",
    "Zoë Marchetti",
    "zoe@example.org",
    "+41 00 000 00 00",
    "https://zoe.example.org",
    "https://forge.example.org/zoem",
    "Zürich",
    "scp cv.example.org:resume.pdf .",
    "scp \"cv.example.org:resume.*\" .",
    "ssh cv.example.org text",
};

/* Scrolling, where the window is low, leads past each of them. */
static void
test_every_fact_at_every_size(void **state)
{
    static const int sizes[][2] = {
        {40, 20}, {44, 10}, {60, 20}, {80, 24}, {100, 30}, {200, 60},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct visitor visitor;
        size_t seen = 0;

        look_at(&visitor, "dark", sizes[i][0], sizes[i][1]);
        visitor_type(&visitor, "s");
        for (int row = 0; row < 40 && seen < COUNT(facts); row++) {
            while (seen < COUNT(facts) &&
                   strstr(visitor_screen(&visitor), facts[seen]) != NULL)
                seen++;
            visitor_type(&visitor, "j");
        }
        if (seen < COUNT(facts))
            fail_msg("%dx%d: no \"%s\"", sizes[i][0], sizes[i][1], facts[seen]);
        assert_int_equal(visitor.app.overlay, OVERLAY_CONTACT);
        visitor_stop(&visitor);
    }
}

/* scp stands first; a redirection spoils a PDF in PowerShell. */
static void
test_scp_comes_first(void **state)
{
    struct visitor visitor;
    const char *screen;

    (void)state;
    look_at(&visitor, "dark", 100, 30);
    visitor_type(&visitor, "s");
    screen = visitor_screen(&visitor);
    assert_null(strstr(screen, "ssh cv.example.org pdf"));
    assert_null(strstr(screen, " > resume"));
    assert_true(strstr(screen, "resume.pdf .") <
                strstr(screen, "resume.*\" ."));
    assert_true(strstr(screen, "resume.*\" .") < strstr(screen, "org text"));
    visitor_type(&visitor, "q?");
    screen = visitor_screen(&visitor);
    assert_true(strstr(screen, "scp cv.example.org:resume.pdf .") <
                strstr(screen, "ssh cv.example.org text"));
    visitor_stop(&visitor);
}

static void
test_keys_copy(void **state)
{
    static const struct {
        const char *key, *copied;
    } keys[] = {
        {"y", "zoe@example.org"},
        {"Y", "+41 00 000 00 00"},
        {"1", "scp cv.example.org:resume.pdf ."},
        {"2", "scp \"cv.example.org:resume.*\" ."},
    };
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "dark", 80, 24);
    visitor_type(&visitor, "s");
    for (size_t i = 0; i < COUNT(keys); i++) {
        char expected[128];

        visitor_type(&visitor, keys[i].key);
        assert_string_equal(visitor.app.copy, keys[i].copied);
        snprintf(expected, sizeof(expected), "Sent to your clipboard: %s",
                 keys[i].copied);
        assert_sees(&visitor, expected);
        assert_int_equal(visitor.app.overlay, OVERLAY_CONTACT);
    }
    visitor_type(&visitor, "3");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor.app.copy = NULL;
    visitor_type(&visitor, "Y");
    assert_string_equal(visitor.app.copy, "+41 00 000 00 00");
    visitor_stop(&visitor);
}

static void
test_a_resume_without_contact(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, "{\"basics\": {\"name\": \"Ada Mercer\"}}", 80, 24);
    publish(&visitor);
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "scp HOST:resume.pdf .");
    assert_sees(&visitor, "HOST is the address you typed.");
    assert_sees_not(&visitor, "y copy");
    visitor_type(&visitor, "Y");
    assert_sees(&visitor, "names no phone number");
    assert_null(visitor.app.copy);
    visitor_stop(&visitor);
}

/* Where the PDF could not be made, nothing promises it. */
static void
test_no_pdf(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, NULL, 80, 24);
    strcpy(visitor.app.files.names[0], "resume.docx");
    strcpy(visitor.app.files.names[1], "resume.txt");
    visitor.app.files.count = 2;
    visitor_type(&visitor, "G");
    assert_sees(&visitor, "s contact  ");
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "│ resume.docx .txt:");
    assert_sees(&visitor, "scp \"cv.example.org:resume.*\" .");
    assert_sees_not(&visitor, "PDF");
    visitor_stop(&visitor);
}

/* A code stands beside the text, or instead of it, or nowhere. */
static void
test_codes_where_there_is_room(void **state)
{
    static const struct {
        int columns, rows;
        bool beside, alone;
    } windows[] = {
        {120, 40, true, true}, {100, 30, true, true},  {80, 24, false, true},
        {60, 24, false, true}, {60, 14, false, false}, {30, 24, false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(windows); i++) {
        struct visitor visitor;

        look_at(&visitor, "dark", windows[i].columns, windows[i].rows);
        visitor_type(&visitor, "s");
        assert_int_equal(strstr(visitor_screen(&visitor), CODE) != NULL,
                         windows[i].beside);
        visitor_type(&visitor, RIGHT);
        assert_int_equal(strstr(visitor_screen(&visitor), CODE) != NULL,
                         windows[i].alone);
        visitor_type(&visitor, LEFT);
        assert_int_equal(strstr(visitor_screen(&visitor), CODE) != NULL,
                         windows[i].beside);
        visitor_stop(&visitor);
    }
}

static void
test_arrows_change_the_code(void **state)
{
    static const char *const labels[] = {
        "QR code: contact",      "QR code: E-mail",  "QR code: Web",
        "QR code: this address", "QR code: contact",
    };
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "dark", 110, 40);
    visitor_type(&visitor, "s");
    for (size_t i = 0; i < COUNT(labels); i++) {
        assert_sees(&visitor, labels[i]);
        visitor_type(&visitor, RIGHT);
    }
    visitor_type(&visitor, LEFT LEFT);
    assert_sees(&visitor, "QR code: this address");
    assert_sees(&visitor, "ssh://cv.example.org");
    visitor_stop(&visitor);
}

/* Without colours of its own a code would be dark where it must be light. */
static void
test_no_code_without_colours(void **state)
{
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "mono", 120, 40);
    visitor_type(&visitor, "s" RIGHT);
    assert_sees_not(&visitor, CODE);
    visitor.app.theme = theme_find("dark");
    visitor.app.charset = CHARSET_ASCII;
    visitor_type(&visitor, RIGHT);
    assert_sees_not(&visitor, "QR code");
    visitor_stop(&visitor);
}

/* However low the window is, a page down goes on. */
static void
test_a_page_is_a_row_or_more(void **state)
{
    (void)state;
    for (int rows = 3; rows <= 24; rows++) {
        struct visitor visitor;

        visitor_start(&visitor, NULL, 80, rows);
        visitor_type(&visitor, "s");
        if (contactbox_has_more(&visitor.app)) {
            visitor_type(&visitor, "\033[6~");
            assert_true(visitor.app.contact.scroll > 0);
        }
        visitor_stop(&visitor);
    }
}

static void
test_codes_hold_what_phones_understand(void **state)
{
    struct link_code codes[LINK_CODES_MAX];
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"basics\": {\"name\": \"Mercer, Ada; PhD\","
                  " \"phone\": \"+44 (20) 7946-001 + 8\","
                  " \"email\": \"ada@example.org\"}}",
                  80, 24);
    assert_int_equal(links_codes(visitor.resume, codes), 2);
    assert_string_equal(codes[0].text,
                        "MECARD:N:Mercer\\, Ada\\; PhD;TEL:+442079460018;"
                        "EMAIL:ada@example.org;;");
    assert_string_equal(
        codes[1].text,
        "mailto:ada@example.org?subject=Your%20r%C3%A9sum%C3%A9");
    visitor_stop(&visitor);
    visitor_start(&visitor, "{\"basics\": {\"name\": \"Ada Mercer\"}}", 80, 24);
    assert_int_equal(links_codes(visitor.resume, codes), 0);
    visitor_stop(&visitor);
}

/* The last page stands alone, says what to do next, and stays: Space has
 * nothing more, and says so. */
static void
test_end_of_the_resume(void **state)
{
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "dark", 80, 24);
    for (int i = 0; i < 100 && !app_is_at_end(&visitor.app); i++)
        visitor_type(&visitor, " ");
    assert_sees(&visitor, "That was the whole résumé.");
    assert_sees(&visitor, "0 starts over, / searches");
    assert_sees(&visitor, "q quit");
    assert_sees(&visitor, "100%");
    assert_sees_not(&visitor, "Space goes on");
    for (int i = 0; i < 5; i++)
        visitor_type(&visitor, " ");
    assert_true(app_is_at_end(&visitor.app));
    assert_sees(&visitor, "Nothing comes after this page.");
    assert_sees_not(&visitor, "Space more");
    visitor_type(&visitor, "c");
    assert_true(app_is_at_end(&visitor.app));
    visitor_stop(&visitor);
}

/* On the last page a key does what it does on any other page. */
static void
test_keys_lead_on_from_the_end(void **state)
{
    static const struct {
        const char *key, *seen;
    } keys[] = {
        {"0", "Grüezi, I am"},
        {"g", "Grüezi, I am"},
        {"3", "loratone"},
        {"/", "/▌"},
        {"?", "Keys"},
        {"b", "end of References"},
        {"\033", "end of References"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct visitor visitor;

        look_at(&visitor, "dark", 100, 40);
        visitor_type(&visitor, "\033[Z\033[ZG ");
        assert_true(app_is_at_end(&visitor.app));
        visitor_type(&visitor, keys[i].key);
        visitor_wait(&visitor, 100);
        assert_false(app_is_at_end(&visitor.app));
        assert_sees(&visitor, keys[i].seen);
        visitor_stop(&visitor);
    }
    for (int i = 0; i < 2; i++) {
        struct visitor visitor;

        look_at(&visitor, "dark", 100, 40);
        if (i == 1)
            app_open_contact_at_end(&visitor.app);
        else
            app_open_contact(&visitor.app);
        visitor_type(&visitor, "q");
        assert_int_equal(visitor.app.done, i == 1);
        visitor_stop(&visitor);
    }
}

/* At the owner's desk there is no address, and nothing to fetch. */
static void
test_a_file_at_a_desk(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, "{\"basics\": {\"name\": \"Ada Mercer\"}}", 80, 24);
    visitor.app.files.single = true;
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "resume-ui FILE | less");
    assert_sees(&visitor, "This is read from a file.");
    assert_sees_not(&visitor, "HOST");
    visitor_stop(&visitor);
}

/* Space goes through it before it closes it; up at the top does not. */
static void
test_space_reads_a_low_page(void **state)
{
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "dark", 44, 12);
    visitor_type(&visitor, "s");
    assert_sees(&visitor, "Space more ─┘");
    assert_sees_not(&visitor, "org text");
    visitor_type(&visitor, "k");
    assert_int_equal(visitor.app.overlay, OVERLAY_CONTACT);
    visitor_type(&visitor, " ");
    visitor_type(&visitor, "j");
    assert_sees(&visitor, "org text");
    assert_sees(&visitor, "any other key closes this");
    visitor_type(&visitor, "g");
    assert_sees(&visitor, "Zoë");
    visitor_type(&visitor, "G");
    assert_sees(&visitor, "org text");
    visitor_type(&visitor, " ");
    assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
    visitor_stop(&visitor);
}

/* What is below a box does not touch it, and screen readers are led into
 * it. */
static void
test_boxes_stand_apart(void **state)
{
    static const char *const keys[] = {"s", "?", "o"};
    struct visitor visitor;

    (void)state;
    look_at(&visitor, "dark", 80, 24);
    for (size_t i = 0; i < COUNT(keys); i++) {
        int row, column, last = -1;

        visitor_type(&visitor, keys[i]);
        visitor_find(&visitor, "┌─ ", &row, &column);
        for (int y = row; y < visitor.canvas.rows; y++)
            if (canvas_cell(&visitor.canvas, y, column)->text[0] == U'└')
                last = y;
        assert_true(last > row);
        for (int y = row; y <= last; y++) {
            const struct cell *left =
                canvas_cell(&visitor.canvas, y, column - 1);

            if (left != NULL && left->text[0] != U' ')
                fail_msg("\"%s\", row %d", keys[i], y);
        }
        assert_int_equal(visitor.canvas.cursor_row, row + 1);
        assert_int_equal(visitor.canvas.cursor_column, column + 2);
        visitor_type(&visitor, "q");
    }
    visitor_stop(&visitor);
}

/* All of it is seen in a low window, and the last Space closes it. */
static void
test_help_scrolls(void **state)
{
    static const char *const texts[] = {
        "move",
        "copy phone",
        "contact, files",
        "redraw",
        "scp cv.example.org:resume.pdf .",
        "ssh cv.example.org text",
        "ssh plain@cv.example.org",
        "ACCESSIBLE=1",
    };
    static const int sizes[][2] = {
        {40, 20}, {60, 10}, {80, 24}, {100, 30}, {200, 60}};

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        struct visitor visitor;
        size_t seen = 0;

        look_at(&visitor, "dark", sizes[i][0], sizes[i][1]);
        visitor_type(&visitor, "?");
        for (int page = 0; page < 20 && visitor.app.overlay == OVERLAY_HELP;
             page++) {
            while (seen < COUNT(texts) &&
                   strstr(visitor_screen(&visitor), texts[seen]) != NULL)
                seen++;
            visitor_type(&visitor, " ");
        }
        assert_int_equal(visitor.app.overlay, OVERLAY_NONE);
        if (seen < COUNT(texts))
            fail_msg("%dx%d: no \"%s\"", sizes[i][0], sizes[i][1], texts[seen]);
        visitor_stop(&visitor);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_fact_at_every_size),
        cmocka_unit_test(test_scp_comes_first),
        cmocka_unit_test(test_keys_copy),
        cmocka_unit_test(test_a_resume_without_contact),
        cmocka_unit_test(test_no_pdf),
        cmocka_unit_test(test_codes_where_there_is_room),
        cmocka_unit_test(test_arrows_change_the_code),
        cmocka_unit_test(test_no_code_without_colours),
        cmocka_unit_test(test_a_page_is_a_row_or_more),
        cmocka_unit_test(test_codes_hold_what_phones_understand),
        cmocka_unit_test(test_end_of_the_resume),
        cmocka_unit_test(test_keys_lead_on_from_the_end),
        cmocka_unit_test(test_a_file_at_a_desk),
        cmocka_unit_test(test_space_reads_a_low_page),
        cmocka_unit_test(test_boxes_stand_apart),
        cmocka_unit_test(test_help_scrolls),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
