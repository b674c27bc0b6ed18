#include "unit.h"

#include <locale.h>

#include "language/language_guess.h"
#include "sshd/base/array.h"

static void
guesses(void **state)
{
    static const struct {
        const char *text, *tag; /* NULL: nobody knows */
    } rows[] = {
        /* By script. */
        {"Москва", "ru"},
        {"Київ і Львів", "uk"},
        {"Αθήνα", "el"},
        {"ירושלים", "he"},
        {"مرحبا بالعالم", "ar"},
        {"گفتگو", "fa"},
        {"میں نے", "ur"},
        {"서울", "ko"},
        {"开发经验", "zh-Hans"},
        {"開發經驗", "zh-Hant"},
        {"开發", "zh-Hans"},
        {"文化", "zh-Hans"},
        {"経験の", "ja"},
        {"ひらがな", "ja"},
        {"漢字漢字漢字漢字漢字漢字漢字漢字漢字の", "ja"},
        {"漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字の", "zh-Hans"},
        {"abcЖ", "ru"},
        {"🚀Ж", "ru"},
        {"abcdЖ", NULL},
        {"a×÷××××Ж", "ru"},
        {"0123456789Ж", "ru"},
        {"ЖΩΩ", "el"},
        /* By three frequent words, of which two differ. */
        {"the tree and the garden", "en"},
        {"THE TREE AND THE GARDEN", "en"},
        {"the the the", NULL},
        {"the tree and garden", NULL},
        {"der Hund und die Katze für Ältere", "de"},
        {"años sobre años más", "es"},
        {"de de la la", NULL},
        {"pneumonoultramicroscopicsilicovolcanoconiosis the and the", "en"},
        /* By letters of one alphabet. */
        {"őű Ő", "hu"},
        {"őű", NULL},
        {"łódź łąka pięść żółć", "pl"},
        {"łódź łąka pięść ż", NULL},
        {"Sự phát triển của phần mềm ở Việt Nam được", "vi"},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct language_guess guess = {0};
        const char *tag;
        bool by_script;

        language_guess_add(&guess, rows[i].text);
        tag = language_guess_tag(&guess, &by_script);
        if (rows[i].tag == NULL)
            assert_null(tag);
        else
            assert_string_equal(tag != NULL ? tag : "none", rows[i].tag);
    }
}

static void
knows_tags(void **state)
{
    static const struct {
        const char *text;
        bool tag, known;
    } rows[] = {
        {"fr", true, true},
        {"FR", true, true},
        {"pt-BR", true, true},
        {"pt_BR", true, true},
        {"zh-Hans-CN", true, true},
        {"de-1901", true, true},
        {"de-abcdefgh", true, true},
        {"old", true, false},
        {"qx", true, false},
        {"", false, false},
        {"f", false, false},
        {"four", false, false},
        {"x1", false, false},
        {"de-", false, false},
        {"de--AT", false, false},
        {"de-AT-", false, false},
        {"de-abcdefghi", false, false},
        {"de-A!", false, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_int_equal(language_guess_is_tag(rows[i].text), rows[i].tag);
        assert_int_equal(language_guess_is_known(rows[i].text), rows[i].known);
    }
}

static void
finds_the_tag_in_a_name(void **state)
{
    static const char *const rows[][2] = {
        {"resume.fr.json", "fr"},
        {"/x.de/cv-fr.json", "fr"},
        {"cv_pt-BR.json", "pt-BR"},
        {"cv.pt_BR.JSON", "pt_BR"},
        {"cv.abpt-BR.json", ""},
        {"cv.pt-Br.json", ""},
        {"cv.pt-bR.json", ""},
        {"cv.qx-DE.json", "DE"},
        {"a-pt-BR.json", "pt-BR"},
        {"pt-DE.json", "DE"},
        {"fr.json", ""},
        {"fr/resume.json", ""},
        {"resume.json", ""},
        {"resume.fr.txt", ""},
        {"resume.fr", ""},
        {"resume", ""},
        {"cv.zh-Hans.json", ""},
        {"cv.pt.DE.json", "DE"},
    };
    char tag[6];

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        bool found = language_guess_from_name(rows[i][0], tag, sizeof(tag));

        assert_string_equal(found ? tag : "", rows[i][1]);
    }
    assert_false(language_guess_from_name("cv.pt-BR.json", tag, 5));
    assert_false(language_guess_from_name("cv.fr.json", tag, 2));
    assert_true(language_guess_from_name("cv.fr.json", tag, 3));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guesses),
        cmocka_unit_test(knows_tags),
        cmocka_unit_test(finds_the_tag_in_a_name),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
