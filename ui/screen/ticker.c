#include "screen/ticker.h"

#include "terminal/canvas.h"
#include "resume/resume.h"
#include "text/text.h"

#define GAP         " · "
#define GAP_COLUMNS 3

long long
ticker_next(const struct ticker *ticker)
{
    long long next = ticker->last_step + TICKER_STEP_MS;

    if (ticker->off || ticker->paused || ticker->away ||
        next > ticker->last_key + TICKER_QUIET_MS)
        return -1;
    return next;
}

bool
ticker_step(struct ticker *ticker, long long now)
{
    long long next = ticker_next(ticker);

    if (next < 0 || now < next)
        return false;
    ticker->last_step = now;
    ticker->position++;
    return true;
}

static int
ticker_cycle_columns(const struct strings *words)
{
    int columns = 0;

    for (size_t i = 0; i < words->count; i++)
        columns += (int)text_width(words->items[i]) + GAP_COLUMNS;
    return columns;
}

/* Draw the words that are in the row as a whole: a part of one says nothing. */
void
ticker_draw(const struct ticker *ticker, const struct strings *words,
            struct canvas *canvas, int row, int column, int columns)
{
    int cycle = ticker_cycle_columns(words);
    int at, end = column + columns;
    bool joined = false;

    if (cycle == 0)
        return;
    at = column - ticker->position % cycle;
    for (size_t i = 0; at < end; i = (i + 1) % words->count) {
        int width = (int)text_width(words->items[i]);

        if (at >= column && at + width <= end) {
            if (joined)
                canvas_text(canvas, row, at - GAP_COLUMNS, ROLE_MUTED, GAP);
            canvas_text(canvas, row, at, ROLE_MUTED, words->items[i]);
            joined = true;
        }
        at += width + GAP_COLUMNS;
    }
}
