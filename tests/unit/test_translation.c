#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resume/translation.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"

/* Read JSON, in which single quotes stand for double. */
static json_t *
parse(const char *json)
{
    char text[1024];
    json_t *root;

    snprintf(text, sizeof(text), "%s", json);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
    root = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(root);
    return root;
}

/* Assert that VALUE is EXPECTED, which begins with a line for each warning,
 * and release it. */
static void
assert_result(json_t *value, const struct warnings *warnings,
              const char *expected)
{
    char seen[1024] = "", *json = json_dumps(value, JSON_ENCODE_ANY);
    size_t length = 0;

    for (size_t i = 0; i < warnings->count; i++)
        length +=
            (size_t)snprintf(seen + length, sizeof(seen) - length, "%s: %s\n",
                             warnings->items[i].path, warnings->items[i].what);
    snprintf(seen + length, sizeof(seen) - length, "%s", json);
    for (char *at = seen; *at != '\0'; at++)
        if (*at == '"')
            *at = '\'';
    assert_string_equal(seen, expected);
    free(json);
    json_decref(value);
}

/* Each in German, for an owner who writes French. */
static void
selects(void **state)
{
    static const struct {
        const char *json, *selected;
    } cases[] = {
        {"{'a': {'en': 'E', 'de': 'D', 'fr': 'F'}}", "{'a': 'D'}"},
        {"{'a': {'en': 'E', 'DE': 'D'}}", "{'a': 'D'}"},
        {"{'a': {'de-AT': 'A', 'de': 'D'}}", "{'a': 'D'}"},
        {"{'a': {'en': 'E', 'de-AT': 'A'}}", "{'a': 'A'}"},
        {"{'a': [1, {'en': 'E', 'fr': 'F'}]}",
         "a[1]: no 'de'; another language is shown\n{'a': [1, 'F']}"},
        {"{'a': {'pl': 'P', 'en': 'E'}}",
         "a: no 'de'; another language is shown\n{'a': 'E'}"},
        {"{'a': {'pl': 'P', 'es': 'S'}}",
         "a: no 'de'; another language is shown\n{'a': 'P'}"},
        {"{'de': {'a': 1}, 'fr': {'a': 2}}", "{'a': 1}"},
        {"{'fr': {'a': 1}, 'pl': {'a': 2}}",
         "the file: no 'de'; another language is shown\n{'a': 1}"},
        {"{'a': {'de': 'D'}}", "{'a': 'D'}"},
        /* An empty value is no translation. */
        {"{'a': {'de': '', 'fr': 'F'}}",
         "a: no 'de'; another language is shown\n{'a': 'F'}"},
        {"{'a': {'de': [], 'fr': 'F'}}",
         "a: no 'de'; another language is shown\n{'a': 'F'}"},
        {"{'a': {'de': null, 'fr': '', 'en': 'E'}}",
         "a: no 'de'; another language is shown\n{'a': 'E'}"},
        {"{'a': {'de': ['x'], 'fr': 'F'}}", "{'a': ['x']}"},
        {"{'a': {'de': 1, 'fr': 2}}", "{'a': 1}"},
        /* Maps inside of what a map chose. */
        {"{'a': {'de': {'b': {'de': 'D', 'en': 'E'}}, 'en': 0}}",
         "{'a': {'b': 'D'}}"},
        /* No maps of languages. */
        {"{'a': {'de': 'D', 'size': 'F'}}", "{'a': {'de': 'D', 'size': 'F'}}"},
        {"{'a': {'de': {'b': 1}}}", "{'a': {'de': {'b': 1}}}"},
        {"{'a': {}}", "{'a': {}}"},
        {"{'languages': {'de': 'native', 'en': 'fluent'}}",
         "{'languages': {'de': 'native', 'en': 'fluent'}}"},
        {"{'languages': {'de': ['D'], 'en': ['E']}}", "{'languages': ['D']}"},
        {"{'a': {'de': 'D', 'de-CH-1901-x-abc': 'F'}}",
         "{'a': {'de': 'D', 'de-CH-1901-x-abc': 'F'}}"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct warnings warnings = {.count = 0};
        json_t *root = parse(cases[i].json);

        assert_result(translation_select(root, "de", "fr", &warnings),
                      &warnings, cases[i].selected);
        json_decref(translation_select(root, "de", "fr", NULL));
        json_decref(root);
    }
}

static void
finds_languages(void **state)
{
    static const char *const many[] = {"a", "b", "A", "c", "d", "e",
                                       "f", "g", "h", "i", "h"};
    struct translation_tags tags = {.count = 0};
    json_t *root =
        parse("{'a': [{'en': 1, 'de': {'b': {'pl': 1, 'DE': 2}}}, {'fr': {}}],"
              " 'languages': {'es': 'native', 'it': 'fluent'}}");

    (void)state;
    translation_tags_find(root, &tags);
    json_decref(root);
    assert_int_equal(tags.count, 3);
    assert_string_equal(tags.tags[0], "en");
    assert_string_equal(tags.tags[1], "de");
    assert_string_equal(tags.tags[2], "pl");

    tags.count = 0;
    for (size_t i = 0; i < COUNT(many); i++)
        translation_tags_add(&tags, many[i]);
    /* "i", and "h" twice, which are beyond the first eight. */
    assert_int_equal(tags.count, TRANSLATION_TAGS_MAX + 1);
    assert_string_equal(tags.tags[TRANSLATION_TAGS_MAX - 1], "h");
}

static void
shortens_tags(void **state)
{
    static const char *const rows[][2] = {
        {"de-CH-1901-abc3", "de-CH-1901-abc3"},
        {"de-CH-1901-abcd3", "de-CH-1901"},
        {"de-CH-1901-x-private", "de-CH-1901"},
        {"de_CH_1901_x_private", "de_CH_1901"},
        {"zh-x-abcdefghijklm", "zh"},
        {"x-abcdefghijklmnop", "x"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct translation_tags tags = {.count = 0};

        translation_tags_add(&tags, rows[i][0]);
        assert_int_equal(tags.count, 1);
        assert_string_equal(tags.tags[0], rows[i][1]);
    }
    for (size_t i = 0; i < 2; i++) {
        struct translation_tags tags = {.count = 0};

        translation_tags_add(&tags, i == 0 ? "" : "abcdefghijklmnopq");
        assert_int_equal(tags.count, 0);
    }
}

/* OWN with what TRANSLATED says of it. OWNERS is the same without what maps
 * translated; NULL: the same. */
static void
merges(void **state)
{
    static const struct {
        const char *own, *owners, *translated, *merged;
    } cases[] = {
        {"{'label': 'L', 'name': 'N'}", NULL, "{'label': 'Ü', 'x': 1}",
         "{'label': 'Ü', 'name': 'N', 'x': 1}"},
        {"{'label': 'L', 'summary': 'S', 'name': 'N', 'n': 1, 'note': ''}",
         "{'label': 'F', 'summary': 'S'}", NULL,
         "summary: not translated\n"
         "{'label': 'L', 'summary': 'S', 'name': 'N', 'n': 1, 'note': ''}"},
        {"{'label': 'L', 'en': 'fluent'}", NULL, "{'label': ''}",
         "label: not translated\n{'label': 'L', 'en': 'fluent'}"},
        {"{'basics': {'label': 'L'}}", NULL, NULL,
         "basics.label: not translated\n{'basics': {'label': 'L'}}"},
        {"{'basics': {'label': 'L'}}", NULL, "{'basics': [1]}",
         "basics: expected an object; not translated\n"
         "{'basics': {'label': 'L'}}"},
        {"{'basics': {'label': 'L'}}", NULL, "{'basics': 'B'}",
         "{'basics': 'B'}"},
        {"{'highlights': ['a', 'b']}", NULL, "{'highlights': ['x']}",
         "{'highlights': ['x']}"},
        {"{'highlights': ['a', 'b']}", NULL, NULL,
         "highlights: not translated\n{'highlights': ['a', 'b']}"},
        {"{'highlights': ['a']}", "{'highlights': ['b']}", NULL,
         "{'highlights': ['a']}"},
        {"{'work': [{'position': 'P'}]}", NULL, "{'work': 'W'}",
         "{'work': 'W'}"},
        /* Lists of which each translated item has its own, in order. */
        {"{'work': [{'name': 'A', 'position': 'P'}, {'name': 'B',"
         " 'position': 'Q'}, {'name': 'C', 'position': 'R'}]}",
         NULL,
         "{'work': [{'name': 'A', 'position': 'p'}, {'name': 'C',"
         " 'position': 'r'}]}",
         "work[1]: not translated\n"
         "{'work': [{'name': 'A', 'position': 'p'}, {'name': 'B',"
         " 'position': 'Q'}, {'name': 'C', 'position': 'r'}]}"},
        /* The same employer at two times. */
        {"{'work': [{'name': 'A', 'startDate': '2', 'position': 'P'},"
         " {'name': 'A', 'startDate': '1', 'position': 'Q'}]}",
         NULL, "{'work': [{'name': 'A', 'startDate': '1', 'position': 'q'}]}",
         "work[0]: not translated\n"
         "{'work': [{'name': 'A', 'startDate': '2', 'position': 'P'},"
         " {'name': 'A', 'startDate': '1', 'position': 'q'}]}"},
        /* A name is translated; the date is the same. */
        {"{'awards': [{'title': 'T', 'date': '1'}, {'title': 'U'}]}", NULL,
         "{'awards': [{'title': 't', 'date': '1'}]}",
         "awards[1]: not translated\n"
         "{'awards': [{'title': 't', 'date': '1'}, {'title': 'U'}]}"},
        /* No identity: by order if there are as many. */
        {"{'work': [{'position': 'P'}, {'position': 'Q'}]}", NULL,
         "{'work': [{'position': 'p'}, {'position': 'q'}]}",
         "{'work': [{'position': 'p'}, {'position': 'q'}]}"},
        {"{'work': [{'position': 'P', 'id': 1}, {'position': 'Q'}]}", NULL,
         "{'work': [{'position': 'p'}]}",
         "work: fewer entries than in the owner's language\n"
         "{'work': [{'position': 'p'}]}"},
        {"{'work': [{'position': 'P', 'id': 1}]}", NULL,
         "{'work': [{'position': 'p'}, {'position': 'q'}]}",
         "{'work': [{'position': 'p'}, {'position': 'q'}]}"},
        {"{'work': [{'name': '', 'id': 1}]}", NULL,
         "{'work': [{'name': ''}, 'p']}", "{'work': [{'name': ''}, 'p']}"},
        /* Items that maps translated are. */
        {"{'work': [{'position': 'P'}, {'position': 'Q'}]}",
         "{'work': [{'position': 'F'}, {'position': 'Q'}]}", NULL,
         "work[1]: not translated\n"
         "{'work': [{'position': 'P'}, {'position': 'Q'}]}"},
        {"{'work': [{'position': 'P', 'summary': 'S'}]}",
         "{'work': [{'position': 'F', 'summary': 'S'}]}", NULL,
         "work[0].summary: not translated\n"
         "{'work': [{'position': 'P', 'summary': 'S'}]}"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct warnings warnings = {.count = 0};
        json_t *own = parse(cases[i].own);
        json_t *owners =
            parse(cases[i].owners != NULL ? cases[i].owners : cases[i].own);
        json_t *translated =
            cases[i].translated != NULL ? parse(cases[i].translated) : NULL;

        assert_result(translation_merge(own, owners, translated, &warnings),
                      &warnings, cases[i].merged);
        json_decref(own);
        json_decref(owners);
        json_decref(translated);
    }
}

static void
sets_the_language(void **state)
{
    static const char *const rows[][2] = {
        {"{}", "{'meta': {'language': 'de'}}"},
        {"{'meta': 1}", "{'meta': {'language': 'de'}}"},
        {"{'meta': {'a': 1}}", "{'meta': {'a': 1, 'language': 'de'}}"},
        {"[1]", "[1]"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct warnings none = {.count = 0};
        json_t *root = parse(rows[i][0]);

        translation_set_language(root, "de");
        assert_result(root, &none, rows[i][1]);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(selects),           cmocka_unit_test(finds_languages),
        cmocka_unit_test(shortens_tags),     cmocka_unit_test(merges),
        cmocka_unit_test(sets_the_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
