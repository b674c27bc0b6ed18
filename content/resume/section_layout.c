#include "resume/section_layout.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct section_layout layouts[SECTION_KINDS] = {
    [SECTION_WORK] = {true, false, WORD_ROLE, WORD_TYPE, false},
    [SECTION_SKILLS] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_PROJECTS] = {false, false, WORD_ORGANIZATION, WORD_ROLE, false},
    [SECTION_EDUCATION] = {true, false, WORD_DEGREE, WORD_SCORE, false},
    [SECTION_VOLUNTEER] = {true, false, WORD_ROLE, WORD_TYPE, false},
    [SECTION_AWARDS] = {false, false, WORD_AWARDED_BY, WORD_TYPE, true},
    [SECTION_CERTIFICATES] = {false, false, WORD_ISSUED_BY, WORD_ID, true},
    [SECTION_PUBLICATIONS] = {false, false, WORD_PUBLISHED_BY, WORD_AUTHORS,
                              true},
    [SECTION_LANGUAGES] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_INTERESTS] = {false, true, WORD_ORGANIZATION, WORD_LEVEL, false},
    [SECTION_REFERENCES] = {false, false, WORD_ORGANIZATION, WORD_ROLE, false},
    [SECTION_LETTER] = {false, false, WORD_ORGANIZATION, WORD_ROLE, false},
    [SECTION_PEOPLE] = {false, false, WORD_ROLE, WORD_TYPE, false},
};

const struct section_layout layout_of_children = {
    false, false, WORD_ORGANIZATION, WORD_ROLE, false};

const struct section_layout layout_of_roles = {false, false, WORD_ORGANIZATION,
                                               WORD_TYPE, false};

/* The text at FIELD if all COUNT entries have the same, otherwise "". */
static const char *
section_layout_shared_text(const struct entry *entries, size_t count,
                           size_t field)
{
    const char *const *first =
        (const void *)((const char *)&entries[0] + field);

    for (size_t i = 1; i < count; i++) {
        const char *const *other =
            (const void *)((const char *)&entries[i] + field);

        if (strcmp(*first, *other) != 0)
            return "";
    }
    return *first;
}

/* The length of the employer's name ORG without a full stop at its end. */
static size_t
section_layout_name_length(const char *org)
{
    size_t length = strlen(org);

    return length > 0 && org[length - 1] == '.' ? length - 1 : length;
}

/* Whether A and B name one employer: "Acme Ltd" and "ACME Ltd.". */
static bool
section_layout_is_same_org(const char *a, const char *b)
{
    size_t length = section_layout_name_length(a);

    return length > 0 && section_layout_name_length(b) == length &&
           strncasecmp(a, b, length) == 0;
}

struct section_roles
section_layout_roles(const struct section *section, size_t first)
{
    const struct entry *entry = &section->entries.items[first];
    struct section_roles roles = {.employer = *entry, .taken = 1};
    bool joins =
        section->kind == SECTION_WORK || section->kind == SECTION_VOLUNTEER;
    size_t left = section->entries.count - first;

    while (joins && roles.taken < left &&
           section_layout_is_same_org(entry->org, entry[roles.taken].org))
        roles.taken++;
    if (roles.taken == 1)
        return roles;
    roles.items = entry;
    roles.count = roles.taken;
    /* An entry without a title describes the employer itself. */
    if (*entry->title == '\0') {
        roles.items++;
        roles.count--;
        return roles;
    }
    roles.employer = (struct entry){
        .title = "",
        .org = entry->org,
        .place = section_layout_shared_text(entry, roles.count,
                                            offsetof(struct entry, place)),
        .note = "",
        .url = section_layout_shared_text(entry, roles.count,
                                          offsetof(struct entry, url)),
        .summary = "",
        .period = {.start = "", .end = ""},
    };
    return roles;
}

struct entry
section_layout_role(const struct section_roles *roles, size_t index)
{
    struct entry role = roles->items[index];

    role.org = "";
    if (strcmp(role.place, roles->employer.place) == 0)
        role.place = "";
    if (strcmp(role.url, roles->employer.url) == 0)
        role.url = "";
    return role;
}

const struct section_layout *
section_layout_of(enum section_kind kind)
{
    return &layouts[kind];
}

static bool
section_layout_is_by_org(const struct section_layout *layout,
                         const struct entry *entry)
{
    return *entry->title == '\0' || (layout->by_org && *entry->org != '\0');
}

const char *
section_layout_heading(const struct section_layout *layout,
                       const struct entry *entry)
{
    return section_layout_is_by_org(layout, entry) ? entry->org : entry->title;
}

const char *
section_layout_second(const struct section_layout *layout,
                      const struct entry *entry)
{
    return section_layout_is_by_org(layout, entry) ? entry->title : entry->org;
}

bool
section_layout_is_point(const struct entry *entry)
{
    return *entry->title != '\0' && *entry->summary == '\0' &&
           *entry->url == '\0' && *entry->note == '\0' &&
           entry->keywords.count + entry->highlights.count +
                   entry->children.count ==
               0;
}
