/* Moving about: what keys do to what is on the screen. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sshd/base/array.h"
#include "ui_app.h"

#define GREETING "Grüezi, I am"

static int
set_up(void **state)
{
    static struct visitor visitor;

    visitor_start(&visitor, NULL, 80, 24);
    *state = &visitor;
    return 0;
}

static void
test_overview_answers_four_questions(void **state)
{
    static const char *const answers[] = {
        "Zoë Marchetti", /* no ë is drawn large */
        "● Available for trams", "Firmware and networks engineer",
        "zoe@example.org",       "+41 00 000 00 00",
        "zoe.example.org",       "Lead firmware engineer",
    };
    struct visitor *visitor = *state;

    visitor_type(visitor, "0");
    for (size_t i = 0; i < COUNT(answers); i++)
        assert_sees(visitor, answers[i]);
    visitor_resize(visitor, 100, 30);
    assert_sees(visitor, GREETING);
}

static void
test_overview_leads_from_a_row_to_its_job(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "0" DOWN DOWN);
    visitor_type(visitor, "\r");
    assert_focus(visitor, "Helvetia Tramways — Doors");
    visitor_type(visitor, ESC);
    assert_sees(visitor, "0 Overview");
    assert_int_equal(visitor->app.current, VIEW_OVERVIEW);
}

/* No dates: employer, role and points, the parts of one employer together. */
static void
test_overview_without_dates_is_a_list(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"work\": [{\"name\": \"Fjordlink — Radio\","
                 " \"position\": \"Lead\", \"highlights\": [\"a\", \"b\"]},"
                 "{\"name\": \"Fjordlink — Islands\"},"
                 "{\"name\": \"Tramways\", \"highlights\": [\"c\"]}]}",
                 80, 24);
    assert_sees(&visitor, "Fjordlink ┬ Radio    Lead");
    assert_sees(&visitor, "          └ Islands");
    assert_sees(&visitor, "Tramways  ─");
    assert_sees(&visitor, "2 points");
    assert_sees(&visitor, "• a");
    assert_sees(&visitor, "• c");
    visitor_resize(&visitor, 24, 20);
    assert_sees(&visitor, "├ Radio");
    visitor_stop(&visitor);
}

/* What is too long for the first screen is there by its names, and says how
 * many it lacks; what the list of jobs names is not repeated. */
static void
test_overview_names_what_is_too_long(void **state)
{
    struct visitor visitor;
    char json[4000];
    size_t length = 0;

    (void)state;
    length += (size_t)snprintf(
        json, sizeof(json),
        "{\"volunteer\": [{\"organization\": \"Lifeboat\"}],"
        " \"languages\": [{\"language\": \"Danish\", \"fluency\": \"C1\"}],"
        " \"skills\": [{\"name\": \"Knots\", \"keywords\": [");
    for (int i = 10; i < 90; i++)
        length += (size_t)snprintf(json + length, sizeof(json) - length,
                                   "%s\"knot%d\"", i > 10 ? "," : "", i);
    snprintf(json + length, sizeof(json) - length, "]}]}");
    visitor_open(&visitor, json, 80, 18);
    assert_sees(&visitor, "   knot10 · knot11 · knot12 · knot13 · knot14");
    assert_sees(&visitor, "knot31 · knot32 · 57 more\n");
    assert_sees(&visitor, "   Danish  C1");
    assert_sees(&visitor, "Lifeboat");
    assert_sees_not(&visitor, "   Volunteering\n");
    visitor_resize(&visitor, 80, 40); /* enough for all */
    assert_sees(&visitor, "   Knots  knot10 · knot11");
    assert_sees(&visitor, "knot89");
    visitor_stop(&visitor);
}

/* A point that is a page long does not fill the first screen: its section has
 * it in full. One of the owner's best points is never cut. */
static void
test_overview_has_the_beginning_of_a_long_point(void **state)
{
#define POINT                                                                  \
    "\"One two three four five six seven eight nine ten, and so on and on"     \
    " about all that was done in a single year, up to the very end.\""
    static const char *const jsons[] = {
        "{\"work\": [{\"name\": \"A\", \"highlights\": [" POINT "]}]}",
        "{\"meta\": {\"ssh\": {\"best\": [" POINT "]}},"
        " \"work\": [{\"name\": \"A\"}]}",
    };
#undef POINT

    (void)state;
    for (int best = 0; best < 2; best++) {
        struct visitor visitor;
        int row, column;

        visitor_open(&visitor, jsons[best], 30, 20);
        visitor_find(&visitor, "• One two", &row, &column);
        assert_string_equal(visitor_row(&visitor, row + 4),
                            best ? "   year, up to the very end." : "");
        if (!best) {
            assert_non_null(strstr(visitor_row(&visitor, row + 3), "…"));
            visitor_type(&visitor, "1G");
            assert_sees(&visitor, "very end.");
        }
        visitor_stop(&visitor);
    }
}

static void
test_long_summary_scrolls(void **state)
{
    struct visitor visitor;
    bool seen = false;

    (void)state;
    visitor_open(&visitor,
                 "{\"basics\": {\"name\": \"Nora\", \"summary\": \"One two "
                 "three four five six seven eight nine ten eleven twelve "
                 "thirteen fourteen fifteen sixteen seventeen eighteen "
                 "nineteen twenty one two three four five six seven eight "
                 "nine ten eleven twelve ZEBRA\"}, \"work\": [{\"name\":"
                 " \"A\"}]}",
                 40, 10);
    for (int i = 0; i < 5 && visitor.app.current == VIEW_OVERVIEW; i++) {
        seen = seen || strstr(visitor_screen(&visitor), "ZEBRA") != NULL;
        visitor_type(&visitor, " ");
    }
    assert_true(seen);
    visitor_stop(&visitor);
}

static void
test_sections_by_number(void **state)
{
    static const struct {
        const char *key, *shows;
    } sections[] = {
        {"2", "Buses and radio"},         {"3", "loratone"},
        {"4", "Northern Polytechnic"},    {"5", "Repair Café Wiedikon"},
        {"6", "Golden Pantograph"},       {"7", "Functional Safety Engineer"},
        {"8", "Voting with three cores"}, {"9", "madrelingua"},
        {"1", "Helvetia Tramways"},
    };
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(sections); i++) {
        visitor_type(visitor, sections[i].key);
        assert_sees(visitor, sections[i].shows);
    }
}

static void
test_sections_in_a_ring(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "\033[Z\033[Z");
    assert_sees(visitor, "Ada Mercer");
    visitor_type(visitor, "\t\t");
    assert_sees(visitor, "Helvetia");
    visitor_type(visitor, "]");
    assert_sees(visitor, "Buses and radio");
    visitor_type(visitor, "[[[");
    assert_sees(visitor, "Ada Mercer");
}

static void
test_sections_that_are_not_there(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, "{\"work\": [{\"name\": \"Fjordlink\"}]}", 80, 24);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "There is no section 2.");
    visitor_type(&visitor, "9");
    visitor_type(&visitor, "\t");
    assert_sees(&visitor, "Fjordlink");
    assert_sees_not(&visitor, "Skill");
    visitor_stop(&visitor);
}

static void
test_empty_resume(void **state)
{
    static const char *const keys[] = {
        "j", "k", "l",  "h", "\r", " ", "G", "g", "e", "1", "\t",   "\033[Z",
        "/", "x", "\r", "n", ESC,  "o", "y", "?", "q", "c", "\014",
    };
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor, "{\"basics\": {\"name\": \"Ada Mercer\"}}", 40, 15);
    for (size_t i = 0; i < COUNT(keys); i++)
        visitor_type(&visitor, keys[i]);
    visitor_resize(&visitor, 120, 50);
    assert_sees(&visitor, "█"); /* the name, large or not */
    visitor_type(&visitor, ESC);
    visitor_type(&visitor, "q");
    assert_true(visitor.app.done);
    visitor_stop(&visitor);
}

static void
test_focus_goes_through_everything(void **state)
{
    static const char *const names[] = {
        "Helvetia Tramways — Brakes",
        "Brake controller",
        "Black box",
        "Simulator without a single point",
        "Helvetia Tramways — Doors",
        "東京ロボット研究所",
        "Fjordlink",
        "Freelance",
    };
    struct visitor *visitor = *state;
    size_t at = 0;

    for (int i = 0; i < 100 && at + 1 < COUNT(names); i++) {
        visitor_type(visitor, i % 2 == 0 ? DOWN : "j");
        if (strcmp(visitor_focus(visitor), names[at]) != 0)
            assert_string_equal(visitor_focus(visitor), names[++at]);
    }
    assert_int_equal(at + 1, COUNT(names));
    for (int i = 0; i < 200; i++)
        visitor_type(visitor, i % 2 == 0 ? UP : "k");
    assert_focus(visitor, names[0]);
}

static void
test_long_text_scrolls_before_the_focus_moves(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 60, 10);
    for (int i = 0; i < 4; i++) {
        visitor_type(visitor, DOWN);
        assert_string_equal(visitor_focus(visitor),
                            "Helvetia Tramways — Brakes");
    }
    assert_sees(visitor, "Stopping distance");
}

static void
test_folding(void **state)
{
    struct visitor *visitor = *state;

    while (strcmp(visitor_focus(visitor), "Black box") != 0)
        visitor_type(visitor, "j");
    assert_sees(visitor, "Two cores that vote");
    assert_sees(visitor, "▼ Black box");
    visitor_type(visitor, LEFT);
    assert_sees(visitor, "► Black box");
    assert_sees_not(visitor, "Writes 4 kB");
    visitor_type(visitor, "l");
    assert_sees(visitor, "Writes 4 kB");
    visitor_type(visitor, "h");
    assert_sees_not(visitor, "Writes 4 kB");
    visitor_type(visitor, LEFT);
    assert_string_equal(visitor_focus(visitor), "Helvetia Tramways — Brakes");
}

static void
test_opening_and_closing_all(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 80, 60);
    assert_sees(visitor, "▼ Black box");
    visitor_type(visitor, "e");
    assert_sees(visitor, "► Black box");
    assert_sees(visitor, "► Brake controller");
    visitor_type(visitor, "e");
    assert_sees(visitor, "▼ Black box");
    assert_sees(visitor, "▼ Brake controller");
}

static void
test_ends(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "G");
    assert_focus(visitor, "Freelance");
    assert_sees(visitor, "What friends need.");
    assert_sees(visitor, "Space goes on: 2 Skills");
    visitor_type(visitor, "\033[H");
    assert_focus(visitor, "Helvetia Tramways — Brakes");
    visitor_type(visitor, "\033[F");
    assert_sees(visitor, "What friends need.");
}

static void
test_pages_leave_nothing_out(void **state)
{
    static const char *const texts[] = {
        "Stopping distance", "900 pages of norms",        "Two cores that vote",
        "Black box",         "Helvetia Tramways — Doors", "二足歩行",
        "Linked 14 islands", "What friends need.",
    };
    struct visitor *visitor = *state;
    size_t seen = 0;

    for (int i = 0; i < 40 && seen < COUNT(texts); i++) {
        while (seen < COUNT(texts) &&
               strstr(visitor_screen(visitor), texts[seen]) != NULL)
            seen++;
        visitor_type(visitor, " ");
    }
    assert_int_equal(seen, COUNT(texts));
    for (int i = 0; i < 40; i++)
        visitor_type(visitor, "b");
    assert_int_equal(visitor->app.current, VIEW_OVERVIEW);
}

static void
test_half_pages_and_lines(void **state)
{
    struct visitor *visitor = *state;
    int before;

    visitor_type(visitor, "G");
    before = app_view(&visitor->app)->scroll;
    visitor_type(visitor, "\031");
    assert_int_equal(app_view(&visitor->app)->scroll, before - 1);
    visitor_type(visitor, "\005");
    assert_int_equal(app_view(&visitor->app)->scroll, before);
    visitor_type(visitor, "u");
    assert_true(app_view(&visitor->app)->scroll < before - 2);
    visitor_type(visitor, "d");
    assert_int_equal(app_view(&visitor->app)->scroll, before);
}

static void
test_space_goes_through_it_all_and_back(void **state)
{
    static const char *const keys[][2] = {{" ", "b"}, {"d", "u"}};
    struct visitor *visitor = *state;

    for (size_t i = 0; i < COUNT(keys); i++) {
        for (int columns = 40; columns <= 160; columns += 40) {
            visitor_resize(visitor, columns, 20);
            visitor_type(visitor, "0g");
            for (int j = 0; j < 300; j++) {
                if (visitor->app.overlay != OVERLAY_NONE)
                    break;
                visitor_type(visitor, keys[i][0]);
            }
            assert_int_equal(visitor->app.overlay, OVERLAY_CONTACT);
            assert_int_equal(visitor->app.current, visitor->app.view_count - 1);
            assert_sees(visitor, "100%");
            visitor_type(visitor, ESC);
            assert_sees(visitor, "99%");
            for (int j = 0; j < 300; j++)
                visitor_type(visitor, keys[i][1]);
            assert_int_equal(visitor->app.current, VIEW_OVERVIEW);
            assert_int_equal(app_view(&visitor->app)->scroll, 0);
            assert_sees(visitor, "This is the beginning.");
        }
    }
}

/* A page is the window less two rows; only a section's last one is shorter,
 * and none goes back. */
static void
test_pages_are_whole(void **state)
{
    struct visitor *visitor = *state;

    for (int rows = 12; rows <= 60; rows += 12) {
        visitor_resize(visitor, 100, rows);
        visitor_type(visitor, "0g");
        while (visitor->app.overlay == OVERLAY_NONE) {
            const struct view *view = app_view(&visitor->app);
            int before = view->scroll, page = view->height - 2;

            visitor_type(visitor, " ");
            if (app_view(&visitor->app) != view)
                assert_int_equal(app_view(&visitor->app)->scroll, 0);
            else if (view->scroll + view->height < (int)view->flow.row_count)
                assert_int_equal(view->scroll - before, page);
            else
                assert_true(view->scroll >= before);
        }
        visitor_type(visitor, ESC);
    }
}

/* Each key that does nothing here says so. */
static void
test_no_key_is_dead_without_a_word(void **state)
{
    static const char *const keys[] = {
        "0gk", "0g\031", "0g\r", "0h", "0l",    "0e", "0n",    "0N",
        "0p",  "9b0gb",  "0x",   "0z", "G\005", "Gj", "0\033",
    };
    struct visitor *visitor = *state;

    visitor->app.ticker.off = true;
    for (size_t i = 0; i < COUNT(keys); i++) {
        visitor_type(visitor, "1g");
        visitor_type(visitor, keys[i]);
        if (*visitor->app.status.text == '\0')
            fail_msg("no status after %s on\n%s", keys[i],
                     visitor_screen(visitor));
    }
    visitor_type(visitor, "x");
    assert_sees(visitor, "? lists the keys");
}

/* The focus is on the screen after whatever happens. */
static void
test_resize_keeps_the_focus_in_sight(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "G");
    for (int i = 0; i < 500; i++) {
        visitor_resize(visitor, 20 + i * 37 % 281, 8 + i * 17 % 93);
        assert_focus(visitor, "Freelance");
    }
}

/* The item that has the focus does not jump to another row. */
static void
test_narrower_window_keeps_the_row(void **state)
{
    struct visitor *visitor = *state;
    int row, column, row_before;

    visitor_type(visitor, "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j"
                          "j");
    visitor_find(visitor, "▌", &row_before, &column);
    visitor_resize(visitor, 70, 24);
    visitor_find(visitor, "▌", &row, &column);
    assert_int_equal(row, row_before);
}

static void
test_too_small_a_window(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 19, 24);
    assert_sees_not(visitor, "Helvetia");
    assert_sees(visitor, "larger");
    visitor_resize(visitor, 300, 5);
    assert_sees_not(visitor, "Helvetia");
    visitor_resize(visitor, 20, 6);
    assert_sees(visitor, "Helvetia");
}

/* At 20x5 a long host's command took six rows, and lost its last word. */
static void
test_no_half_command_in_a_small_window(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"basics\": {\"name\": \"Ada\"}, \"meta\": {\"ssh\":"
                 " {\"host\": \"cv.grace-hartley.example.org\"}}}",
                 20, 5);
    assert_sees(&visitor, "q quits");
    assert_sees(&visitor, " text");
    assert_sees_not(&visitor, "larger");
    visitor_resize(&visitor, 20, 3);
    assert_sees(&visitor, "larger");
    assert_sees_not(&visitor, "ssh");
    visitor_stop(&visitor);
}

/* The rest of a long name was on no screen of 80 columns but the contact page.
 */
static void
test_a_long_name_is_whole_in_the_header(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"basics\": {\"name\": \"Hubert Blaine Maximilian Alexander"
                 " von und zu Hohenzollern-Sigmaringen und Wolfenstein the"
                 " Third\"}}",
                 80, 24);
    assert_sees(&visitor, "the Third");
    visitor_stop(&visitor);
}

static void
test_sidebar_from_90_columns(void **state)
{
    struct visitor *visitor = *state;
    int row, column;

    visitor_resize(visitor, 89, 30);
    visitor_find(visitor, "Lead firmware engineer", &row, &column);
    assert_true(column < 10);
    visitor_resize(visitor, 90, 30);
    visitor_find(visitor, "Lead firmware engineer", &row, &column);
    assert_true(column > 20);
    assert_sees(visitor, "Fjordlink"); /* on the sidebar */
    visitor_resize(visitor, 300, 30);
    visitor_find(visitor, "Zoë Marchetti", &row, &column);
    assert_int_equal(column, 95); /* a block of 110 in the middle */
}

/* One employer's jobs in a row stand under its name. */
static void
test_sidebar_groups_an_employer(void **state)
{
    struct visitor *visitor = *state;
    int group, brakes, doors, column;

    visitor_resize(visitor, 100, 40);
    visitor_find(visitor, "  Helvetia Tramways  ", &group, &column);
    visitor_find(visitor, "▌ Brakes", &brakes, &column);
    visitor_find(visitor, "  Doors", &doors, &column);
    assert_true(group < brakes && brakes < doors);
}

static void
test_sidebar_wraps_an_employer(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_open(&visitor,
                 "{\"work\": [{\"name\": \"Leeds Teaching Hospitals Trust\","
                 " \"position\": \"Matron\"}, {\"name\":"
                 " \"Leeds Teaching Hospitals Trust\","
                 " \"position\": \"Nurse\"}]}",
                 100, 30);
    visitor_type(&visitor, "1");
    assert_sees(&visitor, "     Leeds Teaching         ");
    assert_sees(&visitor, "     Hospitals Trust        ");
    visitor_stop(&visitor);
}

static void
test_large_header_only_on_the_overview(void **state)
{
    struct visitor *visitor = *state;

    visitor_resize(visitor, 100, 30);
    visitor_type(visitor, "3");
    assert_sees_not(visitor, GREETING);
    assert_sees(visitor, "Zoë Marchetti   Firmware and networks engineer");
    visitor_type(visitor, "0");
    assert_sees(visitor, GREETING);
}

/* The degree is bold, its awards are not; a reference is quoted. */
static void
test_degree_and_reference(void **state)
{
    struct visitor visitor;
    int row, column;

    (void)state;
    visitor_start(&visitor,
                  "{\"education\": [{\"institution\": \"Polytechnic\","
                  " \"studyType\": \"MSc\", \"awards\":"
                  " [{\"title\": \"A prize\"}]}], \"references\":"
                  " [{\"name\": \"Ada\", \"reference\": \"Never late.\"}]}",
                  100, 30);
    visitor_find(&visitor, "MSc", &row, &column);
    assert_int_equal(canvas_cell(&visitor.canvas, row, column)->role,
                     ROLE_STRONG);
    visitor_find(&visitor, "A prize", &row, &column);
    assert_int_equal(canvas_cell(&visitor.canvas, row, column)->role,
                     ROLE_TEXT);
    visitor_type(&visitor, "2");
    assert_sees(&visitor, "“Never late.”");
    visitor_stop(&visitor);
}

static void
test_name_without_letters_of_ours(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"basics\": {\"name\": \"山田太郎\"},"
                  " \"work\": [{\"name\": \"A\"}]}",
                  100, 30);
    assert_sees(&visitor, "山田太郎");
    visitor_stop(&visitor);
}

static void
test_help_is_drawn_from_the_tables(void **state)
{
    static const char *const words[] = {
        "move",        "open, close", "page",    "half page",
        "one line",    "top, end",    "section", "search",
        "copy e-mail", "colours",     "help",    "quit",
    };
    struct visitor *visitor = *state;

    visitor_resize(visitor, 110, 40);
    visitor_type(visitor, "?");
    for (size_t i = 0; i < COUNT(words); i++)
        assert_sees(visitor, words[i]);
    assert_sees(visitor, "ssh cv.example.org text");
    visitor_type(visitor, "x");
    assert_sees_not(visitor, "copy e-mail  ");
    visitor_type(visitor, "\033OP");
    assert_sees(visitor, "half page");
    visitor_type(visitor, ESC);
    assert_sees_not(visitor, "half page");
}

static void
test_quitting(void **state)
{
    static const char *const keys[] = {"q", "Q", "\003", "\004"};

    (void)state;
    for (size_t i = 0; i < COUNT(keys); i++) {
        struct visitor visitor;

        visitor_start(&visitor, NULL, 80, 24);
        visitor_type(&visitor, keys[i]);
        assert_true(visitor.app.done);
        visitor_stop(&visitor);
    }
}

static void
test_q_closes_what_lies_over_the_page(void **state)
{
    struct visitor *visitor = *state;

    visitor_type(visitor, "?q");
    assert_false(visitor->app.done);
    visitor_type(visitor, "oq");
    assert_false(visitor->app.done);
    visitor_type(visitor, "?Q");
    assert_true(visitor->app.done);
}

static void
test_escape_never_quits(void **state)
{
    struct visitor *visitor = *state;

    for (int i = 0; i < 10; i++)
        visitor_type(visitor, ESC);
    assert_false(visitor->app.done);
}

static void
test_idle_end(void **state)
{
    struct visitor *visitor = *state;

    visitor->app.idle_seconds = 120;
    visitor_type(visitor, "j");
    assert_int_equal(app_next_tick(&visitor->app), visitor->app.now + 60000);
    visitor_wait(visitor, 59000);
    assert_sees_not(visitor, "closes in");
    visitor_wait(visitor, 2000);
    assert_sees(visitor, "closes in 59 s");
    visitor_wait(visitor, 1000);
    assert_sees(visitor, "closes in 58 s");
    visitor_type(visitor, "j");
    visitor_wait(visitor, 5000);
    assert_sees_not(visitor, "closes in");
    visitor_wait(visitor, 120000);
    assert_true(visitor->app.done && visitor->app.idle);
}

static void
test_notice_goes_away(void **state)
{
    struct visitor *visitor = *state;

    assert_int_equal(app_next_tick(&visitor->app), -1);
    visitor_type(visitor, "y");
    assert_string_equal(visitor->app.copy, "zoe@example.org");
    assert_sees(visitor, "Sent to your clipboard: zoe@example.org");
    assert_false(visitor_wait(visitor, STATUS_LINE_MS - 1));
    assert_sees(visitor, "Sent to your clipboard");
    assert_true(visitor_wait(visitor, 1));
    assert_sees_not(visitor, "Sent to your clipboard");
    assert_int_equal(app_next_tick(&visitor->app), -1);
}

/* The terminal may answer after the first frame; what the visitor chose with ~
 * stays. */
static void
test_letters_follow_the_terminal_and_the_visitor(void **state)
{
    struct visitor *visitor = *state;

    assert_sees(visitor, "──");
    app_set_charset(&visitor->app, CHARSET_ASCII);
    visitor_resize(visitor, 80, 24);
    assert_sees_not(visitor, "──");
    visitor_type(visitor, "~");
    assert_sees(visitor, "──");
    app_set_charset(&visitor->app, CHARSET_ASCII);
    visitor_resize(visitor, 80, 24);
    assert_sees(visitor, "──");
}

/* It is the only word of a new version. */
static void
test_notice_of_a_new_version_stays(void **state)
{
    struct visitor *visitor = *state;

    app_keep_status(&visitor->app, WORD_UPDATED);
    assert_false(visitor_wait(visitor, 3600000));
    assert_sees(visitor, "This résumé was updated");
    assert_int_equal(app_next_tick(&visitor->app), -1);
}

static void
test_colours_cycle(void **state)
{
    struct visitor *visitor = *state;
    const struct theme *theme = visitor->app.theme;

    /* All but the one for eight colours. */
    for (size_t i = 1; i < theme_count - 1; i++) {
        visitor_type(visitor, "c");
        assert_ptr_not_equal(visitor->app.theme, theme);
    }
    visitor_type(visitor, "c");
    assert_ptr_equal(visitor->app.theme, theme);
}

/* Who still works there works there until today. */
static void
test_duration_of_what_goes_on(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"Fjordlink\","
                  " \"position\": \"Engineer\", \"startDate\": \"2024-01\"}]}",
                  80, 24);
    assert_sees(&visitor, "Jan 2024 – present");
    assert_sees(&visitor, "2 years 1 month");
    visitor_stop(&visitor);
}

/* The interface speaks the résumé's language. */
static void
test_language(void **state)
{
    struct visitor visitor;

    (void)state;
    visitor_start(&visitor,
                  "{\"work\": [{\"name\": \"Fjordlink\","
                  " \"startDate\": \"2024-03\"}],"
                  " \"meta\": {\"language\": \"de\"}}",
                  100, 30);
    assert_sees(&visitor, "heute");
    assert_sees(&visitor, "Suche");
    assert_sees_not(&visitor, "present");
    assert_sees_not(&visitor, "search");
    visitor_stop(&visitor);
}

#define test_visit(test)                                                       \
    cmocka_unit_test_setup_teardown(test, set_up, visitor_tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_visit(test_overview_answers_four_questions),
        test_visit(test_overview_leads_from_a_row_to_its_job),
        cmocka_unit_test(test_overview_without_dates_is_a_list),
        cmocka_unit_test(test_overview_names_what_is_too_long),
        cmocka_unit_test(test_overview_has_the_beginning_of_a_long_point),
        cmocka_unit_test(test_long_summary_scrolls),
        test_visit(test_sections_by_number),
        test_visit(test_sections_in_a_ring),
        cmocka_unit_test(test_sections_that_are_not_there),
        cmocka_unit_test(test_empty_resume),
        test_visit(test_focus_goes_through_everything),
        test_visit(test_long_text_scrolls_before_the_focus_moves),
        test_visit(test_folding),
        test_visit(test_opening_and_closing_all),
        test_visit(test_ends),
        test_visit(test_pages_leave_nothing_out),
        test_visit(test_half_pages_and_lines),
        test_visit(test_space_goes_through_it_all_and_back),
        test_visit(test_pages_are_whole),
        test_visit(test_no_key_is_dead_without_a_word),
        test_visit(test_resize_keeps_the_focus_in_sight),
        test_visit(test_narrower_window_keeps_the_row),
        test_visit(test_too_small_a_window),
        cmocka_unit_test(test_no_half_command_in_a_small_window),
        cmocka_unit_test(test_a_long_name_is_whole_in_the_header),
        test_visit(test_sidebar_from_90_columns),
        test_visit(test_sidebar_groups_an_employer),
        cmocka_unit_test(test_sidebar_wraps_an_employer),
        test_visit(test_large_header_only_on_the_overview),
        cmocka_unit_test(test_degree_and_reference),
        cmocka_unit_test(test_name_without_letters_of_ours),
        test_visit(test_help_is_drawn_from_the_tables),
        cmocka_unit_test(test_quitting),
        test_visit(test_q_closes_what_lies_over_the_page),
        test_visit(test_escape_never_quits),
        test_visit(test_idle_end),
        test_visit(test_notice_goes_away),
        test_visit(test_letters_follow_the_terminal_and_the_visitor),
        test_visit(test_notice_of_a_new_version_stays),
        test_visit(test_colours_cycle),
        cmocka_unit_test(test_duration_of_what_goes_on),
        cmocka_unit_test(test_language),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
