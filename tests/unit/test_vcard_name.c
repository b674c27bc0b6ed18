#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "documents/vcard_name.h"
#include "sshd/base/array.h"

/* A name, the language of its résumé, and the parts as N has them. */
static void
splits(void **state)
{
    static const struct {
        const char *name, *language, *parts;
    } cases[] = {
        {"Field, Nora", "en", "Field;Nora;;;"},
        {"Field,Nora", "en", "Field;Nora;;;"},
        {"van der Field, Nora", "en", "van der Field;Nora;;;"},
        {"Nora Field Jr.", "en", "Field;Nora;;;Jr."},
        {"Nora Field, Jr.", "en", "Field;Nora;;;Jr."},
        {"Nora Field (Noa)", "en", "Field;Nora;;;"},
        {"Nora \"Noa\" Field [she/her]", "en", "Field;Nora;;;"},
        {"Nora Field | Nurse", "en", "Field;Nora;;;"},
        {"Nora Field – Nurse", "en", "Field;Nora;;;"},
        {"Nora Field, RN, BSN", "en", "Field;Nora;;;RN BSN"},
        {"Nora Field, CRNA", "en", "Field;Nora;;;CRNA"},
        {"Sir Nora Field OBE", "en", "Field;Nora;;Sir;OBE"},
        {"Dr. Nora Field", "en", "Field;Nora;;Dr.;"},
        {"Prof. Dr. h.c. mult. Nora Field", "de",
         "Field;Nora;;Prof. Dr. h.c. mult.;"},
        {"Prof. Dr.-Ing. Nora Field", "de", "Field;Nora;;Prof. Dr.-Ing.;"},
        {"Ms. Field", "en", "Field;;;Ms.;"},
        {"Nora van der Field", "nl", "van der Field;Nora;;;"},
        {"ليلى عبد الرحمن", "ar", "عبد الرحمن;ليلى;;;"},
        {"Layla Abdel Rahman", "en", "Abdel Rahman;Layla;;;"},
        {"Seán Ó Súilleabháin", "en", "Ó Súilleabháin;Seán;;;"},
        {"Van Field", "en", "Field;Van;;;"},
        {"Nora FIELD", "fr", "FIELD;Nora;;;"},
        {"FIELD Nora Ann", "fr", "FIELD;Nora Ann;;;"},
        {"Nora de FIELD", "fr", "de FIELD;Nora;;;"},
        {"NORA FIELD", "en", "FIELD;NORA;;;"},
        {"JR Field", "en", "Field;JR;;;"},
        {"N. J. Field", "en", "Field;N. J.;;;"},
        {"🦊 Nora Field", "en", "Field;Nora;;;"},
        {"Nora Field 野原", "en", "Field;Nora;;;"},
        {"Nora", "en", ";Nora;;;"},
        {"🦊", "en", ";;;;"},
        {"野原 花 (Hana Nohara)", "ja", "野原;花;;;"},
        {"野原　花", "ja", "野原;花;;;"},
        {"野原花", "ja", "野原花;;;;"},
        {"王小明", "zh-Hans", "王;小明;;;"},
        {"欧阳修", "zh", "欧阳;修;;;"},
        {"김민수", "ko", "김;민수;;;"},
        {"남궁민수", "ko", "남궁;민수;;;"},
        {"남궁 민수", "en", "남궁;민수;;;"},
        {"Kim Min-su", "en", "Kim;Min-su;;;"},
        {"Kim Minsu", "ko", "Kim;Minsu;;;"},
        {"Min-su Kim", "en", "Kim;Min-su;;;"},
        {"Kim Field", "en", "Field;Kim;;;"},
        {"Nguyễn Văn An", "en", "Nguyễn;Văn An;;;"},
        {"An Nguyễn", "en", "Nguyễn;An;;;"},
        {"Lê Hoàng", "vi", "Lê;Hoàng;;;"},
        {"Nagy László", "hu", "Nagy;László;;;"},
        {"Dr. Nagy László", "hu", "Nagy;László;;Dr.;"},
        {"László Nagy", "en", "Nagy;László;;;"},
        {"Иванова Анна Петровна", "ru", "Иванова;Анна;Петровна;;"},
        {"Анна Петровна Иванова", "ru", "Иванова;Анна;Петровна;;"},
        {"Анна Петровна", "ru", "Петровна;Анна;;;"},
        {"Nora Field (Noa", "en", "Field;Nora;;;"},
        {"(Noa) Nora Field", "en", "Field;Nora;;;"},
        {"Nora “Noa” „N“ （n） Field", "en", "Field;Nora;;;"},
        {"Nora Field · Nurse", "en", "Field;Nora;;;"},
        {"Nora Field / Nurse", "en", "Field;Nora;;;"},
        {"Nora-Field", "en", ";Nora-Field;;;"},
        {"Nora  Field ,  Jr", "en", "Field;Nora;;;Jr"},
        {"Field, Nora PhD", "en", "Field;Nora;;;PhD"},
        {"Dr. Field, Nora", "en", "Field;Nora;;Dr.;"},
        {"Dr. Prof.", "en", "Prof.;;;Dr.;"},
        {"Nora MD", "en", ";Nora;;;MD"},
        {"Field, RNA", "en", "Field;RNA;;;"},
        {"Nora Field, RNA bsn", "en", "Nora Field;RNA;;;bsn"},
        {"NF Nora", "en", "Nora;NF;;;"},
        {"Nora FI", "en", "FI;Nora;;;"},
        {"Nora FIELD Ann", "en", "Ann;Nora FIELD;;;"},
        {"Nora FIELD-SMITH", "en", "FIELD-SMITH;Nora;;;"},
        {"Nora DE FIELD", "fr", "DE FIELD;Nora;;;"},
        {"DE FIELD Nora", "fr", "Nora;DE FIELD;;;"},
        {"Van der", "en", "der;Van;;;"},
        {"ひらかな", "ja", "ひらかな;;;;"},
        {"ー野 花", "ja", "ー野;花;;;"},
        {"가나", "en", "가;나;;;"},
        {"힣나다", "ko", "힣;나다;;;"},
        {"王明", "zh", "王;明;;;"},
        {"欧阳", "zh", "欧;阳;;;"},
        {"王小小明", "zh", "王小小明;;;;"},
        {"欧阳小明", "zh", "欧阳;小明;;;"},
        {"欧阳小小明", "zh", "欧阳小小明;;;;"},
        {"王・明", "ja", "王・明;;;;"},
        {"Nora Kim-Field", "ko", "Kim-Field;Nora;;;"},
        {"Kim Min-Su", "en", "Min-Su;Kim;;;"},
        {"Kim Min-", "en", "Min-;Kim;;;"},
        {"Hoàng Nguyễn", "en", "Nguyễn;Hoàng;;;"},
        {"محمد بن سلمان", "ar", "بن سلمان;محمد;;;"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct vcard_name name;
        char text[1300] = "";

        vcard_name_read(&name, cases[i].name, cases[i].language);
        for (size_t j = 0; j < VCARD_NAME_PARTS; j++) {
            strcat(text, j > 0 ? ";" : "");
            strcat(text, name.parts[j]);
        }
        assert_string_equal(text, cases[i].parts);
    }
}

/* More words and more bytes than there is room for. */
static void
ends_where_there_is_no_room(void **state)
{
    struct vcard_name name;
    char text[4096] = "";

    (void)state;
    for (size_t i = 0; i < 400; i++)
        strcat(text, "Nora, ");
    vcard_name_read(&name, text, "en");
    assert_string_equal(name.parts[VCARD_FAMILY], "Nora");
    memset(text, 'x', sizeof(text) - 1);
    vcard_name_read(&name, text, "en");
    assert_int_equal(strlen(name.parts[VCARD_GIVEN]), 255);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits),
        cmocka_unit_test(ends_where_there_is_no_room),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
