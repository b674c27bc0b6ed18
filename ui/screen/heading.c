#include "screen/heading.h"

/* The sections whose entries show the organization before the position. */
static const bool organization_first[SECTION_KINDS] = {
    [SECTION_WORK] = true,
    [SECTION_EDUCATION] = true,
    [SECTION_VOLUNTEER] = true,
};

static bool
heading_has_organization(enum section_kind kind, const struct entry *entry)
{
    return *entry->title == '\0' ||
           (*entry->org != '\0' && organization_first[kind]);
}

const char *
heading_name(enum section_kind kind, const struct entry *entry)
{
    return heading_has_organization(kind, entry) ? entry->org : entry->title;
}

const char *
heading_detail(enum section_kind kind, const struct entry *entry)
{
    return heading_has_organization(kind, entry) ? entry->title : entry->org;
}
