#include "unit.h"

#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "language/language.h"
#include "resume/resume.h"
#include "resume/resume_keys.h"
#include "resume/resume_language.h"
#include "resume/resume_load.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

#define TEXT_SIZE 4096

static struct warnings warnings;

/* Copy JSON to TEXT, with double quotes for single ones. */
static void
quote(char text[TEXT_SIZE], const char *json)
{
    snprintf(text, TEXT_SIZE, "%s", json);
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\'')
            *at = '"';
}

/* Parse JSON, which must be valid; single quotes stand for double. */
static json_t *
parse_json(const char *json)
{
    char text[TEXT_SIZE];
    json_t *root;

    quote(text, json);
    root = json_loads(text, 0, NULL);
    assert_non_null(root);
    return root;
}

/* Read the résumé in JSON, which must have one; single quotes stand for
 * double. */
static struct resume *
parse(const char *json)
{
    char text[TEXT_SIZE];
    struct error error = {""};
    struct resume *resume;

    quote(text, json);
    warnings = (struct warnings){0};
    resume = resume_parse(text, strlen(text), &warnings, &error);
    assert_string_equal(error.text, "");
    assert_non_null(resume);
    return resume;
}

static void
reads_who_it_is(void **state)
{
    struct resume *resume =
        parse("{'basics': {'name': 'Ada Mercer', 'label': 'Engineer',"
              " 'email': 'ada@example.com', 'phone': '1', 'url': 'u',"
              " 'location': {'city': 'Lyon', 'countryCode': 'FR'},"
              " 'profiles': [{'network': 'GitHub', 'username': 'ada'}]},"
              " 'meta': {'language': 'en'}}");

    (void)state;
    assert_string_equal(resume->name, "Ada Mercer");
    assert_string_equal(resume->label, "Engineer");
    assert_string_equal(resume->email, "ada@example.com");
    assert_string_equal(resume->phone, "1");
    assert_string_equal(resume->url, "u");
    assert_string_equal(resume->place, "Lyon, FR");
    assert_string_equal(resume->summary, "");
    assert_string_equal(resume->language, "en");
    assert_int_equal(resume->profile_count, 1);
    assert_string_equal(resume->profiles[0].network, "GitHub");
    assert_string_equal(resume->profiles[0].url, "https://github.com/ada");
    assert_int_equal(resume->section_count, 0);
    assert_int_equal(resume->availability.status, AVAILABILITY_UNKNOWN);
    assert_int_equal(warnings.count, 0);
    resume_free(resume);
}

/* The name of a user that the address has not, such as a number's, is shown. */
static void
finds_the_names_that_addresses_lack(void **state)
{
    static const struct {
        struct profile profile;
        const char *handle;
    } rows[] = {
        {{"X", "nora", "https://x.com/intent/user?user_id=1"}, "nora"},
        {{"X", "@nora", "https://x.com/Nora"}, ""},
        {{"X", "nora", ""}, ""},
        {{"M", "@nora@example.org", "https://example.org/@nora"}, ""},
        {{"M", "@nora@example.org", "https://example.org/users/1"},
         "@nora@example.org"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_string_equal(profile_handle(&rows[i].profile), rows[i].handle);
}

static void
reads_a_job_and_what_hangs_on_it(void **state)
{
    struct resume *resume =
        parse("{'work': [{'name': 'Kestrel', 'position': 'Lead',"
              " 'startDate': '2019-03', 'keywords': ['C', 'Go'],"
              " 'highlights': ['One', 'Two'], 'projects': ["
              "  {'name': 'Broker', 'badges': ['P0'], 'highlights': ['A']}"
              " ]}]}");
    const struct section *work = resume_section(resume, "work");
    const struct entry *job, *project;

    (void)state;
    assert_non_null(work);
    assert_int_equal(work->kind, SECTION_WORK);
    assert_int_equal(work->entries.count, 1);
    job = &work->entries.items[0];
    assert_string_equal(job->title, "Lead");
    assert_string_equal(job->org, "Kestrel");
    assert_string_equal(job->place, "");
    assert_string_equal(job->note, "");
    assert_true(job->period.ongoing);
    assert_int_equal(job->period.from.month, 3);
    assert_int_equal(job->keywords.count, 2);
    assert_string_equal(job->keywords.items[1], "Go");
    assert_int_equal(job->highlights.count, 2);
    assert_int_equal(job->children.count, 1);
    project = &job->children.items[0];
    assert_string_equal(project->title, "Broker");
    assert_string_equal(project->org, "");
    assert_string_equal(project->badges.items[0], "P0");
    assert_string_equal(project->highlights.items[0], "A");
    assert_int_equal(project->children.count, 0);
    resume_free(resume);
}

static void
orders_the_sections(void **state)
{
    struct resume *resume =
        parse("{'references': [{'name': 'Jo'}], 'work': [{'name': 'K'}],"
              " 'education': [{'area': 'Law'}], 'skills': [],"
              " 'meta': {'ssh': {'sections': ['education', 'education',"
              " 'skills']}}}");

    (void)state;
    assert_int_equal(resume->section_count, 3);
    assert_int_equal(resume->sections[0].kind, SECTION_EDUCATION);
    assert_int_equal(resume->sections[1].kind, SECTION_WORK);
    assert_int_equal(resume->sections[2].kind, SECTION_REFERENCES);
    resume_free(resume);
}

static void
finds_a_section_by_any_name(void **state)
{
    struct resume *resume =
        parse("{'work': [{'name': 'K'}], 'certificates': [{'name': 'D'}]}");

    (void)state;
    assert_ptr_equal(resume_section(resume, "Experience"),
                     &resume->sections[0]);
    assert_ptr_equal(resume_section(resume, "certifications"),
                     &resume->sections[1]);
    assert_null(resume_section(resume, "skills"));
    assert_null(resume_section(resume, ""));
    assert_null(resume_section(resume, "poetry"));
    for (enum section_kind kind = 0; kind < SECTION_KINDS; kind++) {
        const char *title = section_title(kind, language_find("en"));

        assert_true(*title != '\0' && *section_key(kind) != '\0');
        assert_non_null(section_shapes[kind].keys);
    }
    resume_free(resume);
}

static void
finds_a_section_by_its_title_if_there_is_one(void **state)
{
    struct resume *resume = parse(
        "{'meta': {'language': 'de'}, 'skills': [{'name': 'Languages'}]}");

    (void)state;
    assert_ptr_equal(resume_section_called(resume, "kenntnisse"),
                     &resume->sections[0]);
    assert_null(resume_section_called(resume, "Berufserfahrung"));
    resume_free(resume);
}

static void
shows_a_ticker_only_where_the_file_has_one(void **state)
{
    struct resume *resume =
        parse("{'skills': [{'name': 'Languages', 'keywords': ['C', 'Go']},"
              " {'name': 'Patience'}, {'name': 'More', 'keywords': ['c']}]}");

    (void)state;
    assert_int_equal(resume->ticker.count, 0);
    resume_free(resume);

    resume =
        parse("{'skills': [{'name': 'Languages', 'keywords': ['C', 'Go']},"
              " {'name': 'Patience'}, {'name': 'More', 'keywords': ['c']}],"
              " 'meta': {'ssh': {'ticker': true}}}");
    assert_int_equal(resume->ticker.count, 3);
    assert_string_equal(resume->ticker.items[0], "C");
    assert_string_equal(resume->ticker.items[1], "Go");
    assert_string_equal(resume->ticker.items[2], "Patience");
    resume_free(resume);

    resume = parse("{'skills': [{'name': 'Patience'}],"
                   " 'meta': {'ssh': {'ticker': ['Rust']}}}");
    assert_int_equal(resume->ticker.count, 1);
    assert_string_equal(resume->ticker.items[0], "Rust");
    resume_free(resume);
}

static void
keeps_the_best_points_in_order_and_three_at_most(void **state)
{
    struct resume *resume =
        parse("{'basics': {'name': 'Ada'}, 'meta': {'ssh': {'best':"
              " ['First', '', '*Second*', 'Third', 'Fourth']}}}");

    (void)state;
    assert_int_equal(resume->best.count, RESUME_BEST_MAX);
    assert_string_equal(resume->best.items[0], "First");
    assert_string_equal(resume->best.items[1], "Second");
    assert_string_equal(resume->best.items[2], "Third");
    resume_free(resume);
}

static void
shows_availability_through_its_last_day(void **state)
{
    struct availability open = {.status = AVAILABILITY_OPEN};

    (void)state;
    assert_true(availability_shown(&open, (struct date){2026, 1, 1}));
    open.until = (struct date){2026, 3, 15};
    assert_true(availability_shown(&open, (struct date){2026, 3, 15}));
    assert_false(availability_shown(&open, (struct date){2026, 3, 16}));
    open.until = (struct date){2026, 3, 0};
    assert_true(availability_shown(&open, (struct date){2026, 3, 31}));
    assert_false(availability_shown(&open, (struct date){2026, 4, 1}));
    open.until = (struct date){2026, 0, 0};
    assert_true(availability_shown(&open, (struct date){2026, 12, 31}));
    assert_false(availability_shown(&open, (struct date){2027, 1, 1}));
    open.status = AVAILABILITY_UNKNOWN;
    assert_false(availability_shown(&open, (struct date){2026, 1, 1}));
}

static void
forgets_a_first_day_in_the_past(void **state)
{
    static const char json[] =
        "{\"basics\": {\"name\": \"A\"},"
        " \"meta\": {\"ssh\": {\"availability\": {%s\"from\": \"2027-03\"}}}}";
    const struct date before = {2027, 2, 28}, day = {2027, 3, 1};
    char text[256];

    (void)state;
    for (int labelled = 0; labelled < 2; labelled++) {
        struct availability *is;
        struct resume *resume;
        int length = snprintf(text, sizeof(text), json,
                              labelled ? "\"label\": \"Open\"," : "");

        resume = resume_parse(text, (size_t)length, NULL, NULL);
        is = &resume->availability;
        assert_string_equal(availability_label(is, before),
                            labelled ? "Open" : "Available from Mar 2027");
        assert_string_equal(availability_label(is, day),
                            labelled ? "Open" : "Available");
        assert_string_equal(availability_from(is, before),
                            labelled ? "from Mar 2027" : "");
        assert_string_equal(availability_from(is, day), "");
        resume_free(resume);
    }
}

static void
tells_where_it_is_odd(void **state)
{
    struct resume *resume =
        parse("{'basics': {'name': 'Ada'}, 'meta': {'language': 'en'},"
              " 'work': [{'name': 'K'},"
              " {'name': 'L', 'highlights': ['x', 7]}]}");

    (void)state;
    assert_int_equal(warnings.count, 1);
    assert_string_equal(warnings.items[0].path, "work[1].highlights[1]");
    assert_string_equal(warnings.items[0].what,
                        "expected text, found a number; shown as \"7\"");
    resume_free(resume);
}

/* A warning quotes 40 bytes, which end inside the thirteenth "€" of this one.
 */
static void
quotes_whole_characters(void **state)
{
    struct resume *resume = parse(
        "{'basics': {'name': 'Ada'}, 'work': [{'name': 'K',"
        " 'startDate': '12€€€€€€€€€€€€€€'}], 'meta': {'language': 'en'}}");

    (void)state;
    assert_int_equal(warnings.count, 1);
    assert_string_equal(warnings.items[0].what,
                        "\"12€€€€€€€€€€€€\" is not a date; shown as written");
    resume_free(resume);
}

static void
the_first_language_that_is_not_empty_counts(void **state)
{
    static const struct {
        const char *json, *language;
    } cases[] = {
        {"{'meta': {'language': '', 'lang': 'fr'}}", "fr"},
        {"{'meta': {'language': null}, 'x-lang': '', 'lang': 'de'}", "de"},
        {"{'meta': {'language': 'es'}, 'language': 'de'}", "es"},
        {"{'language': ['German'], 'x-lang': 'pt'}", "pt"},
        {"{'meta': {'language': ''}, 'lang': ''}", NULL},
        {"{}", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        json_t *root = parse_json(cases[i].json);
        const char *language = json_string_value(resume_language_find(root));

        if (cases[i].language == NULL)
            assert_null(language);
        else
            assert_string_equal(language, cases[i].language);
        json_decref(root);
    }
}

static void
guesses_the_language_and_says_why(void **state)
{
    struct resume *resume = parse(
        "{'basics': {'name': 'Ada', 'summary': 'Ich bin seit zehn Jahren die"
        " Leitung der Entwicklung und suche eine neue Aufgabe.'}}");

    (void)state;
    assert_string_equal(resume->language, "de");
    assert_true(resume->language_guessed);
    assert_int_equal(warnings.warning_count, 0);
    assert_int_equal(warnings.items[0].kind, WARNING_NOTE);
    assert_string_equal(warnings.items[0].path, "meta.language");
    assert_string_equal(warnings.items[0].what,
                        "missing; using \"de\" (from frequent words)");
    resume_free(resume);
    resume = parse("{'basics': {'name': 'Ada'}}");
    assert_string_equal(resume->language, "en");
    assert_false(resume->language_guessed);
    resume_free(resume);
}

static void
counts_more_than_it_keeps(void **state)
{
    (void)state;
    warnings = (struct warnings){0};
    for (size_t i = 0; i < WARNINGS_MAX + 7; i++)
        warnings_add(&warnings, "x", "%s", "y");
    assert_int_equal(warnings.count, WARNINGS_MAX + 7);
}

static void
refuses_in_words(void **state)
{
    static const char *const broken[][2] = {
        {"", "line 1, column 1: the file is empty"},
        {"{", "line 1, column 2: the file ends, but the { of line 1 is still "
              "open (a missing brace?)"},
        {"[1]", "line 1, column 1: the root must be an object, { ... }"},
        {"{}", "nothing to show: no name and no section"},
    };
    struct error error;

    (void)state;
    for (size_t i = 0; i < COUNT(broken); i++) {
        assert_null(
            resume_parse(broken[i][0], strlen(broken[i][0]), NULL, &error));
        assert_string_equal(error.text, broken[i][1]);
        assert_null(
            resume_parse(broken[i][0], strlen(broken[i][0]), NULL, NULL));
    }
    assert_null(resume_load("/nonexistent", NULL, &error));
    assert_string_equal(error.text,
                        "cannot read the file: No such file or directory");
    resume_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_who_it_is),
        cmocka_unit_test(finds_the_names_that_addresses_lack),
        cmocka_unit_test(reads_a_job_and_what_hangs_on_it),
        cmocka_unit_test(orders_the_sections),
        cmocka_unit_test(finds_a_section_by_any_name),
        cmocka_unit_test(finds_a_section_by_its_title_if_there_is_one),
        cmocka_unit_test(shows_a_ticker_only_where_the_file_has_one),
        cmocka_unit_test(keeps_the_best_points_in_order_and_three_at_most),
        cmocka_unit_test(shows_availability_through_its_last_day),
        cmocka_unit_test(forgets_a_first_day_in_the_past),
        cmocka_unit_test(tells_where_it_is_odd),
        cmocka_unit_test(quotes_whole_characters),
        cmocka_unit_test(the_first_language_that_is_not_empty_counts),
        cmocka_unit_test(guesses_the_language_and_says_why),
        cmocka_unit_test(counts_more_than_it_keeps),
        cmocka_unit_test(refuses_in_words),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
