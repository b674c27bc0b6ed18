/* Bytes from a terminal become keys: every encoding that terminals are known
 * to use, and everything else swallowed. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "terminal/input.h"
#include "sshd/base/array.h"

#define EVENTS_MAX 64

struct typed {
    struct input input;
    struct key_event events[EVENTS_MAX];
    size_t count;
};

static void
type_bytes(struct typed *typed, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        struct key_event event;

        if (!input_byte(&typed->input, (unsigned char)bytes[i], &event))
            continue;
        assert_true(typed->count < EVENTS_MAX);
        typed->events[typed->count++] = event;
    }
}

static void
type(struct typed *typed, const char *text)
{
    type_bytes(typed, text, strlen(text));
}

/* Wait for as long as a lone ESC does. */
static void
pause_typing(struct typed *typed)
{
    struct key_event event;

    if (input_timeout(&typed->input, &event))
        typed->events[typed->count++] = event;
}

/* BYTES are exactly KEY, and the parser is ready for the next one. */
static void
assert_is_key(const char *bytes, enum key key)
{
    struct typed typed = {0};

    type(&typed, bytes);
    type(&typed, "j");
    if (typed.count != 2 || typed.events[0].key != key ||
        typed.events[1].character != U'j')
        fail_msg("ESC%s: %zu events, the first is key %d, not %d", bytes + 1,
                 typed.count, (int)typed.events[0].key, (int)key);
}

/* BYTES are no key at all, and the parser is ready for the next one. */
static void
assert_is_nothing(const char *bytes)
{
    struct typed typed = {0};

    type(&typed, bytes);
    assert_false(input_is_waiting(&typed.input));
    type(&typed, "j");
    if (typed.count != 1 || typed.events[0].character != U'j')
        fail_msg("ESC%s: %zu events, the first is key %d, character U+%04X",
                 bytes + 1, typed.count, (int)typed.events[0].key,
                 (unsigned)typed.events[0].character);
}

static void
test_every_encoding_of_a_key(void **state)
{
    static const struct {
        const char *bytes;
        enum key key;
    } encodings[] = {
        /* xterm, in normal and in application mode */
        {"\033[A", KEY_UP},
        {"\033OA", KEY_UP},
        {"\033[B", KEY_DOWN},
        {"\033OB", KEY_DOWN},
        {"\033[C", KEY_RIGHT},
        {"\033OC", KEY_RIGHT},
        {"\033[D", KEY_LEFT},
        {"\033OD", KEY_LEFT},
        {"\033[H", KEY_HOME},
        {"\033OH", KEY_HOME},
        {"\033[F", KEY_END},
        {"\033OF", KEY_END},
        /* PuTTY, the Linux console; then urxvt */
        {"\033[1~", KEY_HOME},
        {"\033[4~", KEY_END},
        {"\033[7~", KEY_HOME},
        {"\033[8~", KEY_END},
        {"\033[2~", KEY_INSERT},
        {"\033[3~", KEY_DELETE},
        {"\033[5~", KEY_PAGE_UP},
        {"\033[6~", KEY_PAGE_DOWN},
        {"\033[Z", KEY_BACKTAB},
        {"\033OM", KEY_ENTER},
        {"\r", KEY_ENTER},
        {"\n", KEY_ENTER},
        {"\t", KEY_TAB},
        {"\177", KEY_BACKSPACE},
        {"\b", KEY_BACKSPACE},
        {"\033OP", KEY_F1},
        {"\033[11~", KEY_F1},
        {"\033[[A", KEY_F1},
        /* with Shift, Alt or Ctrl held */
        {"\033[1;2A", KEY_UP},
        {"\033[1;5B", KEY_DOWN},
        {"\033O5C", KEY_RIGHT},
        {"\033O1;5D", KEY_LEFT},
        {"\033[5;5~", KEY_PAGE_UP},
        {"\033[1;2P", KEY_F1},
        {"\033Oa", KEY_UP},
        {"\033[b", KEY_DOWN},
        /* reports that are asked for */
        {"\033[I", KEY_FOCUS_IN},
        {"\033[O", KEY_FOCUS_OUT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(encodings); i++)
        assert_is_key(encodings[i].bytes, encodings[i].key);
}

static void
test_characters(void **state)
{
    static const char32_t expected[] = U"aZ é→漢😀\001\004";
    struct typed typed = {0};

    (void)state;
    type(&typed, "aZ é→漢😀\001\004");
    assert_int_equal(typed.count, COUNT(expected) - 1);
    for (size_t i = 0; i < typed.count; i++) {
        assert_int_equal(typed.events[i].key, KEY_CHAR);
        assert_int_equal(typed.events[i].character, expected[i]);
    }
}

static void
test_bad_utf8_is_dropped(void **state)
{
    static const char *const bad[] = {
        "\x80",         "\xbf\xbf",         "\xc0\xaf",     "\xc1\x81",
        "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80", "\xfe",
        "\xff",         "\xc2\x9b",         "\xe0\x83\xa9", "\xf0\x80\x83\xa9",
        "\xc3",         "\xe2\x86",         "\xf0\x9f\x98",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(bad); i++)
        assert_is_nothing(bad[i]);
}

static void
test_broken_utf8_does_not_eat_a_sequence(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\xe2\x86\033[A");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_UP);
}

static void
test_mouse(void **state)
{
    static const struct {
        const char *bytes;
        int button, row, column;
        bool release;
    } reports[] = {
        {"\033[<0;1;1M", MOUSE_LEFT, 0, 0, false},
        {"\033[<0;10;5m", MOUSE_LEFT, 4, 9, true},
        {"\033[<2;300;100M", MOUSE_RIGHT, 99, 299, false},
        {"\033[<64;7;8M", MOUSE_WHEEL_UP, 7, 6, false},
        {"\033[<65;7;8M", MOUSE_WHEEL_DOWN, 7, 6, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(reports); i++) {
        struct typed typed = {0};

        type(&typed, reports[i].bytes);
        assert_int_equal(typed.count, 1);
        assert_int_equal(typed.events[0].key, KEY_MOUSE);
        assert_int_equal(typed.events[0].mouse.button, reports[i].button);
        assert_int_equal(typed.events[0].mouse.row, reports[i].row);
        assert_int_equal(typed.events[0].mouse.column, reports[i].column);
        assert_int_equal(typed.events[0].mouse.release, reports[i].release);
    }
}

static void
test_cursor_report(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[24;80R\033[1;2R");
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[0].key, KEY_CURSOR);
    assert_int_equal(typed.events[0].parameters[0], 24);
    assert_int_equal(typed.events[0].parameters[1], 80);
    assert_int_equal(typed.events[1].parameters[1], 2);
}

static void
test_attributes_of_many_terminals(void **state)
{
    (void)state;
    assert_is_key("\033[?6c", KEY_ATTRIBUTES);
    assert_is_key("\033[?1;2c", KEY_ATTRIBUTES);
    assert_is_key("\033[?62;4;6;22c", KEY_ATTRIBUTES);
    assert_is_key("\033[?64;1;2;6;9;15;16;17;18;21;22;28c", KEY_ATTRIBUTES);
}

static void
test_background_report(void **state)
{
    static const struct {
        const char *bytes;
        int red, green, blue;
    } reports[] = {
        {"\033]11;rgb:0000/0000/0000\033\\", 0, 0, 0},
        {"\033]11;rgb:ffff/ffff/ffff\007", 255, 255, 255},
        {"\033]11;rgb:1e1e/2c2c/fdfd\033\\", 0x1e, 0x2c, 0xfd},
        {"\033]11;rgb:1e/2c/fd\033\\", 0x1e, 0x2c, 0xfd},
        {"\033]11;rgb:f/0/8\033\\", 255, 0, 136},
        {"\033]11;rgb:fff/000/888\033\\", 255, 0, 136},
        {"\033]11;rgba:ffff/8080/0000/ffff\033\\", 255, 128, 0},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(reports); i++) {
        struct typed typed = {0};

        type(&typed, reports[i].bytes);
        assert_int_equal(typed.count, 1);
        assert_int_equal(typed.events[0].key, KEY_BACKGROUND);
        assert_int_equal(typed.events[0].parameters[0], reports[i].red);
        assert_int_equal(typed.events[0].parameters[1], reports[i].green);
        assert_int_equal(typed.events[0].parameters[2], reports[i].blue);
    }
}

static void
test_strings_are_swallowed(void **state)
{
    static const char *const strings[] = {
        "\033]11;rgb:zz/00/00\033\\",
        "\033]11;rgb:00/00\033\\",
        "\033]11;rgb:00000/0/0\033\\",
        "\033]11;#1e1e1e\007",
        "\033]52;c;cQ==\007",
        "\033]0;q\033\\",
        "\033P>|XTerm(379)\033\\",
        "\033P1$r0m\033\\",
        "\033^quit\033\\",
        "\033_Gi=1;OK\033\\",
        "\033Xq\033\\",
        "\033]never ends\030",
        "\033Pnever ends\032",
        "\033]0;a string that is longer than any buffer that one would set "
        "aside for the answer to a question about the background qqqqqqqqq"
        "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq"
        "\033\\",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(strings); i++)
        assert_is_nothing(strings[i]);
}

static void
test_a_key_ends_an_unfinished_string(void **state)
{
    (void)state;
    assert_is_key("\033]11;rgb:00\033[A", KEY_UP);
}

static void
test_unknown_sequences_are_swallowed(void **state)
{
    static const char *const sequences[] = {
        "\033[15~",       "\033[24;5~",      "\033OQ",  "\033[99~",
        "\033[>0;276;0c", "\033[?2026;2$y",  "\033[3$", "\033[?1;1;1R",
        "\033[<0;1M",     "\033[4;600;800t", "\033[[B", "\033[27;5;113~",
        "\033[113;5u",    "\033[=1;2c",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sequences); i++)
        assert_is_nothing(sequences[i]);
}

static void
test_huge_numbers_overflow_nothing(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[99999999999999999999;99999999999999999999R");
    assert_int_equal(typed.count, 1);
    assert_true(typed.events[0].parameters[0] > 1000);
    assert_true(typed.events[0].parameters[1] > 1000);
}

static void
test_alt_is_no_key(void **state)
{
    (void)state;
    assert_is_nothing("\033q");
    assert_is_nothing("\033Q");
    assert_is_nothing("\033\r");
}

static void
test_paste_is_no_typing(void **state)
{
    (void)state;
    assert_is_nothing("\033[200~quit\rq\004/rm -rf\033[201~");
    assert_is_nothing("\033[200~\033[A\033OM\033q漢\033[201~");
    assert_is_nothing("\033[200~\033[201~");
}

/* The one way out of a paste that never ends. */
static void
test_ctrl_c_ends_a_paste(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[200~quit\003");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].character, 3);
}

/* What a terminal reports that knows mode 1000 but not 1006. */
static void
test_old_mouse_report_is_no_typing(void **state)
{
    (void)state;
    assert_is_nothing("\033[M qq");
    assert_is_nothing("\033[M#\r\003");
}

static void
test_lone_escape_takes_time(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033");
    assert_int_equal(typed.count, 0);
    assert_true(input_is_waiting(&typed.input));
    pause_typing(&typed);
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_ESCAPE);
    assert_false(input_is_waiting(&typed.input));
    type(&typed, "[A");
    assert_int_equal(typed.count, 3);
    assert_int_equal(typed.events[1].character, U'[');
    assert_int_equal(typed.events[2].character, U'A');
}

static void
test_two_escapes_are_two_keys(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033\033");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_ESCAPE);
    assert_true(input_is_waiting(&typed.input));
    pause_typing(&typed);
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[1].key, KEY_ESCAPE);
}

static void
test_a_slow_sequence_is_whole(void **state)
{
    static const char bytes[] = "\033[1;5A\033]11;rgb:0/0/0\033\\\033OF漢";
    struct typed typed = {0};

    (void)state;
    /* Time passes after every byte but ESC itself. */
    for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
        type_bytes(&typed, bytes + i, 1);
        if (bytes[i] != '\033')
            pause_typing(&typed);
    }
    assert_int_equal(typed.count, 4);
    assert_int_equal(typed.events[0].key, KEY_UP);
    assert_int_equal(typed.events[1].key, KEY_BACKGROUND);
    assert_int_equal(typed.events[2].key, KEY_END);
    assert_int_equal(typed.events[3].character, U'漢');
}

static void
test_no_timeout_without_escape(void **state)
{
    static const char *const beginnings[] = {
        "", "\033[", "\033[1;", "\033O", "\033]11;", "\033[200~\033"};

    (void)state;
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        struct typed typed = {0};
        struct key_event event;

        type(&typed, beginnings[i]);
        assert_false(input_is_waiting(&typed.input));
        assert_false(input_timeout(&typed.input, &event));
    }
}

static void
test_garbage_leaves_it_usable(void **state)
{
    struct typed typed = {0};
    struct key_event event;
    uint32_t chance = 1;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        chance = chance * 1664525 + 1013904223;
        input_byte(&typed.input, (unsigned char)(chance >> 24), &event);
    }
    /* Whatever that was: end of string, end of paste. */
    type(&typed, "\030\033[201~\033[A");
    assert_true(typed.count >= 1);
    assert_int_equal(typed.events[typed.count - 1].key, KEY_UP);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_encoding_of_a_key),
        cmocka_unit_test(test_characters),
        cmocka_unit_test(test_bad_utf8_is_dropped),
        cmocka_unit_test(test_broken_utf8_does_not_eat_a_sequence),
        cmocka_unit_test(test_mouse),
        cmocka_unit_test(test_cursor_report),
        cmocka_unit_test(test_attributes_of_many_terminals),
        cmocka_unit_test(test_background_report),
        cmocka_unit_test(test_strings_are_swallowed),
        cmocka_unit_test(test_a_key_ends_an_unfinished_string),
        cmocka_unit_test(test_unknown_sequences_are_swallowed),
        cmocka_unit_test(test_huge_numbers_overflow_nothing),
        cmocka_unit_test(test_alt_is_no_key),
        cmocka_unit_test(test_paste_is_no_typing),
        cmocka_unit_test(test_ctrl_c_ends_a_paste),
        cmocka_unit_test(test_old_mouse_report_is_no_typing),
        cmocka_unit_test(test_lone_escape_takes_time),
        cmocka_unit_test(test_two_escapes_are_two_keys),
        cmocka_unit_test(test_a_slow_sequence_is_whole),
        cmocka_unit_test(test_no_timeout_without_escape),
        cmocka_unit_test(test_garbage_leaves_it_usable),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
