/* Bytes from a terminal become keys: every encoding that terminals are known
 * to use, and everything else swallowed. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"
#include "terminal/input.h"

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

/* Nothing comes for MILLISECONDS. */
static void
wait_for(struct typed *typed, int milliseconds)
{
    struct key_event event;

    input_set_time(&typed->input, typed->input.now + milliseconds);
    if (input_expire(&typed->input, &event))
        typed->events[typed->count++] = event;
}

/* Wait for as long as a lone ESC does. */
static void
pause_typing(struct typed *typed)
{
    wait_for(typed, INPUT_ESCAPE_MS);
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
    assert_int_equal(input_deadline(&typed.input), -1);
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
        "\033[<0;1M",     "\033[4;600;800t", "\033[[B", "\033[=1;2c",
        "\033[?5u",
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

/* What TEXT between the markers is handed over as. */
static void
assert_pasted(const char *bytes, const char *text)
{
    struct typed typed = {0};

    type(&typed, bytes);
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_PASTE);
    assert_string_equal(typed.events[0].text, text);
    type(&typed, "j");
    assert_int_equal(typed.count, 2);
}

static void
test_paste_is_text(void **state)
{
    (void)state;
    assert_pasted("\033[200~quit\rq\003\004/rm -rf\033[201~",
                  "quit q  /rm -rf");
    assert_pasted("\033[200~\033[A\033OM\033q漢\033[201~", " [A OM q漢");
    assert_pasted("\033[200~\033]52;c;\033\033[20\033[201~", " ]52;c;  [20");
    assert_pasted("\033[200~\033[201~", "");
}

/* Wherever the terminal or the network cuts it. */
static void
test_paste_in_pieces(void **state)
{
    static const char bytes[] = "\033[200~a\003b\033[201~j";

    (void)state;
    for (size_t cut = 0; cut < sizeof(bytes) - 1; cut++) {
        struct typed typed = {0};

        typed.input.now = 1;
        type_bytes(&typed, bytes, cut);
        wait_for(&typed, 200);
        if (cut == 1) /* the first ESC seems to be a key */
            assert_int_equal(typed.events[--typed.count].key, KEY_ESCAPE);
        type_bytes(&typed, bytes + cut, sizeof(bytes) - 1 - cut);
        if (typed.count != 2)
            fail_msg("cut at %zu: %zu events", cut, typed.count);
        assert_int_equal(typed.events[0].key, KEY_PASTE);
        assert_int_equal(typed.events[1].character, U'j');
    }
}

static void
test_long_paste_is_cut_between_characters(void **state)
{
    struct typed typed = {0};
    size_t length;

    (void)state;
    type(&typed, "\033[200~");
    for (int i = 0; i < 100000; i++)
        type(&typed, "漢");
    type(&typed, "\033[201~");
    assert_int_equal(typed.count, 1);
    length = strlen(typed.events[0].text);
    assert_true(length > INPUT_PASTE_MAX - 5 && length < INPUT_PASTE_MAX);
    assert_int_equal(length % strlen("漢"), 0);
}

/* The end of a paste was lost: Ctrl-C leaves, before or after a pause. */
static void
test_ctrl_c_ends_a_paste(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[200~quit\003");
    assert_int_equal(typed.count, 0);
    wait_for(&typed, INPUT_SEQUENCE_MS);
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].character, 3);
    type(&typed, "\033[200~quit");
    wait_for(&typed, INPUT_SEQUENCE_MS);
    assert_int_equal(typed.count, 1);
    type(&typed, "\003");
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[1].character, 3);
}

static void
test_paste_without_an_end_is_dropped(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[200~quit");
    wait_for(&typed, INPUT_PASTE_MS - 1);
    type(&typed, "q");
    wait_for(&typed, INPUT_PASTE_MS);
    type(&typed, "j");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].character, U'j');
}

/* What a terminal reports that knows mode 1000 but not 1006. */
static void
test_old_mouse_report_is_no_typing(void **state)
{
    (void)state;
    assert_is_nothing("\033[M qq");
    assert_is_nothing("\033[M#\r!");
}

static void
test_lone_escape_takes_time(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033");
    wait_for(&typed, INPUT_ESCAPE_MS - 1);
    assert_int_equal(typed.count, 0);
    assert_int_equal(input_deadline(&typed.input), INPUT_ESCAPE_MS);
    wait_for(&typed, 1);
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_ESCAPE);
    assert_int_equal(input_deadline(&typed.input), -1);
    wait_for(&typed, INPUT_SEQUENCE_MS);
    type(&typed, "[A");
    assert_int_equal(typed.count, 3);
    assert_int_equal(typed.events[1].character, U'[');
    assert_int_equal(typed.events[2].character, U'A');
}

/* A slow network parts the ESC from what belongs to it. */
static void
test_rest_of_a_sequence_after_its_escape(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033");
    pause_typing(&typed);
    type(&typed, "[A");
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[1].key, KEY_UP);
    type(&typed, "\033");
    pause_typing(&typed);
    type(&typed, "[");
    pause_typing(&typed);
    assert_int_equal(typed.count, 4);
    assert_int_equal(typed.events[3].character, U'[');
}

static void
test_two_escapes_are_two_keys(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033\033");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_ESCAPE);
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

/* Who presses Escape and the next key at once means both. */
static void
test_escape_and_a_key_at_once(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033q\033é\033\rx\033\\");
    assert_int_equal(typed.count, 4);
    assert_true(typed.events[0].escaped);
    assert_int_equal(typed.events[0].character, U'q');
    assert_true(typed.events[1].escaped);
    assert_int_equal(typed.events[1].character, U'é');
    assert_true(typed.events[2].escaped);
    assert_int_equal(typed.events[2].key, KEY_ENTER);
    assert_false(typed.events[3].escaped);
}

/* Alt with a key that begins a sequence, or an answer that was cut off: the
 * keys after that are keys again within a second, whatever is typed
 * meanwhile. */
static void
test_what_does_not_end_is_dropped(void **state)
{
    static const char *const beginnings[] = {
        "\033]", "\033P",  "\033_",   "\033^",      "\033X",      "\033[",
        "\033O", "\033[M", "\033[1;", "\033[?62;4", "\033]11;rg", "\033[[",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        struct typed typed = {0};

        type(&typed, beginnings[i]);
        wait_for(&typed, INPUT_SEQUENCE_MS - 1);
        assert_int_equal(typed.count, 0);
        wait_for(&typed, 1);
        assert_int_equal(typed.count, 0);
        type(&typed, "j");
        if (typed.count != 1)
            fail_msg("ESC%s: still under way", beginnings[i] + 1);
    }
}

static void
test_typing_does_not_keep_a_string_alive(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033]");
    for (int i = 0; i < 3; i++) {
        wait_for(&typed, 300);
        type(&typed, "q");
    }
    assert_int_equal(typed.count, 0);
    wait_for(&typed, 100);
    type(&typed, "q");
    assert_int_equal(typed.count, 1);
}

static void
test_ctrl_c_is_a_key_anywhere(void **state)
{
    static const char *const beginnings[] = {
        "",         "\033",   "\033[",   "\033[1;",    "\033O",
        "\033[[",   "\033[M", "\033]0;", "\033P\033",  "\033_",
        "\xe2\x86", "\033X",  "\033^",   "\033[?62;4",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(beginnings); i++) {
        struct typed typed = {0};

        type(&typed, beginnings[i]);
        type(&typed, "\003j");
        if (typed.count != 2 || typed.events[0].character != 3)
            fail_msg("after ESC%s", beginnings[i] + 1);
    }
}

/* While an answer is due, a pause ends neither its ESC nor its text; and once
 * it has come, or can come no more, ESC is quick again. */
static void
test_pieces_of_an_answer(void **state)
{
    static const char bytes[] = "\033[1;2R\033]11;rgb:1e/2c/fd\033\\\033[?62c";

    (void)state;
    for (size_t cut = 1; cut < sizeof(bytes) - 1; cut++) {
        struct typed typed = {0};

        input_expect_answer(&typed.input);
        type_bytes(&typed, bytes, cut);
        wait_for(&typed, INPUT_SEQUENCE_MS - 1);
        type_bytes(&typed, bytes + cut, sizeof(bytes) - 1 - cut);
        if (typed.count != 3 || typed.events[0].key != KEY_CURSOR ||
            typed.events[1].key != KEY_BACKGROUND ||
            typed.events[2].key != KEY_ATTRIBUTES)
            fail_msg("cut at %zu: %zu events", cut, typed.count);
    }
}

static void
test_escape_is_quick_once_the_answer_has_come(void **state)
{
    struct typed typed = {0};

    (void)state;
    input_expect_answer(&typed.input);
    type(&typed, "\033");
    pause_typing(&typed);
    assert_int_equal(typed.count, 0);
    wait_for(&typed, INPUT_SEQUENCE_MS);
    assert_int_equal(typed.count, 1);
    input_answered(&typed.input);
    type(&typed, "\033");
    pause_typing(&typed);
    assert_int_equal(typed.count, 2);
    input_expect_answer(&typed.input);
    wait_for(&typed, INPUT_ANSWER_MS);
    type(&typed, "\033");
    pause_typing(&typed);
    assert_int_equal(typed.count, 3);
}

/* Keys as the kitty keyboard protocol, xterm's modifyOtherKeys, Windows'
 * win32-input-mode and the numeric keypad in application mode send them. */
static void
test_other_encodings(void **state)
{
    static const struct {
        const char *bytes;
        enum key key;
        char32_t character;
    } encodings[] = {
        /* CSI u */
        {"\033[27u", KEY_ESCAPE, 27},
        {"\033[27;1:1u", KEY_ESCAPE, 27},
        {"\033[99;5u", KEY_CHAR, 3},
        {"\033[99;5:1u", KEY_CHAR, 3},
        {"\033[99;5:2u", KEY_CHAR, 3},
        {"\033[99;133u", KEY_CHAR, 3},     /* with NumLock */
        {"\033[1089::99;5u", KEY_CHAR, 3}, /* on a Cyrillic keyboard */
        {"\033[100;5u", KEY_CHAR, 4},
        {"\033[113u", KEY_CHAR, U'q'},
        {"\033[113;1u", KEY_CHAR, U'q'},
        {"\033[103;2u", KEY_CHAR, U'G'},
        {"\033[103:71;2u", KEY_CHAR, U'G'},
        {"\033[103;65u", KEY_CHAR, U'G'}, /* CapsLock */
        {"\033[47;2u", KEY_CHAR, U'?'},
        {"\033[63;2u", KEY_CHAR, U'?'},
        {"\033[223:63;2;63u", KEY_CHAR, U'?'}, /* on a German one */
        {"\033[0;;233u", KEY_CHAR, U'é'},
        {"\033[32u", KEY_CHAR, U' '},
        {"\033[13u", KEY_ENTER, U'\r'},
        {"\033[9u", KEY_TAB, U'\t'},
        {"\033[9;2u", KEY_BACKTAB, 0},
        {"\033[127u", KEY_BACKSPACE, 127},
        {"\033[57399u", KEY_CHAR, U'0'},
        {"\033[57408u", KEY_CHAR, U'9'},
        {"\033[57410u", KEY_CHAR, U'/'},
        {"\033[57414u", KEY_ENTER, 0},
        {"\033[57419u", KEY_UP, 0},
        {"\033[57424u", KEY_END, 0},
        {"\033[1;1:1A", KEY_UP, 0},
        {"\033[1;1:2B", KEY_DOWN, 0},
        {"\033[5;1:1~", KEY_PAGE_UP, 0},
        /* modifyOtherKeys */
        {"\033[27;5;99~", KEY_CHAR, 3},
        {"\033[27;1;27~", KEY_ESCAPE, 27},
        {"\033[27;2;71~", KEY_CHAR, U'G'},
        {"\033[27;2;63~", KEY_CHAR, U'?'},
        {"\033[27;2;9~", KEY_BACKTAB, 0},
        {"\033[27;2;13~", KEY_ENTER, U'\r'},
        {"\033[27;5;108~", KEY_CHAR, 12},
        /* win32-input-mode */
        {"\033[67;46;3;1;8;1_", KEY_CHAR, 3},
        {"\033[27;1;27;1;0;1_", KEY_ESCAPE, 27},
        {"\033[81;16;113;1;0;1_", KEY_CHAR, U'q'},
        {"\033[71;34;71;1;16;1_", KEY_CHAR, U'G'},
        {"\033[13;28;13;1;0;1_", KEY_ENTER, U'\r'},
        {"\033[9;15;9;1;0;1_", KEY_TAB, U'\t'},
        {"\033[9;15;9;1;16;1_", KEY_BACKTAB, 0},
        {"\033[8;14;8;1;0;1_", KEY_BACKSPACE, 8},
        {"\033[38;72;0;1;256;1_", KEY_UP, 0},
        {"\033[40;80;0;1;256;1_", KEY_DOWN, 0},
        {"\033[34;81;0;1;256;1_", KEY_PAGE_DOWN, 0},
        {"\033[112;59;0;1;0;1_", KEY_F1, 0},
        {"\033[81;16;64;1;9;1_", KEY_CHAR, U'@'}, /* AltGr-Q */
        {"\033[0;0;8364;1;0;1_", KEY_CHAR, U'€'},
        {"\033[0;0;55357;1;0;1_\033[0;0;56832;1;0;1_", KEY_CHAR, U'😀'},
        /* the keypad */
        {"\033Op", KEY_CHAR, U'0'},
        {"\033Oq", KEY_CHAR, U'1'},
        {"\033Oy", KEY_CHAR, U'9'},
        {"\033OM", KEY_ENTER, 0},
        {"\033Oj", KEY_CHAR, U'*'},
        {"\033Ok", KEY_CHAR, U'+'},
        {"\033Ol", KEY_CHAR, U','},
        {"\033Om", KEY_CHAR, U'-'},
        {"\033On", KEY_CHAR, U'.'},
        {"\033Oo", KEY_CHAR, U'/'},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(encodings); i++) {
        struct typed typed = {0};

        type(&typed, encodings[i].bytes);
        if (typed.count != 1 || typed.events[0].key != encodings[i].key ||
            (encodings[i].character != 0 &&
             typed.events[0].character != encodings[i].character))
            fail_msg("ESC%s: %zu events, key %d, character U+%04X",
                     encodings[i].bytes + 1, typed.count,
                     (int)typed.events[0].key,
                     (unsigned)typed.events[0].character);
    }
}

static void
test_releases_and_modifiers_are_no_keys(void **state)
{
    static const char *const sequences[] = {
        "\033[113;1:3u", /* q comes up */
        "\033[27;1:3u",  /* Esc does */
        "\033[99;5:3u",  /* Ctrl-C does */
        "\033[1;1:3A",   /* an arrow */
        "\033[5;1:3~",
        "\033[57442;5u", /* Ctrl alone */
        "\033[57441;2:3u",
        "\033[113;3u", /* Alt-Q */
        "\033[113;9u",
        "\033[27;3;113~",
        "\033[81;16;113;0;0;1_",
        "\033[67;46;3;0;8;1_",
        "\033[17;29;0;1;8;1_",
        "\033[81;16;113;1;2;1_",
        "\033[38;72;0;0;256;1_",
        "\033[0;0;56832;1;0;1_",
        "\033[55296u",
        "\033[1114112u",
        "\033[155u",
        "\033[32;10;5M",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(sequences); i++)
        assert_is_nothing(sequences[i]);
}

static void
test_colour_scheme_report(void **state)
{
    struct typed typed = {0};

    (void)state;
    type(&typed, "\033[?997;1n\033[?997;2n\033[?996n");
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[0].key, KEY_SCHEME);
    assert_int_equal(typed.events[0].parameters[0], 1);
    assert_int_equal(typed.events[1].parameters[0], 2);
}

static void
test_data_for_a_script_is_no_key(void **state)
{
    struct typed typed = {0};

    (void)state;
    input_expect_data(&typed.input);
    type(&typed, "\033[1;2R\nKITTY_DATA_START\nOK\nqQ/KITTY_DATA_\n");
    type(&typed, "KITTYKITTY_DATA_END\nq");
    assert_int_equal(typed.count, 2);
    assert_int_equal(typed.events[0].key, KEY_CURSOR);
    assert_int_equal(typed.events[1].character, 'q');
    type(&typed, "\nK");
    assert_int_equal(typed.count, 4);
}

static void
test_data_that_is_cut_off_blocks_no_key(void **state)
{
    struct typed typed = {0};

    (void)state;
    input_expect_data(&typed.input);
    type(&typed, "KITTY_DATA_START\nOK\nq\003");
    assert_int_equal(typed.count, 1);
    input_expect_data(&typed.input);
    type(&typed, "KITTY_DATA_START\nOK\nq");
    wait_for(&typed, 1000);
    type(&typed, "j");
    assert_int_equal(typed.count, 2);
    input_expect_data(&typed.input);
    type(&typed, "jK");
    assert_int_equal(typed.count, 4);
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
    wait_for(&typed, INPUT_PASTE_MS);
    typed.count = 0;
    type(&typed, "\033[A");
    assert_int_equal(typed.count, 1);
    assert_int_equal(typed.events[0].key, KEY_UP);
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
        cmocka_unit_test(test_paste_is_text),
        cmocka_unit_test(test_paste_in_pieces),
        cmocka_unit_test(test_long_paste_is_cut_between_characters),
        cmocka_unit_test(test_ctrl_c_ends_a_paste),
        cmocka_unit_test(test_paste_without_an_end_is_dropped),
        cmocka_unit_test(test_old_mouse_report_is_no_typing),
        cmocka_unit_test(test_lone_escape_takes_time),
        cmocka_unit_test(test_rest_of_a_sequence_after_its_escape),
        cmocka_unit_test(test_two_escapes_are_two_keys),
        cmocka_unit_test(test_a_slow_sequence_is_whole),
        cmocka_unit_test(test_escape_and_a_key_at_once),
        cmocka_unit_test(test_what_does_not_end_is_dropped),
        cmocka_unit_test(test_typing_does_not_keep_a_string_alive),
        cmocka_unit_test(test_ctrl_c_is_a_key_anywhere),
        cmocka_unit_test(test_pieces_of_an_answer),
        cmocka_unit_test(test_escape_is_quick_once_the_answer_has_come),
        cmocka_unit_test(test_other_encodings),
        cmocka_unit_test(test_releases_and_modifiers_are_no_keys),
        cmocka_unit_test(test_colour_scheme_report),
        cmocka_unit_test(test_data_for_a_script_is_no_key),
        cmocka_unit_test(test_data_that_is_cut_off_blocks_no_key),
        cmocka_unit_test(test_garbage_leaves_it_usable),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
