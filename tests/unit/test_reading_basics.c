#include "unit.h"

#include <locale.h>
#include <stdlib.h>

#include "reading.h"
#include "sshd/base/array.h"

static const struct reading basics[] = {
    {"'name': ['Ada', 'M'], 'headline': 'H', 'label': 'L', "
     "'title': 'T', 'bio': 'B', 'about': 'C', 'email': "
     "'mailto:ada@example.org', 'phone': 'TEL: +1', 'image': "
     "'x', 'picture': '', 'website': ['w1', 'w2', '', 'w3'], "
     "'odd': 1, '_odd': 1}",
     "! basics.name: expected text, found a list; items joined\n"
     "! basics.website: expected text, found a list; shown as "
     "profiles\n"
     "! basics.image: pictures are not shown\n"
     "! basics.odd: unknown key; not shown\n"
     "Ada M\n"
     "L\n"
     "\n"
     "E-mail: ada@example.org\n"
     "Phone: +1\n"
     "Web: w1\n"
     "Web: w2\n"
     "Web: w3\n"
     "\n"
     "B"},
    {"'label': '', 'headline': 'H', 'firstName': 'Ada', "
     "'middle': 'B', 'last_name': 'Mercer', 'location': 'Lyon, "
     "France', 'profiles': 'https://example.org/ada', 'url': "
     "'javascript:x'}",
     "! basics.profiles: expected a list, found text; shown as "
     "one item\n"
     "! basics.url: a javascript: URL; left out\n"
     "Ada B Mercer\n"
     "H\n"
     "Lyon, France\n"
     "\n"
     "Web: https://example.org/ada"},
    {"'name': {'given': 'Ada', 'family': 'Mercer'}, 'location': "
     "{'city': 'Lyon', 'region': 'Lyon', 'state': 'Rhône', "
     "'countryCode': 'FR', 'country': 'France', 'x': 1}, "
     "'profiles': {'GitHub': 'https://github.com/ada', 'X': "
     "{'username': 'ada', 'y': 1}, 'Forge': {'network': "
     "'Other', 'username': 'a'}, 'N': {}, 'M': 'Data:x'}}",
     "! basics.location.x: unknown key; not shown\n"
     "! basics.profiles.X.y: unknown key; not shown\n"
     "! basics.profiles.N: empty; left out\n"
     "! basics.profiles.M: a data: URL; left out\n"
     "Ada Mercer\n"
     "Lyon, Rhône, France\n"
     "\n"
     "GitHub: https://github.com/ada\n"
     "X: https://x.com/ada\n"
     "Other: a"},
    {"'name': {'text': 'Ada'}, 'location': {'city': 'Gijón, "
     "España', 'countryCode': 'ES'}, 'profiles': [{'network': "
     "'GitHub', 'username': 'ada'}, {'network': 'X', "
     "'username': '@ada', 'url': 'https://x.com/1'}, {'url': "
     "''}, 'https://a.example', null]}",
     "! basics.name.text: expected text, found an object; only "
     "this member is shown\n"
     "! basics.profiles[2]: empty; left out\n"
     "! basics.profiles[4]: null; left out\n"
     "Ada\n"
     "Gijón, España\n"
     "\n"
     "GitHub: https://github.com/ada\n"
     "X: @ada, https://x.com/1\n"
     "Web: https://a.example"},
    {"'name': 'A', 'location': {'city': 'Paris', 'countryCode': "
     "'FR', 'country': 'France'}, 'profiles': ''}",
     "A\n"
     "Paris, France"},
    {"'name': 'A', 'location': {'city': 'Paris', 'countryCode': "
     "'FR', 'country': 'FRA'}, 'profiles': 5}",
     "! basics.profiles: expected text, found a number; shown "
     "as \"5\"\n"
     "A\n"
     "Paris, FR\n"
     "\n"
     "Web: 5"},
    {"'name': 'A', 'location': {'city': 'Austin', 'state': "
     "'TX', 'country': 'US'}}",
     "A\n"
     "Austin, TX, US"},
    {"'name': 'A', 'location': {'town': 'Ys'}}",
     "! basics.location.town: unknown key; not shown\n"
     "A\n"
     "Ys"},
    {"'name': 'A', 'location': {'city': '', 'town': 'Ys'}}",
     "! basics.location.town: unknown key; not shown\n"
     "A"},
    {"'name': 'A', 'location': {}}", "A"},
    {"'name': 'A', 'location': 5, 'url': ['a.example'], "
     "'picture': {'a': 1}}",
     "! basics.location: expected text, found a number; shown "
     "as \"5\"\n"
     "! basics.url: expected text, found a list; shown as "
     "profiles\n"
     "! basics.picture: pictures are not shown\n"
     "A\n"
     "5\n"
     "\n"
     "Web: a.example"},
    {"'name': [], 'email': ' ada@example.org', 'phone': "
     "'Mailto:x'}, 'skills': ['C']",
     "! basics.name: expected text, found a list; items joined\n"
     "! skills: expected objects, found text; shown as one group\n"
     "! basics.name: missing; no name is shown\n"
     "E-mail: ada@example.org\n"
     "Phone: x\n"
     "\n"
     "Section 1 of 1: Skills\n"
     "\n"
     "Skills: C"},
};

static void
reads_who_it_is(void **state)
{
    (void)state;
    assert_readings("{'basics': {", basics, COUNT(basics), "}");
}

static const struct reading wholes[] = {
    {"{'basics': [{'name': 'Ada'}, {'name': 'Bob'}]}",
     "! basics: expected an object, found a list; only its "
     "first item is shown\n"
     "Ada"},
    {"{'basics': 'Ada'}",
     "! basics: expected an object, found text; read as the name\n"
     "Ada"},
    {"{'name': 'Ada', 'label': 'L', 'odd': 1, 'work': []}",
     "! the file: basics is missing; using its keys at the root\n"
     "! odd: unknown key; not shown\n"
     "Ada\n"
     "L"},
    {"[{'basics': {'name': 'Ada'}}, {'basics': {'name': 'Bob'}}]",
     "! the file: the résumé is inside a list; only this one is "
     "shown\n"
     "Ada"},
    {"{'resume': {'basics': {'name': 'Ada'}}}",
     "! the file: the résumé is inside resume; only this one is "
     "shown\n"
     "Ada"},
    {"{'a': 1, 'y': {'z': 1}, 'x': {'work': [{'name': 'K'}]}}",
     "! the file: the résumé is inside x; only this one is shown\n"
     "! basics.name: missing; no name is shown\n"
     "Section 1 of 1: Experience\n"
     "\n"
     "K"},
    {"{'basics': {'name': ''}}", "nothing to show: no name and no section"},
    {"{}", "nothing to show: no name and no section"},
    {"[]", "line 1, column 1: the root must be an object, { ... }"},
    {"[[{'basics': {'name': 'Ada'}}]]",
     "line 1, column 1: the root must be an object, { ... }"},
    {"5", "line 1, column 1: the root must be an object, { ... }"},
    {"{'basics': {'name': 'A'}, 'sections': {'a': {'items': "
     "[]}}}",
     "this is a Reactive Resume file, not JSON Resume; export "
     "it as JSON Resume"},
    {"{'basics': {'name': 'A'}, 'sections': {'a': {'items': "
     "5}}, 'cv': {'x': 1}}",
     "! sections: unknown key; not shown\n"
     "! cv: unknown key; not shown\n"
     "A"},
    {"{'basics': {'name': 'A'}, 'cv': {'name': 1}}",
     "this is a RenderCV file, not JSON Resume; export it as "
     "JSON Resume"},
    {"{'basics': {'name': 'A'}, 'aboutMe': 'text'}",
     "! aboutMe: unknown key; not shown\n"
     "A"},
    {"{'basics': {'name': 'A'}, 'aboutMe': {}}",
     "this is a Manfred file (MAC), not JSON Resume; export it "
     "as JSON Resume"},
    {"{'basics': {'name': 'A'}, 'info': {'class': 1}}",
     "this is a FRESH résumé, not JSON Resume; export it as "
     "JSON Resume"},
};

static void
finds_the_resume(void **state)
{
    (void)state;
    assert_readings("", wholes, COUNT(wholes), "");
}

static const struct reading private_details[] = {
    {"{'basics': {'name': 'A', 'location': {'address': '1 "
     "Street'}}, 'meta': {'ssh': {'publish': {'address': "
     "true}}}}",
     "A\n"
     "1 Street"},
    {"{'de': {'basics': {'name': 'D', 'phone': '1', 'location': "
     "{'address': 'S'}}}, 'en': {'basics': {'name': 'E', "
     "'location': {'address': 'S'}}}}",
     "! the file: the résumé is inside en; only this one is "
     "shown\n"
     "! basics.location.address: removed from every document; "
     "see meta.ssh.publish\n"
     "! basics.location.address: removed from every document; "
     "see meta.ssh.publish\n"
     "E"},
    {"{'basics': {'name': 'A', 'phone': 12, 'email': '', "
     "'location': {'address': 'S', 'postalCode': 9}}, 'meta': "
     "{'ssh': {'publish': 'email'}}}",
     "! basics.phone: removed from every document; see "
     "meta.ssh.publish\n"
     "! basics.location.address: removed from every document; "
     "see meta.ssh.publish\n"
     "! basics.location.postalCode: removed from every "
     "document; see meta.ssh.publish\n"
     "A"},
    {"{'basics': {'name': 'A', 'phone': '12', 'email': 'a@b', "
     "'location': {'address': 'S', 'postalCode': '9'}}, 'meta': "
     "{'ssh': {'publish': ['address', 1, 'fax']}}}",
     "! meta.ssh.publish: may contain only \"address\", \"email\" "
     "and \"phone\"\n"
     "! meta.ssh.publish: may contain only \"address\", \"email\" "
     "and \"phone\"\n"
     "A\n"
     "S\n"
     "\n"
     "E-mail: a@b\n"
     "Phone: 12"},
    {"{'basics': {'name': 'A', 'phone': '12', 'email': 'a@b'}, "
     "'meta': {'ssh': {'publish': []}}}",
     "! basics.email: removed from every document; see "
     "meta.ssh.publish\n"
     "! basics.phone: removed from every document; see "
     "meta.ssh.publish\n"
     "A"},
    {"{'basics': {'name': 'A', 'phone': '12', 'email': 'a@b'}, "
     "'meta': {'ssh': {'publish': 5}}}",
     "! meta.ssh.publish: must be a list of \"address\", \"email\" "
     "and \"phone\"\n"
     "A\n"
     "\n"
     "E-mail: a@b\n"
     "Phone: 12"},
    {"{'basics': {'name': 'A', 'phone': '12', 'email': 'a@b', "
     "'location': {'address': ''}}, 'meta': {'ssh': {'publish': "
     "{'phone': 0}}}}",
     "! basics.phone: removed from every document; see "
     "meta.ssh.publish\n"
     "A\n"
     "\n"
     "E-mail: a@b"},
    {"[{'basics': {'name': 'A', 'phone': '1'}, 'meta': {'ssh': "
     "{'publish': ['email']}}}]",
     "! the file: the résumé is inside a list; only this one is "
     "shown\n"
     "! basics.phone: removed from every document; see "
     "meta.ssh.publish\n"
     "A"},
};

static void
removes_what_is_private(void **state)
{
    (void)state;
    assert_readings("", private_details, COUNT(private_details), "");
}

/* Read on 1 June 2025. */
static const struct reading availabilities[] = {
    {"true", "A\n"
             "Available"},
    {"false", "A\n"
              "Not looking for work"},
    {"'not_looking'", "A\n"
                      "Not looking for work"},
    {"'Free in March'", "A\n"
                        "Free in March"},
    {"'yes'", "A\n"
              "Available"},
    {"'freelance-only'", "A\n"
                         "freelance-only"},
    {"{'status': true, 'from': '2031-03'}", "A\n"
                                            "Available from Mar 2031"},
    {"{'status': false}", "A\n"
                          "Not looking for work"},
    {"{'label': 'L', 'from': '2031-03'}", "A\n"
                                          "L\n"
                                          "from Mar 2031"},
    {"{'label': 'In 2031', 'from': '2031-03'}", "A\n"
                                                "In 2031"},
    {"{'status': 'closed', 'label': 'L', 'from': '2031'}", "A\n"
                                                           "L"},
    {"{'status': 'perhaps'}",
     "! meta.ssh.availability: \"perhaps\" is not a status (open, "
     "closed); shown as written\n"
     "A\n"
     "perhaps"},
    {"{'status': 'perhaps', 'label': 'L'}",
     "! meta.ssh.availability: \"perhaps\" is not a status (open, "
     "closed)\n"
     "A\n"
     "L"},
    {"{'status': 'maybe next year'}", "A\n"
                                      "maybe next year"},
    {"{'status': 'maybe next', 'label': 'L'}",
     "! meta.ssh.availability: \"maybe next\" is not a status "
     "(open, closed)\n"
     "A\n"
     "L"},
    {"{'note': 'N'}", "! meta.ssh.availability: has neither a status nor a "
                      "label; not shown\n"
                      "A"},
    {"{'note': 'N', 'from': '2031', 'until': '2032-06'}",
     "A\n"
     "Available from 2031\n"
     "N · until Jun 2032"},
    {"{'status': 'open', 'note': 'N', 'until': '2032'}", "A\n"
                                                         "Available\n"
                                                         "N · until 2032"},
    {"{'until': 'soon', 'to': '2032', 'status': 'open', 'x': 1}",
     "! meta.ssh.availability.x: unknown key; not shown\n"
     "! meta.ssh.availability: until is \"soon\", not a date; "
     "left out\n"
     "A\n"
     "Available\n"
     "until 2032"},
    {"{'until': '2031', 'to': '2032', 'label': 'L'}", "A\n"
                                                      "L\n"
                                                      "until 2031"},
    {"{'label': 'L', 'from': '2031-03', 'until': '2032', "
     "'note': 'N'}",
     "A\n"
     "L\n"
     "N · from Mar 2031 · until 2032"},
    {"{'status': 'open', 'from': '2024'}", "A\n"
                                           "Available"},
    {"{'label': 'L', 'from': '2025-06-01'}", "A\n"
                                             "L"},
    {"{'label': 'L', 'from': '2025-06-02'}", "A\n"
                                             "L\n"
                                             "from Jun 2025"},
    {"{'status': 'open', 'until': '2025-06-01'}", "A\n"
                                                  "Available\n"
                                                  "until Jun 2025"},
    {"{'status': 'open', 'until': '2025-05-31'}", "A"},
    {"{'status': 'open', 'until': '2025-06'}", "A\n"
                                               "Available\n"
                                               "until Jun 2025"},
    {"{'status': 'open', 'until': '2025'}", "A\n"
                                            "Available\n"
                                            "until 2025"},
    {"{'status': 'open', 'until': '2024'}", "A"},
    {"5", "! meta.ssh.availability: expected text, found a number; "
          "shown as \"5\"\n"
          "A\n"
          "5"},
    {"''", "A"},
    {"null", "! meta.ssh.availability: null; left out\n"
             "A"},
};

static void
reads_the_availability(void **state)
{
    (void)state;
    assert_readings("{'basics': {'name': 'A'}, 'meta': {'ssh': "
                    "{'availability': ",
                    availabilities, COUNT(availabilities), "}}}");
}

/* basics.status is an availability, or else a job title. */
static const struct reading statuses[] = {
    {"'status': 'Engineer'}", "A\n"
                              "Engineer"},
    {"'label': 'B', 'status': 'Engineer'}",
     "! basics.status: not an availability; not shown\n"
     "A\n"
     "B"},
    {"'label': 'engineer', 'status': 'Engineer'}", "A\n"
                                                   "engineer"},
    {"'label': 'B', 'status': ''}", "A\n"
                                    "B"},
    {"'status': 'Looking for work'}", "A\n"
                                      "Looking for work"},
    {"'status': 'open', 'availability': 'closed'}, 'meta': "
     "{'ssh': {'availability': 'Soon'}}",
     "A\n"
     "Soon"},
    {"'status': true}", "A\n"
                        "Available"},
};

static void
reads_the_status(void **state)
{
    (void)state;
    assert_readings("{'basics': {'name': 'A', ", statuses, COUNT(statuses),
                    "}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_who_it_is),
        cmocka_unit_test(finds_the_resume),
        cmocka_unit_test(removes_what_is_private),
        cmocka_unit_test(reads_the_availability),
        cmocka_unit_test(reads_the_status),
    };

    setlocale(LC_ALL, "C.UTF-8");
    setenv("SOURCE_DATE_EPOCH", "1748779200", 1); /* 2025-06-01 */
    setenv("TZ", "UTC", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
