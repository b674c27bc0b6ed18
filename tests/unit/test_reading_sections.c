#include "unit.h"

#include <locale.h>
#include <stdlib.h>

#include "reading.h"
#include "sshd/base/array.h"

static const struct reading sections[] = {
    {"'skills': 'C; Go, x; (a; b)'",
     "! skills: expected a list, found text; split at commas\n"
     "A\n"
     "\n"
     "Section 1 of 1: Skills\n"
     "\n"
     "Skills: C, Go, x, (a; b)"},
    {"'skills': ['C', {'name': 'G'}, ['D']]",
     "! skills[2]: a list inside a list; shown as one list\n"
     "! skills: expected objects, found text; shown as one group\n"
     "A\n"
     "\n"
     "Section 1 of 1: Skills\n"
     "\n"
     "G\n"
     "Skills: C, D"},
    {"'skills': {'Tools': 'git, make (a, b), x', 'Langs': "
     "['C'], 'Obj': {'level': 'L', 'keywords': ['k']}}",
     "! skills: expected a list, found an object; its keys are "
     "shown as titles\n"
     "! skills.Tools: expected a list, found text; split at "
     "commas\n"
     "A\n"
     "\n"
     "Section 1 of 1: Skills\n"
     "\n"
     "Tools: git, make (a, b), x\n"
     "Langs: C\n"
     "Obj (L): k"},
    {"'skills': [{'level': 'L', 'keywords': ['k']}, {'level': "
     "'M'}, {'keywords': ['n']}, {'name': 'N', 'level': 'O', "
     "'proficiency': 'P'}]",
     "! skills[0]: name is missing; the level is shown instead\n"
     "! skills[1]: name is missing; left out\n"
     "! skills[2]: name is missing; the section's title is "
     "shown instead\n"
     "! skills[3].proficiency: left out; another key has \"O\"\n"
     "A\n"
     "\n"
     "Section 1 of 1: Skills\n"
     "\n"
     "L: k\n"
     "Skills: n\n"
     "N: O"},
    {"'interests': ['a', 'b']",
     "! interests[0]: expected an object, found text; shown as "
     "written\n"
     "! interests[1]: expected an object, found text; shown as "
     "written\n"
     "A\n"
     "\n"
     "Section 1 of 1: Interests\n"
     "\n"
     "a\n"
     "b"},
    {"'interests': [{'keywords': ['k']}, {'summary': 's'}]",
     "! interests[0]: name is missing; the section's title is "
     "shown instead\n"
     "A\n"
     "\n"
     "Section 1 of 1: Interests\n"
     "\n"
     "Interests: k\n"
     "s"},
    {"'languages': [{'fluency': 'B1'}, {'language': 'X', "
     "'fluency': 'C2'}, 'Y', 'Z']",
     "! languages[0]: language is missing; left out\n"
     "! languages[2]: expected an object, found text; shown as "
     "written\n"
     "! languages[3]: expected an object, found text; shown as "
     "written\n"
     "A\n"
     "\n"
     "Section 1 of 1: Languages\n"
     "\n"
     "X: C2\n"
     "Y\n"
     "Z"},
    {"'languages': {'en': 'fluent', 'de': 'native'}",
     "! languages: expected a list, found an object; its keys "
     "are shown as titles\n"
     "A\n"
     "\n"
     "Section 1 of 1: Languages\n"
     "\n"
     "en: fluent\n"
     "de: native"},
    {"'references': [{'name': 'G', 'reference': 'r'}, {'name': "
     "'H', 'reference': '«s»'}, {'name': 'I', 'reference': "
     "'\\u2018t\\u2019'}, {'name': 'J', 'reference': ''}, 'k', "
     "{'reference': '*l*'}]",
     "! references[4]: expected an object, found text; shown as "
     "written\n"
     "A\n"
     "\n"
     "Section 1 of 1: References\n"
     "\n"
     "G\n"
     "“r”\n"
     "\n"
     "H\n"
     "«s»\n"
     "\n"
     "I\n"
     "‘t’\n"
     "\n"
     "J\n"
     "\n"
     "k\n"
     "\n"
     "“l”"},
    {"'awards': ['x', {'title': 't', 'date': '2019-02'}]",
     "! awards[0]: expected an object, found text; shown as "
     "written\n"
     "A\n"
     "\n"
     "Section 1 of 1: Awards\n"
     "\n"
     "x\n"
     "\n"
     "t\n"
     "Date: Feb 2019"},
    {"'education': [{'studyType': 'BSc', 'area': 'BSc "
     "Nursing'}, {'studyType': 'Degree in', 'area': 'Law'}, "
     "{'studyType': 'BSc', 'area': 'Law'}, {'studyType': 'LLB "
     "Law', 'area': 'Law'}, {'area': 'Law'}, {'studyType': "
     "'in', 'area': 'Law'}, {'degree': 'MA:', 'field': 'Art'}]",
     "A\n"
     "\n"
     "Section 1 of 1: Education\n"
     "\n"
     "BSc Nursing\n"
     "\n"
     "Degree in Law\n"
     "\n"
     "BSc, Law\n"
     "\n"
     "LLB Law\n"
     "\n"
     "Law\n"
     "\n"
     "in, Law\n"
     "\n"
     "MA: Art"},
    {"'education': [{'studyType': 'Mgr', 'area': 'Prawo'}], "
     "'meta': {'language': 'pl'}",
     "A\n"
     "\n"
     "Section 1 of 1: Education\n"
     "\n"
     "Mgr, Prawo"},
    {"'education': [{'studyType': 'Licence', 'area': 'Droit'}], "
     "'meta': {'language': 'fr'}",
     "A\n"
     "\n"
     "Section 1 sur 1 : Formation\n"
     "\n"
     "Licence en Droit"},
    {"'education': [{'institution': 'I', 'score': 3.7, 'year': "
     "2019, 'courses': ['a', {'title': 'b', 'score': 'A', "
     "'summary': 's', 'url': 'u'}, ['c', {'name': 'd'}], "
     "{'course': 'e', 'grade': 1}, '']}, {'institution': 'J', "
     "'courses': 'f, g', 'honors': ['h']}, {'institution': 'K', "
     "'courses': []}, {'institution': 'L', 'gpa': 3.0, 'grade': "
     "'B'}]",
     "! education[0].score: expected text, found a number; "
     "shown as \"3.7\"\n"
     "! education[0].year: expected text, found a number; shown "
     "as \"2019\"\n"
     "! education[0].courses[2]: a list inside a list; shown as "
     "one list\n"
     "! education[0].courses[3].grade: expected text, found a "
     "number; shown as \"1\"\n"
     "! education[1].honors[0]: expected an object, found text; "
     "shown as written\n"
     "! education[1].courses: expected a list, found text; "
     "split at commas\n"
     "! education[3].gpa: expected text, found a number; shown "
     "as \"3\"\n"
     "! education[3].grade: left out; another key has \"3\"\n"
     "A\n"
     "\n"
     "Section 1 of 1: Education\n"
     "\n"
     "I\n"
     "Score: 3.7\n"
     "Dates: 2019\n"
     "\n"
     "Courses\n"
     "- a\n"
     "- b: s, u (A)\n"
     "- c\n"
     "- d\n"
     "- e (1)\n"
     "\n"
     "J\n"
     "\n"
     "- h\n"
     "\n"
     "Courses\n"
     "- f\n"
     "- g\n"
     "\n"
     "K\n"
     "\n"
     "L\n"
     "Score: 3"},
    {"'projects': [{'name': 'p', 'type': 'app', 'roles': ['a', "
     "'b'], 'repo': 'https://r.example', 'url': "
     "'https://u.example', 'entity': 'E', 'endDate': null}, "
     "{'name': 'q', 'startDate': '2019'}]",
     "! projects[0].endDate: null; read as \"to present\"\n"
     "A\n"
     "\n"
     "Section 1 of 1: Projects\n"
     "\n"
     "p (app)\n"
     "Organization: E\n"
     "Role: a, b\n"
     "Web: https://u.example\n"
     "\n"
     "https://r.example\n"
     "\n"
     "q\n"
     "Dates: 2019"},
    {"'certificates': [{'name': 'c', 'date': '2019', 'expires': "
     "'2020', 'id': 'I', 'image': 'x'}, {'name': 'd', "
     "'endDate': '2018', 'issuer': 'E'}, {'name': 'e', "
     "'startDate': '2017'}]",
     "! certificates[0].image: not shown\n"
     "A\n"
     "\n"
     "Section 1 of 1: Certificates\n"
     "\n"
     "c\n"
     "ID: I\n"
     "Dates: 2019 to 2020\n"
     "\n"
     "d\n"
     "Issued by: E\n"
     "Date: expires 2018\n"
     "\n"
     "e\n"
     "Date: 2017"},
    {"'publications': [{'name': 'c', 'authors': ['a', 'b'], "
     "'year': 2019, 'publisher': 'P', 'url': "
     "'https://u.example'}]",
     "! publications[0].year: expected text, found a number; "
     "shown as \"2019\"\n"
     "A\n"
     "\n"
     "Section 1 of 1: Publications\n"
     "\n"
     "c\n"
     "Published by: P\n"
     "Authors: a, b\n"
     "Date: 2019\n"
     "Web: https://u.example"},
};

static void
reads_sections(void **state)
{
    (void)state;
    assert_readings("{'basics': {'name': 'A'}, ", sections, COUNT(sections),
                    "}");
}

/* Values of the summary. */
static const struct reading texts[] = {
    {"null", "! basics.summary: null; left out\n"
             "A"},
    {"3.0", "! basics.summary: expected text, found a number; shown as "
            "\"3\"\n"
            "A\n"
            "\n"
            "3"},
    {"3.14159265358979",
     "! basics.summary: expected text, found a number; shown as "
     "\"3.14159265358979\"\n"
     "A\n"
     "\n"
     "3.14159265358979"},
    {"1e300", "! basics.summary: expected text, found a number; shown as "
              "\"1e+300\"\n"
              "A\n"
              "\n"
              "1e+300"},
    {"0.1", "! basics.summary: expected text, found a number; shown as "
            "\"0.1\"\n"
            "A\n"
            "\n"
            "0.1"},
    {"-12", "! basics.summary: expected text, found a number; shown as "
            "\"-12\"\n"
            "A\n"
            "\n"
            "-12"},
    {"true", "! basics.summary: expected text, found a boolean; left out\n"
             "A"},
    {"{}", "! basics.summary: expected text, found an empty object; "
           "left out\n"
           "A"},
    {"{'text': 'a', 'zz': 'b'}",
     "! basics.summary.text: expected text, found an object; "
     "only this member is shown\n"
     "A\n"
     "\n"
     "a"},
    {"{'zz': 'b'}", "! basics.summary.zz: expected text, found an object; only "
                    "this member is shown\n"
                    "A\n"
                    "\n"
                    "b"},
    {"{'zz': {'text': 'c'}}",
     "! basics.summary.zz: expected text, found an object; only "
     "this member is shown\n"
     "! basics.summary.zz.text: expected text, found an object; "
     "only this member is shown\n"
     "A\n"
     "\n"
     "c"},
    {"['a', ['b'], 'a', '']",
     "! basics.summary: expected text, found a list; items "
     "joined\n"
     "! basics.summary[1]: expected text, found a list; items "
     "joined\n"
     "A\n"
     "\n"
     "a\n"
     "b\n"
     "a"},
    {"' N/A\\n'", "! basics.summary: \"N/A\" is a placeholder; left out\n"
                  "A"},
    {"'#'", "! basics.summary: \"#\" is a placeholder; left out\n"
            "A"},
    {"'N'", "A\n"
            "\n"
            "N"},
    {"'C:\\\\new a\\\\nu'", "A\n"
                            "\n"
                            "C:\\new a\\nu"},
    {"'a.\\\\nb!\\\\nc'",
     "! basics.summary: contains a literal \"\\n\"; read as a "
     "newline\n"
     "A\n"
     "\n"
     "a.\n"
     "b!\n"
     "c"},
    {"'a\\\\nB\\\\n- c\\\\n'",
     "! basics.summary: contains a literal \"\\n\"; read as a "
     "newline\n"
     "A\n"
     "\n"
     "a\n"
     "B\n"
     "- c"},
    {"'a\\\\\\\\nb'", "A\n"
                      "\n"
                      "a\\nb"},
    {"'• a\\n•\\n•  b\\n c • d'", "A\n"
                                  "\n"
                                  "- a\n"
                                  "•\n"
                                  "- b\n"
                                  "c • d"},
    {"'•a\\n\\t• b\\n•\\u00a0c'", "A\n"
                                  "\n"
                                  "•a\n"
                                  "- b\n"
                                  "- c"},
    {"'•\\n• '", "A\n"
                 "\n"
                 "•\n"
                 "•"},
    {"'a\\n• b'", "A\n"
                  "\n"
                  "a\n"
                  "- b"},
    {"'• a'", "A\n"
              "\n"
              "- a"},
};

static void
reads_texts(void **state)
{
    (void)state;
    assert_readings("{'basics': {'name': 'A', 'summary': ", texts, COUNT(texts),
                    "}}");
}

static const struct reading languages[] = {
    {"{'basics': {'name': 'A', 'summary': {'en': 'E', 'de': "
     "'D', 'name': 'N'}}, 'meta': {'language': 'de'}}",
     "! basics.summary.de: expected text, found an object; only "
     "this member is shown\n"
     "A\n"
     "\n"
     "D"},
    {"{'basics': {'name': 'A'}, 'skills': [{'name': 'S'}], "
     "'x-lang': 'de'}",
     "A\n"
     "\n"
     "Abschnitt 1 von 1: Kenntnisse\n"
     "\n"
     "S"},
    {"{'basics': {'name': 'A'}, 'skills': [{'name': 'S'}], "
     "'lang': 'es', 'language': 'fr'}",
     "A\n"
     "\n"
     "Sección 1 de 1: Competencias\n"
     "\n"
     "S"},
    {"{'basics': {'name': 'A'}, 'languages': ['Polski'], "
     "'language': ['x']}",
     "! languages[0]: expected an object, found text; shown as "
     "written\n"
     "A\n"
     "\n"
     "Section 1 of 1: Languages\n"
     "\n"
     "Polski"},
};

static void
chooses_the_language(void **state)
{
    (void)state;
    assert_readings("", languages, COUNT(languages), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_sections),
        cmocka_unit_test(reads_texts),
        cmocka_unit_test(chooses_the_language),
    };

    setlocale(LC_ALL, "C.UTF-8");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
