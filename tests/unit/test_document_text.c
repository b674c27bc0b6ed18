#include "unit.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "documents/document.h"
#include "language/language.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "resume/section_layout.h"

static const char json[] =
    "{\"basics\": {\"name\": \"Ada Mercér\"},"
    " \"work\": [{\"name\": \"Kestrel – Networks\", \"position\": \"Lead\","
    "  \"startDate\": \"2019\", \"highlights\": [\"Saved 3 € … a day\"]}],"
    " \"skills\": [{\"name\": \"Languages\", \"keywords\": [\"C\", "
    "\"日本\"]}]}";

/* The text of the section called KEY, or of all, which the caller frees. */
static char *
text_of(const char *key, bool ascii)
{
    struct resume *resume = resume_parse(json, strlen(json), NULL, NULL);
    const struct section *section = NULL;
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);

    if (key != NULL)
        section = resume_section(resume, key);
    document_text_write(resume, section, ascii, out);
    fclose(out);
    resume_free(resume);
    return text;
}

static void
writes_all(void **state)
{
    char *text = text_of(NULL, false);

    (void)state;
    assert_string_equal(text, "Ada Mercér\n"
                              "\n"
                              "Section 1 of 2: Experience\n"
                              "\n"
                              "Kestrel – Networks\n"
                              "Role: Lead\n"
                              "Dates: 2019 to present\n"
                              "\n"
                              "- Saved 3 € … a day\n"
                              "\n"
                              "Section 2 of 2: Skills\n"
                              "\n"
                              "Languages: C, 日本\n"
                              "\n"
                              "End of résumé.\n");
    free(text);
}

static void
writes_one_section(void **state)
{
    char *text = text_of("skills", false);

    (void)state;
    assert_string_equal(text, "Section 2 of 2: Skills\n"
                              "\n"
                              "Languages: C, 日本\n");
    free(text);
}

static void
writes_it_in_ascii(void **state)
{
    char *text = text_of(NULL, true);

    (void)state;
    for (const char *at = text; *at != '\0'; at++)
        assert_true(*at == '\n' || (*at >= ' ' && *at <= '~'));
    assert_non_null(strstr(text, "Ada Mercer\n"));
    assert_non_null(strstr(text, "Kestrel - Networks\n"));
    assert_non_null(strstr(text, "- Saved 3 EUR ... a day\n"));
    assert_non_null(strstr(text, "End of resume.\n"));
    free(text);
}

/* A missing row would have the first word of all, a title. */
static void
every_section_has_a_layout(void **state)
{
    (void)state;
    for (enum section_kind kind = 0; kind < SECTION_KINDS; kind++)
        assert_true(section_layout_of(kind)->second > WORD_SHORT_EXPERIENCE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_all),
        cmocka_unit_test(writes_one_section),
        cmocka_unit_test(writes_it_in_ascii),
        cmocka_unit_test(every_section_has_a_layout),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
