#include "markup/inline.h"

const struct inline_text *
inline_find(struct inline_texts texts, const char *text)
{
    size_t low = 0, high = texts.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct inline_text *item = &texts.items[middle];

        if (text < item->text)
            high = middle;
        else if (text >= item->text + item->length)
            low = middle + 1;
        else
            return item;
    }
    return NULL;
}

bool
inline_next(struct inline_runs *runs, struct inline_run *run)
{
    const char *start, *end;

    if (runs->at == runs->end)
        return false;
    while (runs->span != runs->span_end &&
           runs->text + runs->span->end <= runs->at)
        runs->span++;
    *run = (struct inline_run){.text = runs->at, .url = ""};
    end = runs->end;
    if (runs->span != runs->span_end) {
        start = runs->text + runs->span->start;
        if (start > runs->at) {
            end = start < end ? start : end;
        } else {
            run->style = runs->span->style;
            run->url = runs->span->url;
            start = runs->text + runs->span->end;
            end = start < end ? start : end;
        }
    }
    run->length = (size_t)(end - runs->at);
    runs->at = end;
    return true;
}
