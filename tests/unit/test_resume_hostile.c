#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "documents/document.h"
#include "resume/resume.h"
#include "resume/resume_load.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

/*
 * Bytes that no sane program would have written: files cut off anywhere,
 * changed anywhere, deep, large. Nothing may crash, and what is refused is
 * refused in one line. The sanitizers watch.
 */

static const char *const sources[] = {
    "valid/standard",          "valid/sub-projects",
    "valid/objects-for-lists", "valid/objects-for-strings",
    "valid/nested-lists",      "valid/control-characters",
    "valid/odd-dates",         "valid/cjk",
    "valid/not-utf-8",         "invalid/merge-conflict",
};

#define SOURCES COUNT(sources)
#define ROUNDS  4000

static FILE *nowhere;
static unsigned seed = 1;

static size_t
chance(size_t below)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 8) % below;
}

/* A copy of the source NAME; the caller frees it. Reads each file once: with
 * sanitizers, a buffer for the largest file took half of the test's time. */
static char *
copy_source(size_t index, size_t *length)
{
    static struct {
        char *bytes;
        size_t length;
    } files[SOURCES];
    static char bytes[RESUME_BYTES_MAX];
    char path[512], *copy;
    FILE *file;

    if (files[index].bytes == NULL) {
        snprintf(path, sizeof(path), CASES "/%s/resume.json", sources[index]);
        file = fopen(path, "re");
        assert_non_null(file);
        files[index].length = fread(bytes, 1, sizeof(bytes), file);
        fclose(file);
        files[index].bytes = malloc(files[index].length);
        memcpy(files[index].bytes, bytes, files[index].length);
    }
    *length = files[index].length;
    copy = malloc(*length);
    return memcpy(copy, files[index].bytes, *length);
}

/* Read BYTES, from memory that ends where they do, and write the text. */
static struct resume *
try_bytes(const char *bytes, size_t length)
{
    static struct warnings warnings;
    struct error error = {""};
    char *exact = malloc(length > 0 ? length : 1);
    struct resume *resume;

    warnings.count = 0;
    memcpy(exact, bytes, length);
    resume = resume_parse(exact, length, &warnings, &error);
    free(exact);
    if (resume != NULL) {
        document_text_write(resume, NULL, false, nowhere);
        document_text_write(resume, NULL, true, nowhere);
        warnings_print(&warnings, "resume.json", nowhere);
    } else {
        assert_true(error.text[0] != '\0');
        assert_null(strchr(error.text, '\n'));
    }
    return resume;
}

static void
cut_off_at_every_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < SOURCES; i++) {
        size_t length;
        char *bytes = copy_source(i, &length);

        for (size_t cut = 0; cut < length; cut++)
            resume_free(try_bytes(bytes, cut));
        free(bytes);
    }
}

static void
change(char *bytes, size_t *length)
{
    static const char worth_trying[] = "{}[],:\"\\/\n\t\x1b\x80\xff"
                                       "0-eu ";
    size_t at = chance(*length), gone = 1 + chance(20);

    if (chance(2) == 0) {
        bytes[at] = worth_trying[chance(sizeof(worth_trying))];
    } else if (gone < *length - at) {
        memmove(bytes + at, bytes + at + gone, *length - at - gone);
        *length -= gone;
    }
}

static void
changed_at_random(void **state)
{
    (void)state;
    for (size_t round = 0; round < ROUNDS; round++) {
        size_t length;
        char *bytes = copy_source(round % SOURCES, &length);

        for (size_t i = 1 + chance(4); i > 0; i--)
            change(bytes, &length);
        resume_free(try_bytes(bytes, length));
        free(bytes);
    }
}

/* BEFORE, then MIDDLE many times, then AFTER. */
static struct resume *
try_many(const char *before, const char *middle, size_t times,
         const char *after)
{
    size_t length = strlen(before) + strlen(middle) * times + strlen(after);
    char *bytes = malloc(length + 1), *at = stpcpy(bytes, before);
    struct resume *resume;

    for (size_t i = 0; i < times; i++)
        at = stpcpy(at, middle);
    strcpy(at, after);
    resume = try_bytes(bytes, length);
    free(bytes);
    return resume;
}

static void
deep(void **state)
{
    struct resume *resume;

    (void)state;
    assert_null(try_many("{\"work\":", "[", 500000, ""));
    assert_null(try_many("", "{\"a\":", 200000, "1"));
    assert_null(try_many("{\"basics\":{\"name\":\"x\"},\"work\":", "[", 32,
                         "\"deep\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"));
    resume = try_many("{\"basics\":{\"name\":\"x\"},\"work\":", "[", 31,
                      "\"deep\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}");
    assert_non_null(resume);
    assert_int_equal(resume->sections[0].entries.count, 1);
    resume_free(resume);
    /* Brackets inside of strings are no depth. */
    resume = try_many("{\"basics\":{\"name\":\"", "[{\\\"", 99, "\"}}");
    assert_non_null(resume);
    resume_free(resume);
}

static void
large(void **state)
{
    struct resume *resume;

    (void)state;
    assert_null(
        try_many("{\"basics\":{\"name\":\"", "x", RESUME_BYTES_MAX, "\"}}"));
    resume = try_many("{\"basics\":{\"name\":\"", "x", RESUME_BYTES_MAX - 99,
                      "\"}}");
    assert_int_equal(strlen(resume->name), RESUME_BYTES_MAX - 99);
    resume_free(resume);
    resume = try_many("{\"skills\":[\"a\"", ",\"b\"", 200000, "]}");
    assert_int_equal(resume->sections[0].entries.items[0].keywords.count,
                     200001);
    resume_free(resume);
    resume = try_many("{\"work\":[{\"name\":\"a\"}", ",{\"name\":\"b\"}", 60000,
                      "]}");
    assert_int_equal(resume->sections[0].entries.count, 60001);
    resume_free(resume);
    resume_free(try_many("{\"basics\":{\"name\":\"", "\xFF", 1000000, "\"}}"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_off_at_every_byte),
        cmocka_unit_test(changed_at_random),
        cmocka_unit_test(deep),
        cmocka_unit_test(large),
    };

    setlocale(LC_ALL, "C.UTF-8");
    nowhere = fopen("/dev/null", "we");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
