#include "screen/heading.h"

#include "resume/section_layout.h"

const char *
heading_name(enum section_kind kind, const struct entry *entry)
{
    return section_layout_heading(section_layout_of(kind), entry);
}

const char *
heading_detail(enum section_kind kind, const struct entry *entry)
{
    return section_layout_second(section_layout_of(kind), entry);
}
