#include "documents/section_layout.h"

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
};

const struct section_layout layout_of_children = {
    false, false, WORD_ORGANIZATION, WORD_ROLE, false};

const struct section_layout *
section_layout_of(enum section_kind kind)
{
    return &layouts[kind];
}

static bool
is_by_org(const struct section_layout *layout, const struct entry *entry)
{
    return *entry->title == '\0' || (layout->by_org && *entry->org != '\0');
}

const char *
section_layout_heading(const struct section_layout *layout,
                       const struct entry *entry)
{
    return is_by_org(layout, entry) ? entry->org : entry->title;
}

const char *
section_layout_second(const struct section_layout *layout,
                      const struct entry *entry)
{
    return is_by_org(layout, entry) ? entry->title : entry->org;
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
