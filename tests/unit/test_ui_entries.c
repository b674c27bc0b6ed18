/* Lists of entries: the keys that open and close their parts, and the sidebar
 * beside them. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "resume/resume.h"
#include "resume/resume_load.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"
#include "ui_app.h"

#define NOTHING "There is nothing to open or close here."

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 80, 60);
    *state = &visitor;
    return 0;
}

/* A part is opened and closed by each of these keys, one after the other; a key
 * that has nothing to do says so. */
static void
test_keys_of_a_part(void **state)
{
    static const struct {
        const char *key, *seen, *focus, *status;
    } steps[] = {
        {RIGHT, "▼ Brake controller", "Brake controller", ""},
        {RIGHT, "▼ Brake controller", "Brake controller", NOTHING},
        {LEFT, "► Brake controller", "Brake controller", ""},
        {RIGHT, "▼ Brake controller", "Brake controller", ""},
        {"\r", "► Brake controller", "Brake controller", ""},
        {"\r", "▼ Brake controller", "Brake controller", ""},
        {LEFT LEFT, "► Brake controller", "Helvetia Tramways — Brakes", ""},
        {LEFT, "► Brake controller", "Helvetia Tramways — Brakes", NOTHING},
        {"\r", "► Brake controller", "Brake controller", ""},
        {"\r", "▼ Brake controller", "Brake controller", ""},
        {"jj", "• Simulator without a single point",
         "Simulator without a single point", ""},
        {"\r", "• Simulator without a single point",
         "Simulator without a single point", NOTHING},
        {RIGHT, "• Simulator without a single point",
         "Simulator without a single point", NOTHING},
        {LEFT, "▼ Brake controller", "Helvetia Tramways — Brakes", ""},
        {"jjjj\r", "Doors that never close", "Helvetia Tramways — Doors",
         NOTHING},
    };
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_type(visitor, steps[i].key);
        assert_string_equal(visitor->app.status.text, steps[i].status);
        assert_focus(visitor, steps[i].focus);
        assert_sees(visitor, steps[i].seen);
    }
}

/* What `e` folds, it opens again, and what one key opened is folded with the
 * rest. */
static void
test_folding_all(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "e");
    assert_sees(visitor, "► Brake controller");
    assert_sees(visitor, "► Black box");
    assert_sees_not(visitor, "Two cores that vote");
    assert_sees(visitor, "Stopping distance"); /* an entry is always open */
    visitor_type(visitor, "jl");
    assert_sees(visitor, "▼ Brake controller");
    assert_sees(visitor, "► Black box");
    visitor_type(visitor, "e");
    assert_sees(visitor, "▼ Brake controller");
    assert_sees(visitor, "▼ Black box");
    visitor_type(visitor, "e");
    assert_sees(visitor, "► Brake controller");
    visitor_type(visitor, "6e");
    assert_string_equal(visitor->app.status.text, NOTHING);
}

/* The sidebar marks the entry with the focus, or that of the focused part. */
static void
test_sidebar_follows_the_focus(void **state)
{
    static const struct {
        const char *keys, *mark;
    } steps[] = {
        {"", "▌ Brakes"}, {"j", "▌ Brakes"},     {"jj", "▌ Brakes"},
        {"j", "▌ Doors"}, {"jj", "▌ Fjordlink"}, {"k", "▌ 東京ロボット研究所"},
    };
    struct visitor *visitor = *state;
    int row, column;

    visitor_resize(visitor, 100, 60);
    for (size_t i = 0; i < COUNT(steps); i++) {
        visitor_type(visitor, steps[i].keys);
        visitor_find(visitor, steps[i].mark, &row, &column);
        assert_int_equal(column, 3);
        assert_int_equal(canvas_cell(&visitor->canvas, row, column + 2)->role,
                         ROLE_ACCENT);
        for (int other = 0; other < visitor->canvas.rows; other++)
            assert_int_equal(
                canvas_cell(&visitor->canvas, other, 3)->text[0] == U'▌',
                other == row || other == row + 1); /* its name and dates */
    }
}

static bool
has_sidebar(const struct visitor *visitor)
{
    const struct canvas *canvas = &visitor->canvas;

    for (int i = 0; i < canvas->spot_count; i++) {
        const struct spot *spot = &canvas->marks->spots[i];

        if (spot->action == ACTION_FOCUS &&
            spot->columns == visitor->app.layout.sidebar_width)
            return true;
    }
    return false;
}

/* One entry needs no list, and other sections' texts are short enough. */
static void
test_where_the_sidebar_stands(void **state)
{
#define ENTRY(name)                                                            \
    "{\"name\": \"" name "\", \"organization\": \"" name                       \
    "\", \"institution\": \"" name "\", \"title\": \"" name                    \
    "\", \"language\": \"" name "\"}"
    static const struct {
        const char *section;
        bool has_sidebar;
    } sections[] = {
        {"work", true},       {"projects", true},      {"volunteer", true},
        {"awards", false},    {"certificates", false}, {"publications", false},
        {"languages", false}, {"interests", false},    {"references", false},
        {"education", false},
    };
    char json[1000];

    (void)state;
    for (size_t i = 0; i < COUNT(sections); i++)
        for (int entries = 1; entries <= 2; entries++) {
            struct visitor visitor;

            snprintf(json, sizeof(json), "{\"%s\": [" ENTRY("Alpha") "%s]}",
                     sections[i].section,
                     entries == 2 ? ", " ENTRY("Beta") : "");
            visitor_start(&visitor, json, 90, 24);
            assert_sees(&visitor, "Alpha");
            assert_int_equal(has_sidebar(&visitor),
                             sections[i].has_sidebar && entries == 2);
            visitor_resize(&visitor, 89, 24);
            assert_false(has_sidebar(&visitor));
            visitor_stop(&visitor);
        }
}

/* A list higher than the window shows the entry with the focus in its middle,
 * but never rows beyond its ends. */
static void
test_long_sidebar_scrolls(void **state)
{
    static const struct {
        const char *focus, *first, *last;
    } steps[] = {
        {"A", "A", "M"}, {"G", "A", "M"}, {"H", "B", "N"},
        {"S", "M", "Y"}, {"T", "N", "Z"}, {"Z", "N", "Z"},
    };
    struct visitor visitor;
    char json[2000] = "{\"work\": [";
    int length = (int)strlen(json);

    (void)state;
    for (char name = 'A'; name <= 'Z'; name++)
        length += snprintf(json + length, sizeof(json) - (size_t)length,
                           "%s{\"name\": \"%c\"}", name > 'A' ? "," : "", name);
    strcpy(json + length, "]}");
    visitor_start(&visitor, json, 90, 30);
    for (size_t i = 0; i < COUNT(steps); i++) {
        while (strcmp(visitor_focus(&visitor), steps[i].focus) != 0)
            visitor_type(&visitor, "j");
        assert_string_equal(
            strtok(strcpy(json, visitor_row(&visitor, 3)), "▌ "),
            steps[i].first);
        assert_string_equal(
            strtok(strcpy(json, visitor_row(&visitor, 27)), "▌ "),
            steps[i].last);
    }
    visitor_stop(&visitor);
}

/* A letter to an audience: its greeting is a heading, its paragraphs stand
 * apart and have no mark of an entry without a name. */
static void
test_letter(void **state)
{
    static const char json[] =
        "{\"work\": [{\"name\": \"A\"}], \"meta\": {\"ssh\": {\"audiences\":"
        " [{\"name\": \"acme\", \"greeting\": \"Hello, Zephyrine\","
        " \"letter\": [\"Dear all,\", \"you build looms.\"]}]}}}";
    const struct app_settings settings = {.theme = theme_find("mono"),
                                          .today = {2026, 1, 31}};
    struct visitor visitor = {0};
    struct resume shown;
    struct error error;
    int row, column;

    (void)state;
    visitor.resume = resume_parse(json, strlen(json), NULL, &error);
    assert_non_null(visitor.resume);
    shown = resume_for_audience(visitor.resume,
                                resume_audience(visitor.resume, "acme"));
    assert_int_equal(app_init(&visitor.app, &shown, &settings), 0);
    visitor_resize(&visitor, 60, 20);
    visitor_type(&visitor, "0");
    visitor_find(&visitor, " ▌ Hello, Zephyrine", &row, &column);
    assert_string_equal(visitor_row(&visitor, row + 1), "   Dear all,");
    assert_string_equal(visitor_row(&visitor, row + 2), "");
    assert_string_equal(visitor_row(&visitor, row + 3), "   you build looms.");
    visitor_type(&visitor, "j");
    assert_sees(&visitor, " ▌ you build looms.");
    visitor_stop(&visitor);
}

/* Courses are counted, but are no points; an address that is too wide for a
 * phone does without "https://", which would have a row of its own. */
static void
test_education_on_a_phone(void **state)
{
    struct visitor visitor;
    int row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"education\": [{\"institution\": \"Leeds\","
                  " \"url\": \"https://nursing.example.org/undergraduate\","
                  " \"courses\": [\"Pharmacology\", \"Ethics\"]}]}",
                  40, 20);
    visitor_find(&visitor, "▼ Courses", &row, &column);
    assert_string_equal(visitor_row(&visitor, row) + strlen(" ▼ Courses"),
                        "                            2");
    visitor_find(&visitor, "nursing.example.org/undergraduate", &row, &column);
    assert_string_equal(visitor_row(&visitor, row - 1), "▌Leeds");
    visitor_resize(&visitor, 60, 20);
    assert_sees(&visitor, "https://nursing.example.org/undergraduate");
    visitor_stop(&visitor);
}

/* Where a language stands, the eye need not cross the page for its level; one
 * that is too long for the row has its own. */
static void
test_levels_of_languages(void **state)
{
    struct visitor visitor;
    int row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"languages\": [{\"language\": \"Igbo\", \"fluency\":"
                  " \"Native\"}, {\"language\": \"Norwegian Sign Language\","
                  " \"fluency\": \"Full professional proficiency\"}],"
                  " \"education\": [{\"institution\": \"Leeds\","
                  " \"studyType\": \"BSc\", \"score\": \"First\"}]}",
                  40, 20);
    assert_sees(&visitor, " BSc · First\n");
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "▌Igbo  Native\n");
    visitor_find(&visitor, "Norwegian", &row, &column);
    assert_string_equal(visitor_row(&visitor, row + 1),
                        " Full professional proficiency");
    visitor_resize(&visitor, 80, 24);
    assert_sees(&visitor,
                "Norwegian Sign Language  Full professional proficiency\n");
    visitor_stop(&visitor);
}

/* Row by row, too: the row below the last one is no place for it. */
static void
test_scrolling_takes_the_focus_along(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, NULL, 80, 24);
    for (int i = 0; i < 2; i++) {
        visitor_type(&visitor, i == 0 ? "G" : "g");
        for (int row = 0; row < 25; row++) {
            visitor_type(&visitor, i == 0 ? "\x19" : "\x05");
            assert_sees(&visitor, "▌");
        }
    }
    visitor_stop(&visitor);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_keys_of_a_part, set_up,
                                        visitor_tear_down),
        cmocka_unit_test_setup_teardown(test_folding_all, set_up,
                                        visitor_tear_down),
        cmocka_unit_test_setup_teardown(test_sidebar_follows_the_focus, set_up,
                                        visitor_tear_down),
        cmocka_unit_test(test_where_the_sidebar_stands),
        cmocka_unit_test(test_long_sidebar_scrolls),
        cmocka_unit_test(test_letter),
        cmocka_unit_test(test_education_on_a_phone),
        cmocka_unit_test(test_levels_of_languages),
        cmocka_unit_test(test_scrolling_takes_the_focus_along),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
