/* A line of the log, as text and as JSON: what the network sent cannot end the
 * line, look like another field, or reach a terminal. */

#include "unit.h"

#include <stdbool.h>
#include <string.h>

#include "base/array.h"
#include "process/log_line.h"

static struct log_line line;

/* The line of EVENT at SECONDS, with FIELD if that is not NULL. */
static const char *
print(struct log_style style, enum log_event event, time_t seconds,
      const struct log_field *field)
{
    const struct timespec now = {.tv_sec = seconds, .tv_nsec = 7999999};

    memset(&line, 0, sizeof(line));
    log_line_begin(&line, &style, event, &now);
    if (field != NULL)
        log_line_put(&line, field);
    log_line_end(&line);
    return line.bytes;
}

/* How FIELD is written in FORMAT. */
static void
assert_written(enum log_format format, const struct log_field *field,
               const char *expected)
{
    const char *text =
        print((struct log_style){.format = format}, EVENT_ACCEPTED, 0, field);
    const char *end = format == LOG_FORMAT_JSON ? "}\n" : "\n";
    const char *found = strstr(text, "accepted");

    assert_non_null(found);
    found += strlen("accepted") + (format == LOG_FORMAT_JSON);
    assert_int_equal(strlen(found), strlen(expected) + strlen(end));
    assert_memory_equal(found, expected, strlen(expected));
    assert_string_equal(found + strlen(expected), end);
}

static void
the_time_and_the_event_come_first(void **state)
{
    const struct log_style text = {LOG_FORMAT_TEXT, false},
                           json = {LOG_FORMAT_JSON, false},
                           journal = {LOG_FORMAT_TEXT, true};

    (void)state;
    assert_string_equal(print(text, EVENT_ACCEPTED, 0, NULL),
                        "1970-01-01T00:00:00.007Z accepted\n");
    assert_string_equal(print(text, EVENT_ACCEPTED, 86399, NULL),
                        "1970-01-01T23:59:59.007Z accepted\n");
    assert_string_equal(print(text, EVENT_LOST, 1709164800, NULL),
                        "2024-02-29T00:00:00.007Z lost\n");
    assert_string_equal(print(json, EVENT_ERROR, 1709164800, NULL),
                        "{\"time\":\"2024-02-29T00:00:00.007Z\","
                        "\"priority\":3,\"event\":\"error\"}\n");
    /* The journal has a time of its own, but what is counted needs one. */
    assert_string_equal(print(journal, EVENT_ACCEPTED, 0, NULL),
                        "<6>accepted\n");
    assert_string_equal(print(journal, EVENT_REJECTED, 1709164800, NULL),
                        "<4>rejected time=2024-02-29T00:00:00.007Z\n");
}

static void
bytes_of_the_network_are_escaped(void **state)
{
    static const struct {
        const char *bytes, *text, *json;
    } rows[] = {
        {"ada", "ada", "\"ada\""},
        {"", "\"\"", "\"\""},
        {"a b", "\"a b\"", "\"a b\""},
        {"a=b", "\"a=b\"", "\"a=b\""},
        {"a\"b", "\"a\\\"b\"", "\"a\\\"b\""},
        {"a\\x0a", "a\\x5cx0a", "\"a\\\\x5cx0a\""},
        {"a\n\33[m\177", "a\\x0a\\x1b[m\\x7f", "\"a\\\\x0a\\\\x1b[m\\\\x7f\""},
        {"\303\251", "\\xc3\\xa9", "\"\\\\xc3\\\\xa9\""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct log_field field = LOG_WIRE("user", rows[i].bytes);
        char text[100] = " user=", json[100] = ",\"user\":";

        assert_written(LOG_FORMAT_TEXT, &field, strcat(text, rows[i].text));
        assert_written(LOG_FORMAT_JSON, &field, strcat(json, rows[i].json));
    }
}

static void
text_of_the_owner_stays_readable(void **state)
{
    static const struct {
        const char *bytes, *text;
    } rows[] = {
        {"\303\251", "\303\251"},
        {"\340\240\200", "\340\240\200"},         /* U+0800 */
        {"\355\237\277", "\355\237\277"},         /* U+D7FF */
        {"\356\200\200", "\356\200\200"},         /* U+E000 */
        {"\302\240", "\302\240"},                 /* U+00A0 */
        {"\360\220\200\200", "\360\220\200\200"}, /* U+10000 */
        {"\364\217\277\277", "\364\217\277\277"}, /* U+10FFFF */
        {"\302\237", "\\xc2\\x9f"},               /* a control character */
        {"\301\277", "\\xc1\\xbf"},               /* too many bytes */
        {"\340\237\277", "\\xe0\\x9f\\xbf"},
        {"\355\240\200", "\\xed\\xa0\\x80"}, /* a surrogate */
        {"\355\277\277", "\\xed\\xbf\\xbf"},
        {"\364\220\200\200", "\\xf4\\x90\\x80\\x80"},
        {"\303(", "\\xc3("},
        {"\342\202", "\\xe2\\x82"},
        {"a\\b c", "\"a\\\\b c\""},
        {"\t", "\\x09"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct log_field field = LOG_TEXT("x", rows[i].bytes);
        char text[100] = " x=";

        assert_written(LOG_FORMAT_TEXT, &field, strcat(text, rows[i].text));
    }
}

static void
numbers_have_no_quotes(void **state)
{
    const struct log_field field = LOG_NUMBER("size", -5);

    (void)state;
    assert_written(LOG_FORMAT_TEXT, &field, " size=-5");
    assert_written(LOG_FORMAT_JSON, &field, ",\"size\":-5");
}

static void
what_is_too_long_is_cut_and_the_line_is_whole(void **state)
{
    const struct log_style json = {LOG_FORMAT_JSON, false};
    const struct timespec now = {0};
    char text[LOG_LINE_MAX + 1] = " user=", word[2 * LOG_WIRE_MAX] = "";
    const struct log_field late = LOG_NUMBER("late", 1);

    (void)state;
    memset(word, 'a', LOG_WIRE_MAX);
    for (int i = 0; i < 2; i++) {
        const struct log_field wire = LOG_WIRE("user", word);

        memset(text + strlen(" user="), 'a', LOG_WIRE_MAX);
        assert_written(LOG_FORMAT_TEXT, &wire, text);
        word[LOG_WIRE_MAX] = 'a'; /* one byte more */
    }
    memset(text, 'a', LOG_LINE_MAX);
    for (int i = 0; i < 2; i++) {
        const struct log_field own = LOG_TEXT("x", i == 0 ? word : text);

        log_line_begin(&line, &json, EVENT_ERROR, &now);
        log_line_put(&line, &own);
        log_line_put(&line, &late);
        log_line_end(&line);
        assert_int_equal(line.length <= LOG_LINE_MAX, true);
        assert_int_equal(
            memmem(line.bytes, line.length, "a\",\"late\":1}\n", 13) != NULL,
            i == 0);
        assert_memory_equal(line.bytes + line.length - 2, "}\n", 2);
    }
    assert_memory_equal(line.bytes + line.length - 4, "a\"}\n", 4);
    assert_int_equal(line.length, LOG_LINE_MAX - 7);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_and_the_event_come_first),
        cmocka_unit_test(bytes_of_the_network_are_escaped),
        cmocka_unit_test(text_of_the_owner_stays_readable),
        cmocka_unit_test(numbers_have_no_quotes),
        cmocka_unit_test(what_is_too_long_is_cut_and_the_line_is_whole),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
