#include "unit.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "resume/resume_load.h"
#include "resume/warnings.h"
#include "sshd/base/array.h"
#include "sshd/base/error.h"

#define TEXT(text) text, sizeof(text) - 1

/* Bytes of a file, and what its author is told: what was put right, and why
 * there is no résumé. Single quotes stand for double. */
static const struct {
    const char *bytes;
    size_t length;
    const char *told;
} files[] = {
    {TEXT("{'a': '\\ud83d\\ude00',}"),
     "line 1, column 21: an extra comma before the }"},
    {TEXT("{'a': '\\ud83d\\u0041'}"),
     "line 1, column 8: an incomplete \\u surrogate pair"},
    {TEXT("{'a': '\\ud83dx'}"),
     "line 1, column 8: an incomplete \\u surrogate pair"},
    {TEXT("{'a': '\\ude00'}"),
     "line 1, column 8: an incomplete \\u surrogate pair"},
    {TEXT("{'a': '\\ud7ff\\ue000',}"),
     "line 1, column 21: an extra comma before the }"},
    {TEXT("{'a': '\\u12'}"),
     "line 1, column 8: \\u needs four hexadecimal digits"},
    {TEXT("{'a': '\\x'}"),
     "line 1, column 8: an invalid escape (write \\\\ for a backslash)"},
    {TEXT("{'a': '\\"),
     "line 1, column 8: an invalid escape (write \\\\ for a backslash)"},
    {TEXT("{'a': true, 'b': fals}"), "line 1, column 18: text without quotes"},
    {TEXT("{'a': false, 'b': null,\n 'c': nul}"),
     "line 2, column 7: text without quotes"},
    {TEXT("{'a': 1.5e3, 'b': 01}"),
     "line 1, column 19: not a JSON number (put it in quotes)"},
    {TEXT("{'a': 0.5, 'b': -01}"),
     "line 1, column 17: not a JSON number (put it in quotes)"},
    {TEXT("{'a': -}"),
     "line 1, column 7: not a JSON number (put it in quotes)"},
    {TEXT("{'a': 1.}"),
     "line 1, column 7: not a JSON number (put it in quotes)"},
    {TEXT("{'a': 1x2}"),
     "line 1, column 7: not a JSON number (put it in quotes)"},
    {TEXT("{'a': 123456789012345678901}"),
     "line 1, column 7: not a JSON number (put it in quotes)"},
    {TEXT("{'a': 0.1234567890123456789,}"),
     "line 1, column 28: an extra comma before the }"},
    {TEXT("{'a': 123456789012345678,}"),
     "line 1, column 25: an extra comma before the }"},
    {TEXT("{'a': 'b\rc'}"), "line 1, column 9: a line ends inside a string (a "
                            "missing quote? or write \\n)"},
    {TEXT("{'a': 'b\nc'}"), "line 1, column 9: a line ends inside a string (a "
                            "missing quote? or write \\n)"},
    {TEXT("{'a': 'b\tc'}"),
     "line 1, column 9: a tab inside a string (write \\t)"},
    {TEXT("{'a': 'b\001c'}"),
     "line 1, column 9: a control character inside a string"},
    {TEXT("{'\303\251': '\303\274', x}"),
     "line 1, column 12: a key needs double quotes"},
    {TEXT("["), "line 1, column 2: the file ends, but the [ of line 1 is still "
                "open (a missing brace?)"},
    {TEXT("{"), "line 1, column 2: the file ends, but the { of line 1 is still "
                "open (a missing brace?)"},
    {TEXT(""), "line 1, column 1: the file is empty"},
    {TEXT(" \n\t "), "line 2, column 3: the file is empty"},
    {TEXT("{'a'"), "line 1, column 5: the file ends, but the { of line 1 is "
                   "still open (a missing brace?)"},
    {TEXT("{'a':"), "line 1, column 6: the file ends, but the { of line 1 is "
                    "still open (a missing brace?)"},
    {TEXT("{'a':1"), "line 1, column 7: the file ends, but the { of line 1 is "
                     "still open (a missing brace?)"},
    {TEXT("{'a':1]"),
     "line 1, column 7: a ], but the { of line 1 is still open"},
    {TEXT("[1}"), "line 1, column 3: a }, but the [ of line 1 is still open"},
    {TEXT("{'a':[1"), "line 1, column 8: the file ends, but the [ of line 1 is "
                      "still open (a missing brace?)"},
    {TEXT("{} {}"), "line 1, column 4: text after the end (an extra brace?)"},
    {TEXT("{'a':1}}"), "line 1, column 8: an unmatched }"},
    {TEXT("{'a':1,,'b':2}"), "line 1, column 8: an unexpected comma"},
    {TEXT("{'a' 1}"), "line 1, column 6: a colon is missing after the key"},
    {TEXT("{'a':1 'b':2}"), "line 1, column 8: a comma is missing before this"},
    {TEXT("[1 2]"), "line 1, column 4: a comma is missing before this"},
    {TEXT("[1,]"), "line 1, column 3: an extra comma before the ]"},
    {TEXT("{'a':=1}"),
     "line 1, column 6: a value cannot begin with this character"},
    {TEXT("{a:1}"), "line 1, column 2: a key needs double quotes"},
    {TEXT("// c\n{'a': 1 // d\n 'b'}"),
     "the file: contains comments, first on line 1; skipped\nline 3, column 2: "
     "a comma is missing before this"},
    {TEXT("{'a': /* y\n */ nul}"),
     "the file: contains comments, first on line 1; skipped\nline 2, column 5: "
     "text without quotes"},
    {TEXT("{'a': 'x // y', 'b': 1 / 2}"),
     "line 1, column 24: a comma is missing before this"},
    {TEXT("/* x"), "line 1, column 1: an unterminated comment"},
    {TEXT("{'basics': {'name': 'A'}} // end"),
     "the file: contains comments, first on line 1; skipped\n"},
    {TEXT("{'basics': {'name': '\\'/*'}, /**/ 'work': []}"),
     "the file: contains comments, first on line 1; skipped\n"},
    {TEXT("\377\376{\000"),
     "line 1, column 1: this is UTF-16 (save it as UTF-8)"},
    {TEXT("\376\377\000{"),
     "line 1, column 1: this is UTF-16 (save it as UTF-8)"},
    {TEXT("\000{"), "line 1, column 1: this is UTF-16 (save it as UTF-8)"},
    {TEXT("{\000"), "line 1, column 1: this is UTF-16 (save it as UTF-8)"},
    {TEXT("\000\000{"),
     "line 1, column 1: this is not JSON, which begins with {"},
    {TEXT("\357\273\277{'a' 1}"),
     "the file: begins with a byte order mark; ignored\nline 1, column 6: a "
     "colon is missing after the key"},
    {TEXT("{'basics': {'name': '\200\344'}}"),
     "the file: line 1 is not UTF-8; read as Windows-1252\n"},
    {TEXT("{'basics': {'name': '\344'},\n 'x': }"),
     "the file: line 1 is not UTF-8; read as Windows-1252\nline 2, column 7: a "
     "value is missing before the }"},
    {TEXT("{'basics': {'name': 'A', 'name': 'B'}}"),
     "the file: duplicate key on line 1; the last value is used\n"},
};

static void
tells_what_is_wrong(void **state)
{
    static struct warnings warnings;

    (void)state;
    for (size_t i = 0; i < COUNT(files); i++) {
        char bytes[128], told[256];
        struct error error = {""};
        struct resume *resume;
        size_t length = 0;

        memcpy(bytes, files[i].bytes, files[i].length);
        for (size_t j = 0; j < files[i].length; j++)
            if (bytes[j] == '\'')
                bytes[j] = '"';
        warnings = (struct warnings){0};
        resume = resume_parse(bytes, files[i].length, &warnings, &error);
        for (size_t j = 0; j < warnings.count; j++)
            if (warnings.items[j].kind == WARNING_VALUE)
                length += (size_t)snprintf(told + length, sizeof(told) - length,
                                           "%s: %s\n", warnings.items[j].path,
                                           warnings.items[j].what);
        snprintf(told + length, sizeof(told) - length, "%s", error.text);
        assert_string_equal(told, files[i].told);
        assert_int_equal(resume == NULL, *error.text != '\0');
        resume_free(resume);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_what_is_wrong)};

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
