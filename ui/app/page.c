#include "app/page.h"

static const struct page_row pages[SECTION_KINDS] = {
    [SECTION_WORK] = {&page_entries, WORD_SHORT_EXPERIENCE},
    [SECTION_SKILLS] = {&page_skills, WORD_SHORT_SKILLS},
    [SECTION_PROJECTS] = {&page_entries, WORD_SHORT_PROJECTS},
    [SECTION_EDUCATION] = {&page_entries, WORD_SHORT_EDUCATION},
    [SECTION_VOLUNTEER] = {&page_entries, WORD_SHORT_VOLUNTEER},
    [SECTION_AWARDS] = {&page_entries, WORD_SHORT_AWARDS},
    [SECTION_CERTIFICATES] = {&page_entries, WORD_SHORT_CERTIFICATES},
    [SECTION_PUBLICATIONS] = {&page_entries, WORD_SHORT_PUBLICATIONS},
    [SECTION_LANGUAGES] = {&page_entries, WORD_SHORT_LANGUAGES},
    [SECTION_INTERESTS] = {&page_entries, WORD_SHORT_INTERESTS},
    [SECTION_REFERENCES] = {&page_entries, WORD_SHORT_REFERENCES},
    [SECTION_LETTER] = {&page_entries, WORD_SHORT_LETTER},
    [SECTION_PEOPLE] = {&page_entries, WORD_PEOPLE},
};

const struct page_row *
page_row(enum section_kind kind)
{
    return &pages[kind];
}

/* Move the focus to the next item. If the text between is outside the window,
 * scroll by a row instead, so that all of it can be read. */
static bool
page_move(struct view *view, int step)
{
    int next = view_next_item(view, view->focus, step);
    int row = next == FLOW_NO_ITEM ? -1 : flow_item_row(&view->flow, next);
    bool near = row >= view->scroll && row < view->scroll + view->height;

    if (!near && view_scroll(view, step))
        return true;
    if (next == FLOW_NO_ITEM)
        return false;
    view->focus = next;
    return true;
}

bool
page_act(struct view *view, enum action action)
{
    switch (action) {
    case ACTION_UP:
        return page_move(view, -1);
    case ACTION_DOWN:
        return page_move(view, 1);
    case ACTION_LINE_DOWN:
        return view_scroll(view, 1);
    case ACTION_LINE_UP:
        return view_scroll(view, -1);
    default:
        return false;
    }
}
