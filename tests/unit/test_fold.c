#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "sshd/base/array.h"
#include "text/codepoint.h"
#include "text/fold.h"
#include "text/text.h"

/* TEXT as the search compares it. */
static const char *
folded(const char *text, bool exact_case, enum fold_spelling spelling)
{
    static char out[256];
    size_t length = 0;

    while (*text != '\0') {
        char32_t letters[FOLD_MAX];
        size_t count =
            fold_character(text_next(&text), exact_case, spelling, letters);

        for (size_t i = 0; i < count; i++)
            length += codepoint_encode(out + length, sizeof(out) - length - 1,
                                       letters[i]);
    }
    out[length] = '\0';
    return out;
}

static void
folds(void **state)
{
    static const struct {
        const char *text, *folded;
    } rows[] = {
        {"@AZ[ az", "@az[ az"},
        {"Straße ÀÉ ÿ Œuvre", "strasse ae y oeuvre"},
        {"Jürgen Ærø Ȁɏ ɐ", "jurgen aero aɏ ɐ"},
        {"¿4×4", "¿4x4"},
        {"ḀỹỿἈ", "ayỿα"},
        {"cafe\u0301 e\u036f\u02ff \u0370", "cafe e\u02ff \u0371"},
        {"\u05d0\u0591\u05d1\u05bd\u05d2\u0590\u05be",
         "\u05d0\u05d1\u05d2\u0590\u05be"},
        {"\u0645\u064b\u0640\u0644\u065f\u0670", "\u0645\u0644"},
        {"\u064a\u0660\u0669\u066a", "\u064a09\u066a"},
        {"\u06f0\u06f9 \u0966\u096f \u1040\u1049\u104a", "09 09 09\u104a"},
        {"\u0629\u0649\u06cc\u0671\u06a9", "\u0647\u064a\u064a\u0627\u0643"},
        {"Ａｂ ﬃ ①", "ab ffi 1"},
        {"가힣 한국", "가힣 한국"},
        {"Ωμέγα", "ωμεγα"},
        {"\ufdfa", "صلي الله عليه وسلم"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(folded(rows[i].text, false, FOLD_PLAIN),
                            rows[i].folded);
}

static void
keeps_the_case(void **state)
{
    (void)state;
    assert_string_equal(folded("AzÀ Straße Ω", true, FOLD_PLAIN),
                        "AzA Strasse Ω");
}

static void
writes_pairs_of_letters(void **state)
{
    (void)state;
    assert_string_equal(folded("Jürgen Ågård Ørn Ö é", false, FOLD_PAIRS),
                        "juergen aagaard oern oe e");
    assert_string_equal(folded("Ürgen ÄÅÖØ", true, FOLD_PAIRS),
                        "Uergen AeAaOeOe");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds),
        cmocka_unit_test(keeps_the_case),
        cmocka_unit_test(writes_pairs_of_letters),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
