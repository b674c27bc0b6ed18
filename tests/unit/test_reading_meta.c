#include "unit.h"

#include <locale.h>
#include <stdlib.h>

#include "reading.h"
#include "sshd/base/array.h"

/* Values of meta. */
static const struct reading metas[] = {
    {"{'ssh': 5}", "! meta.ssh: expected an object; left out\n"
                   "A\n"
                   "\n"
                   "Section 1 of 2: Experience\n"
                   "\n"
                   "W\n"
                   "\n"
                   "Section 2 of 2: Skills\n"
                   "\n"
                   "S: C, c, D\n"
                   "T"},
    {"{'ssh': {'ticker': true, 'best': ['a', 'b', '', 'c', "
     "'d'], 'paper': 'A4', 'x': 1}}",
     "! meta.ssh.best[4]: only the first 3 are shown\n"
     "! meta.ssh.x: unknown key; not shown\n"
     "best: a | b | c\n"
     "ticker: C | D | T\n"
     "paper: A4\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'ssh': {'ticker': ['x', 'y'], 'best': 'a', 'paper': "
     "'b5', 'sections': ['skills', 'odd', 'skills']}}",
     "! meta.ssh.paper: \"b5\" is neither \"a4\" nor \"letter\"; "
     "using the paper of the country\n"
     "! meta.ssh.sections: \"odd\" is not a section; left out\n"
     "best: a\n"
     "ticker: x | y\n"
     "A\n"
     "\n"
     "Section 1 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T\n"
     "\n"
     "Section 2 of 2: Experience\n"
     "\n"
     "W"},
    {"{'ssh': {'ticker': false, 'best': null, 'paper': "
     "'LETTER'}}",
     "! meta.ssh.best: null; left out\n"
     "paper: LETTER\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'ssh': {'ticker': 'x, y', 'best': {'text': 't'}}}",
     "! meta.ssh.best.text: expected text, found an object; "
     "only this member is shown\n"
     "! meta.ssh.ticker: expected a list, found text; split at "
     "commas\n"
     "best: t\n"
     "ticker: x | y\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'theme': {'sectionOrder': ['skills']}}", "A\n"
                                                "\n"
                                                "Section 1 of 2: Skills\n"
                                                "\n"
                                                "S: C, c, D\n"
                                                "T\n"
                                                "\n"
                                                "Section 2 of 2: Experience\n"
                                                "\n"
                                                "W"},
    {"5", "A\n"
          "\n"
          "Section 1 of 2: Experience\n"
          "\n"
          "W\n"
          "\n"
          "Section 2 of 2: Skills\n"
          "\n"
          "S: C, c, D\n"
          "T"},
    {"{'language': 'de', 'ssh': {'sections': 'skills'}}",
     "! meta.ssh.sections: expected a list, found text; split "
     "at commas\n"
     "A\n"
     "\n"
     "Abschnitt 1 von 2: Kenntnisse\n"
     "\n"
     "S: C, c, D\n"
     "T\n"
     "\n"
     "Abschnitt 2 von 2: Berufserfahrung\n"
     "\n"
     "W"},
    {"{'language': 'pt_BR'}", "A\n"
                              "\n"
                              "Seção 1 de 2: Experiência\n"
                              "\n"
                              "W\n"
                              "\n"
                              "Seção 2 de 2: Competências\n"
                              "\n"
                              "S: C, c, D\n"
                              "T"},
    {"{'language': 'Portuguese'}",
     "! meta.language: \"Portuguese\" is not a language tag such "
     "as \"fr\"\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'language': 5}",
     "! meta.language: expected text, found a number; shown as "
     "\"5\"\n"
     "! meta.language: \"5\" is not a language tag such as \"fr\"\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'lang': 'fr', 'language': ''}", "A\n"
                                       "\n"
                                       "Section 1 sur 2 : Expérience\n"
                                       "\n"
                                       "W\n"
                                       "\n"
                                       "Section 2 sur 2 : Compétences\n"
                                       "\n"
                                       "S: C, c, D\n"
                                       "T"},
    {"{'ssh': {'audiences': 5}}",
     "! meta.ssh.audiences: expected a list of audiences; left "
     "out\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
    {"{'ssh': {'audiences': [{'name': 'a', 'greeting': 'G', "
     "'letter': 'one\\n\\n\\ntwo\\nthree', 'sections': ['skills', "
     "'skills', 'awards'], 'best': ['b']}, {'name': 'B', "
     "'letter': 5}, {'name': 'b'}, {'name': 'c d'}, {'name': "
     "''}, {'name': 'd', 'letter': ['x', '', 'y'], 'odd': 1, "
     "'sections': 'work'}, {'name': 'everybody'}, {}]}}",
     "! meta.ssh.audiences[0].sections: \"awards\" is not a "
     "section here; left out\n"
     "! meta.ssh.audiences[1].letter: expected text, found a "
     "number; shown as \"5\"\n"
     "! meta.ssh.audiences[2].name: \"b\" is listed twice; the "
     "first is used\n"
     "! meta.ssh.audiences[3].name: \"c d\" cannot be a user name "
     "(letters, digits and \"._-\", 1 to 32); the audience is "
     "left out\n"
     "! meta.ssh.audiences[4].name: \"\" cannot be a user name "
     "(letters, digits and \"._-\", 1 to 32); the audience is "
     "left out\n"
     "! meta.ssh.audiences[5].sections: expected a list, found "
     "text; split at commas\n"
     "! meta.ssh.audiences[5].odd: unknown key; not shown\n"
     "! meta.ssh.audiences[6].name: \"everybody\" means "
     "readers without an audience; left out\n"
     "! meta.ssh.audiences[7].name: \"\" cannot be a user name "
     "(letters, digits and \"._-\", 1 to 32); the audience is "
     "left out\n"
     "audience a: G [letter skills work]\n"
     "  G: one\n"
     "  : two\n"
     "three\n"
     "  best: b\n"
     "audience B:  [letter work skills]\n"
     "  : 5\n"
     "audience d:  [letter work skills]\n"
     "  : x\n"
     "  : y\n"
     "A\n"
     "\n"
     "Section 1 of 2: Experience\n"
     "\n"
     "W\n"
     "\n"
     "Section 2 of 2: Skills\n"
     "\n"
     "S: C, c, D\n"
     "T"},
};

static void
reads_meta(void **state)
{
    (void)state;
    assert_readings("{'basics': {'name': 'A'}, 'skills': [{'name': 'S', "
                    "'keywords': ['C', 'c', 'D']}, {'name': 'T'}], 'work': "
                    "[{'name': 'W'}], 'meta': ",
                    metas, COUNT(metas), "}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_meta),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
