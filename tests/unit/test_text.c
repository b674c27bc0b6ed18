#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"
#include "text/text.h"
#include "text/text_ascii.h"
#include "text/text_clean.h"
#include "text/text_format.h"
#include "text/text_wrap.h"

static void
cleans(void **state)
{
    static const struct {
        const char *text, *clean;
        bool paragraphs;
    } cases[] = {
        {"", "", false},
        {"plain", "plain", false},
        {"  two\t words \r\n", "two words", false},
        {"one\ntwo", "one two", false},
        {"one\ntwo", "one\ntwo", true},
        {"one \r\n\r\n \n two ", "one\ntwo", true},
        {"\n\n", "", true},
        {"bell\a esc\033[31m del\177", "bell esc[31m del", false},
        {"c1\xC2\x9B.\xC2\x80", "c1.", false},
        {"next\xC2\x85line", "next\nline", true},
        {"bidi\u202E\u2066\u200F!", "bidi!", false},
        {"soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth", false},
        {"\uFEFFmark", "mark", false},
        {"heart\uFE0F", "heart", false},
        {"Jose\u0301 o\u031B\u0323", "Jos\u00E9 \u1EE3", false},
        {"\U0001F469\u200D\U0001F4BB", "\U0001F469\u200D\U0001F4BB", false},
        {"\U0001F469\u200D x\u200D\U0001F4BB", "\U0001F469 x\U0001F4BB", false},
        {"\U0001F469\u200C\U0001F4BB", "\U0001F469\U0001F4BB", false},
        /* U+1FAFF is not assigned, U+180B is a variation selector. */
        {"\U0001F469\u200D\U0001FAFF", "\U0001F469\uFFFD", false},
        {"\U0001FAFF\u200D\U0001F469", "\uFFFD\U0001F469", false},
        {"\u1820\u200D\u180B", "\u1820", false},
        {"\u0DC1\u0DCA\u200D\u0DBB", "\u0DC1\u0DCA\u200D\u0DBB", false},
        {"\u0645\u06CC\u200C\u0646", "\u0645\u06CC\u200C\u0646", false},
        {"\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D\u0937", false},
        {"\u0645\u200C a\u200Db", "\u0645 ab", false},
        {"\U0001F44D\U0001F3FD", "\U0001F44D\U0001F3FD", false},
        {"\U0001F469\U0001F3FD\u200D\U0001F4BB",
         "\U0001F469\U0001F3FD\u200D\U0001F4BB", false},
        {"\U0001F44D \U0001F3FDa\U0001F3FD", "\U0001F44D a", false},
        {"icon \uF09B here", "icon here", false},
        {"em\u2003space", "em space", false},
        {"keep\u00A0together", "keep\u00A0together", false},
        {"x\u0301", "x\u0301", false},
        {"bad \xFF byte", "bad \uFFFD byte", false},
        {"cut \xE2\x82", "cut \uFFFD\uFFFD", false},
        {"overlong \xC0\xAF", "overlong \uFFFD\uFFFD", false},
        {"surrogate \xED\xA0\x80", "surrogate \uFFFD\uFFFD\uFFFD", false},
        {"too large \xF4\x90\x80\x80", "too large \uFFFD\uFFFD\uFFFD\uFFFD",
         false},
        {"nobody's \U000E0FFF\u0378", "nobody's \uFFFD", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char out[256];
        size_t length = text_clean(out, cases[i].text, strlen(cases[i].text),
                                   cases[i].paragraphs);

        assert_string_equal(out, cases[i].clean);
        assert_int_equal(length, strlen(out));
    }
}

static void
cleans_what_is_clean_to_the_same(void **state)
{
    char bytes[64], once[64 * 3 + 1], twice[sizeof(once) * 3];
    unsigned seed = 1;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        size_t length = 0;

        while (length < sizeof(bytes)) {
            seed = seed * 1103515245u + 12345u;
            bytes[length++] = (char)(seed >> 16);
        }
        length = text_clean(once, bytes, sizeof(bytes), round % 2 == 0);
        text_clean(twice, once, length, round % 2 == 0);
        assert_string_equal(once, twice);
    }
}

static void
steps_through_characters(void **state)
{
    const char *text = "aé日\U0001F680\xFFz";
    static const char32_t expected[] = {'a',    0xE9, 0x65E5, 0x1F680,
                                        0xFFFD, 'z',  0};

    (void)state;
    for (size_t i = 0; i < COUNT(expected); i++)
        assert_int_equal(text_next(&text), expected[i]);
    assert_int_equal(text_next(&text), 0);
}

static void
measures(void **state)
{
    (void)state;
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("née"), 3);
    assert_int_equal(text_width("ne\u0301e"), 3);
    assert_int_equal(text_width("日本"), 4);
    assert_int_equal(text_width("\U0001F680"), 2);
    assert_int_equal(text_width("—…•"), 3);
    assert_int_equal(text_width_n("日本", 3), 2);
    assert_int_equal(text_char_width('\n'), 0);
    assert_int_equal(text_char_width(0x9B), 0);
}

/* Otherwise curses would move what follows in a row, or drop a vowel sign. */
static void
measures_as_curses_does(void **state)
{
    (void)state;
    for (char32_t c = 0x20; c < 0x110000; c++) {
        char in[8], out[32];
        int length = c >= 0xD800 && c < 0xE000
                         ? 0
                         : snprintf(in, sizeof(in), "%lc", (wint_t)c);

        if (length <= 0 || !iswprint((wint_t)c) ||
            text_clean(out, in, (size_t)length, TEXT_ONE_LINE) == 0 ||
            strcmp(in, out) != 0)
            continue;
        if (text_char_width(c) != wcwidth((wchar_t)c))
            fail_msg("U+%04X: %d columns, %d in curses", (unsigned)c,
                     text_char_width(c), wcwidth((wchar_t)c));
    }
}

static void
fits(void **state)
{
    (void)state;
    assert_int_equal(text_fit("abc", 2), 2);
    assert_int_equal(text_fit("abc", 9), 3);
    assert_int_equal(text_fit("日本", 3), 3);
    assert_int_equal(text_fit("日本", 1), 0);
    assert_int_equal(text_fit("e\u0301x", 1), 3);
    assert_int_equal(text_fit("", 5), 0);
    /* Clusters: consonants that a virama joins, with their vowel sign. */
    assert_int_equal(text_fit("\u0915\u094D\u0937\u093Fx", 2), 0);
    assert_int_equal(text_fit("\u0915\u094D\u0937\u093Fx", 3), 12);
    assert_int_equal(text_fit("\u0DC1\u0DCA\u200D\u0DBB", 1), 0);
    assert_int_equal(text_fit("\U0001F1EB\U0001F1F7", 1), 0);
}

static void
wraps(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
        const char *lines; /* with | between them */
    } cases[] = {
        {"", 10, ""},
        {"short", 10, "short"},
        {"two words", 5, "two|words"},
        {"exactly ten", 7, "exactly|ten"},
        {"a b c d", 3, "a b|c d"},
        {"one\ntwo", 20, "one|two"},
        {"abcdefgh", 3, "abc|def|gh"},
        {"a well-known fact", 8, "a well-|known|fact"},
        {"an extraordinarily-long word", 20, "an extraordinarily-|long word"},
        {"a co-ordinated-effort", 6, "a|co-ord|inated|-eff|ort"},
        {"abc—def", 4, "abc—|def"},
        {"abc—def", 7, "abc—def"},
        {"a ab-cdefghijklm", 14, "a|ab-cdefghijklm"},
        {"abc/def/ghi x", 8, "abc/def/|ghi x"},
        {"abcd-efg-hij", 12, "abcd-efg-hij"},
        {"abcdefghij-klmnop q", 18, "abcdefghij-klmnop|q"},
        {"a abcdefghij-klmnop", 14, "a abcdefghij-|klmnop"},
        {"a abc-defghijklmn", 14, "a abc-|defghijklmn"},
        {"Rechtsschutzversicherung", 23, "Rechtsschutzversicher|ung"},
        {"grossmann@donaudampf.example.org", 24,
         "grossmann@donaudampf|.example.org"},
        {"the.world.of@mail.example.org", 16, "the.world.of@|mail.example.org"},
        {"scp a@cv.example.org:resume.pdf .", 32,
         "scp|a@cv.example.org:resume.pdf ."},
        {"Dis pourquoi ?", 12, "Dis|pourquoi ?"},
        {"ระบบการชำระเงิน", 8, "ระบบการ|ชำระเงิน"},
        {"ที่เชียงใหม่", 5, "ที่เชียง|ใหม่"},
        {"결제 시스템을 십", 9, "결제|시스템을|십"},
        {"经验,擅长", 4, "经|验,|擅长"},
        {"日本語の文章", 5, "日本|語の|文章"},
        {"日本、語", 4, "日|本、|語"},
        {"「日本」", 4, "「日|本」"},
        {"ab日本", 3, "ab|日|本"},
        {"日", 1, "日"},
        {"x e\u0301e\u0301", 3, "x|e\u0301e\u0301"},
        {"keep\u00A0it here", 7, "keep\u00A0it|here"},
        {"\u0915\u093F\u0915\u093F\u0915\u093F", 3,
         "\u0915\u093F|\u0915\u093F|\u0915\u093F"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *text = cases[i].text, *line;
        char all[256] = "";
        size_t length;

        while ((line = text_wrap(&text, cases[i].columns, &length)) != NULL) {
            strcat(all, *all != '\0' ? "|" : "");
            strncat(all, line, length);
        }
        assert_string_equal(all, cases[i].lines);
    }
}

static void
counts_rows(void **state)
{
    (void)state;
    assert_int_equal(text_rows("", 3), 0);
    assert_int_equal(text_rows("one", 3), 1);
    assert_int_equal(text_rows("one two", 3), 2);
    assert_int_equal(text_rows("one\n\ntwo", 9), 3);
}

/* What does not fit is cut between characters, not inside one. */
static void
formats(void **state)
{
    static const struct {
        const char *text;
        size_t size;
        const char *out;
    } cases[] = {
        {"", 1, ""},
        {"abc", 1, ""},
        {"abc", 3, "ab"},
        {"abc", 4, "abc"},
        {"é", 2, ""},
        {"é", 3, "é"},
        {"aé", 3, "a"},
        {"日本", 6, "日"},
        {"日本", 5, "日"},
        {"日本", 4, "日"},
        {"日本", 7, "日本"},
        {"a\U0001F680", 5, "a"},
        {"aé日\U0001F680b", 11, "aé日\U0001F680"},
    };
    char out[16];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(
            text_format(out, cases[i].size, "%s", cases[i].text), cases[i].out);
}

static void
finds_the_direction(void **state)
{
    static const struct {
        const char *text;
        bool rtl;
    } cases[] = {
        {"", false},          {"123 (!)", false}, {"abc", false},
        {"אבג", true},        {"عربي", true},     {"12. אבג abc", true},
        {"- abc אבג", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_int_equal(text_is_rtl(cases[i].text, strlen(cases[i].text)),
                         cases[i].rtl);
    assert_false(text_is_rtl("- אבג", 2));
}

static void
wrapped_lines_fit_and_lose_nothing(void **state)
{
    const char *const text =
        "Own the settlement engine: 38 million card-payments/refunds a day, "
        "four nines 三年連続で、チーム six; see https://example.com/a-b/c.";

    (void)state;
    for (size_t columns = 2; columns < 90; columns++) {
        const char *rest = text, *line;
        size_t length, codepoints = 0, expected = 0;

        while ((line = text_wrap(&rest, columns, &length)) != NULL) {
            assert_true(text_width_n(line, length) <= columns);
            assert_true(length > 0 && line[0] != ' ');
            assert_true(line[length - 1] != ' ');
            for (size_t i = 0; i < length; i++)
                codepoints += line[i] != ' ';
        }
        for (const char *c = text; *c != '\0'; c++)
            expected += *c != ' ';
        assert_int_equal(codepoints, expected);
    }
}

static void
transliterates(void **state)
{
    static const struct {
        const char *text, *ascii;
    } cases[] = {
        {"plain", "plain"},
        {"é Å ñ ß Œ ł đ ø", "e A n ss OE l d o"},
        {"“quoted” ‘too’ «so»", "\"quoted\" 'too' \"so\""},
        {"2019 – 2021 — …", "2019 - 2021 - ..."},
        {"• ▹ → ← ≥", "* > > < >="},
        {"┌─┐│└┘═█▌", "+-+|++=#|"},
        {"Nguyễn Ơ Ưu", "Nguyen O Uu"},
        {"Щука Жанна Київ", "Shchuka Zhanna Kiyiv"},
        {"Αθήνα", "Athina"},
        {"Ｆｕｌｌ", "Full"},
        {"ﬁne", "fine"},
        {"e\u0301", "e"},
        {"日本", "??"},
        {"½ €20 25°", "1/2 EUR20 25 deg"},
    };
    char out[64];

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_string_equal(text_ascii(out, sizeof(out), cases[i].text),
                            cases[i].ascii);
    assert_string_equal(text_ascii(out, 4, "abcdef"), "abc");
    assert_string_equal(text_ascii(out, 4, "abœ"), "ab");
    assert_string_equal(text_ascii(out, 4, "abœf"), "ab"); /* it ends there */
    assert_string_equal(text_ascii(out, 1, "abc"), "");
}

/* The tables are searched by halves: whatever comes out is ASCII, and every
 * letter with an accent has its letter. */
static void
transliterates_every_character(void **state)
{
    static const char32_t latin[][2] = {
        {0xC0, 0xD6}, {0xD8, 0xF6}, {0xF8, 0x17F}, {0x1EA0, 0x1EF9}};
    char in[8], out[32];

    (void)state;
    for (size_t i = 0; i < COUNT(latin); i++)
        for (char32_t c = latin[i][0]; c <= latin[i][1]; c++) {
            snprintf(in, sizeof(in), "%lc", (wint_t)c);
            text_ascii(out, sizeof(out), in);
            assert_true(out[0] >= 'A' && out[0] <= 'z');
        }
    for (char32_t c = 0x80; c < 0x30000; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        snprintf(in, sizeof(in), "%lc", (wint_t)c);
        for (const char *at = text_ascii(out, sizeof(out), in); *at; at++)
            assert_in_range(*at, ' ', '~');
    }
}

static void
encodes_where_there_is_room(void **state)
{
    static const struct {
        char32_t c;
        size_t length;
    } cases[] = {{U'A', 1},    {0x7f, 1},   {0xe9, 2},     {0x20ac, 3},
                 {0x1f600, 4}, {0xd800, 0}, {0x10ffff, 4}, {0x110000, 0}};

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        for (size_t size = 0; size <= 4; size++) {
            char out[4];

            assert_int_equal(codepoint_encode(out, size, cases[i].c),
                             cases[i].length <= size ? cases[i].length : 0);
        }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cleans),
        cmocka_unit_test(cleans_what_is_clean_to_the_same),
        cmocka_unit_test(steps_through_characters),
        cmocka_unit_test(measures),
        cmocka_unit_test(measures_as_curses_does),
        cmocka_unit_test(fits),
        cmocka_unit_test(wraps),
        cmocka_unit_test(counts_rows),
        cmocka_unit_test(formats),
        cmocka_unit_test(finds_the_direction),
        cmocka_unit_test(wrapped_lines_fit_and_lose_nothing),
        cmocka_unit_test(transliterates),
        cmocka_unit_test(transliterates_every_character),
        cmocka_unit_test(encodes_where_there_is_room),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
