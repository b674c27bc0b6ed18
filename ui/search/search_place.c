#include "search/search_place.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "app/app.h"
#include "screen/breadcrumb.h"
#include "screen/heading.h"
#include "text/text.h"

char *
search_place_format(char *buffer, size_t size, const struct app *app,
                    const struct match *match, const char *separator)
{
    const struct view *view;

    if (app->views[match->view].section == NULL) {
        snprintf(buffer, size, "%s",
                 language_word(app->language, WORD_OVERVIEW));
        return buffer;
    }
    view = &app->views[match->view];
    return breadcrumb_format(buffer, size, app, match->view,
                             view_root(view, match->item), separator);
}

/* Returns the object that identifies the place of MATCH; for a skill, its
 * group. */
static const void *
search_place_of(const struct app *app, const struct match *match)
{
    const struct view *view;

    if (app->views[match->view].section == NULL)
        return app->resume;
    view = &app->views[match->view];
    return view->items[view_root(view, match->item)].entry;
}

bool
search_place_same(const struct app *app, size_t index)
{
    const struct match *match = &app->search.matches[index];

    return index > 0 && match[-1].view == match->view &&
           search_place_of(app, &match[-1]) == search_place_of(app, match);
}

const char *
search_place_label(const struct app *app, const struct match *match)
{
    const struct item *item;

    if (match->kind == MATCH_TAG)
        return language_word(app->language, WORD_TAG);
    if (app->views[match->view].section == NULL || *match->label != '\0')
        return match->label;
    item = &app->views[match->view].items[match->item];
    if (item->parent == FLOW_NO_ITEM || match->text == item->entry->title)
        return "";
    return item->entry->title;
}

char *
search_place_excerpt(char *buffer, size_t size, const struct match *match,
                     int columns)
{
    const char *end = match->at + match->length, *from = match->text;
    const char *cut = "";

    if ((int)text_width_n(from, (size_t)(end - from)) > columns)
        cut = "…";
    while (*cut != '\0' && from < match->at &&
           (int)text_width_n(from, (size_t)(end - from)) > columns * 2 / 3) {
        const char *blank = memchr(from, ' ', (size_t)(match->at - from));

        from = blank == NULL ? match->at : blank + 1;
    }
    snprintf(buffer, size, "%s%s", cut, from);
    for (char *c = buffer; *c != '\0'; c++)
        if (*c == '\n')
            *c = ' ';
    return buffer;
}

static size_t
search_place_add(const char **names, size_t count, size_t most,
                 const char *name)
{
    if (count == most || *name == '\0')
        return count;
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(names[i], name) == 0)
            return count;
    names[count] = name;
    return count + 1;
}

enum search_place_source { SOURCE_SKILLS, SOURCE_TAGS, SOURCE_NAMES };

static size_t
search_place_collect(const struct app *app, const char **names, size_t most,
                     enum search_place_source source)
{
    size_t count = 0;

    for (size_t i = 0; i < app->view_count; i++) {
        const struct view *view = &app->views[i];

        for (int j = 0; j < view->item_count; j++) {
            const struct item *item = &view->items[j];

            if (source == SOURCE_SKILLS && item->tag != NULL)
                count = search_place_add(names, count, most, item->tag);
            if (source == SOURCE_NAMES)
                count = search_place_add(
                    names, count, most,
                    heading_name(view->section->kind, item->entry));
            for (size_t k = 0;
                 source == SOURCE_TAGS && k < item->entry->keywords.count; k++)
                count = search_place_add(names, count, most,
                                         item->entry->keywords.items[k]);
        }
    }
    return count;
}

size_t
search_place_names(const struct app *app, const char **names, size_t most)
{
    size_t count = 0;

    for (int source = SOURCE_SKILLS; count == 0 && source <= SOURCE_NAMES;
         source++)
        count = search_place_collect(app, names, most,
                                     (enum search_place_source)source);
    return count;
}
