#include "screen/breadcrumb.h"

#include <stdio.h>
#include <string.h>

#include "app/app.h"
#include "screen/heading.h"

static void
breadcrumb_add(char *buffer, size_t size, const char *separator,
               const char *part)
{
    size_t length = strlen(buffer);

    snprintf(buffer + length, size - length, "%s%s", separator, part);
}

char *
breadcrumb_format(char *buffer, size_t size, const struct app *app,
                  size_t index, int item, const char *separator)
{
    const struct view *view = &app->views[index];
    enum section_kind kind;
    int root;

    *buffer = '\0';
    if (view->section == NULL) {
        snprintf(buffer, size, "%s",
                 language_word(app->language, WORD_OVERVIEW));
        return buffer;
    }
    kind = view->section->kind;
    breadcrumb_add(buffer, size, "", section_title(kind, app->language));
    if (view->item_count == 0)
        return buffer;
    root = view_root(view, item);
    breadcrumb_add(buffer, size, separator,
                   view->items[root].tag != NULL
                       ? view->items[root].entry->title
                       : heading_name(kind, view->items[root].entry));
    if (item != root)
        breadcrumb_add(buffer, size, separator, view->items[item].entry->title);
    return buffer;
}
