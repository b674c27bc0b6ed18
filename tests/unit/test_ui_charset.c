/* What stands for a character in a terminal that cannot show it. */

#include "unit.h"

#include <locale.h>
#include <stdio.h>

#include "terminal/charset.h"
#include "text/text.h"

/* Every sign that our own screens draw (WGL4, nothing else). */
static const char32_t signs[] = U"─│┌┐└┘├┤┬┴┼═▀▄█▌▐░▒▓●○•·►▼◄▲←↑→↓–—…‘’“”«»›";

#define LAST 0x1ffff

static void
test_unicode_is_as_it_is(void **state)
{
    (void)state;
    for (char32_t c = 0; c <= LAST; c++)
        assert_int_equal(charset_map(CHARSET_UNICODE, c), c);
}

static void
test_ascii_stays_in_every_charset(void **state)
{
    (void)state;
    for (int charset = 0; charset < CHARSET_COUNT; charset++)
        for (char32_t c = 0; c < 0x80; c++)
            assert_int_equal(charset_map((enum charset)charset, c), c);
}

/* Column for column, so that nothing moves. */
static void
test_ascii_for_all_that_is_seen(void **state)
{
    (void)state;
    for (char32_t c = 0x80; c <= LAST; c++) {
        char32_t mapped = charset_map(CHARSET_ASCII, c);

        if (text_char_width(c) != 1)
            continue;
        if (mapped < 0x20 || mapped > 0x7e)
            fail_msg("U+%04X becomes U+%04X", (unsigned)c, (unsigned)mapped);
    }
}

static void
test_signs_have_a_likeness(void **state)
{
    (void)state;
    for (const char32_t *sign = signs; *sign != 0; sign++) {
        char32_t ascii = charset_map(CHARSET_ASCII, *sign);

        assert_true(ascii > 0x20 && ascii < 0x7f && ascii != U'?');
        assert_int_equal(charset_map(CHARSET_NARROW, *sign), ascii);
    }
}

static void
test_letters_lose_their_accents(void **state)
{
    static const char32_t letters[] = U"éñüÅçŁœßØ", likeness[] = U"enuAcLosO";

    (void)state;
    for (size_t i = 0; letters[i] != 0; i++) {
        assert_int_equal(charset_map(CHARSET_ASCII, letters[i]), likeness[i]);
        assert_int_equal(charset_map(CHARSET_NARROW, letters[i]), likeness[i]);
    }
}

/* Readers with a CJK set-up read CJK; Greek and Cyrillic are wide there too,
 * but they are text. */
static void
test_narrow_keeps_other_scripts(void **state)
{
    static const char32_t letters[] = U"漢字かなカナ한글";

    (void)state;
    for (size_t i = 0; letters[i] != 0; i++)
        assert_int_equal(charset_map(CHARSET_NARROW, letters[i]), letters[i]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unicode_is_as_it_is),
        cmocka_unit_test(test_ascii_stays_in_every_charset),
        cmocka_unit_test(test_ascii_for_all_that_is_seen),
        cmocka_unit_test(test_signs_have_a_likeness),
        cmocka_unit_test(test_letters_lose_their_accents),
        cmocka_unit_test(test_narrow_keeps_other_scripts),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
