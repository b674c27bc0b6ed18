#include "screen/ticker.h"

#include "resume/resume.h"
#include "terminal/canvas.h"
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

/* Draw the part of TEXT, placed at COLUMN, that lies in [LEFT, END). */
static void
ticker_draw_clipped(struct canvas *canvas, int row, int column, int left,
                    int end, const char *text)
{
    while (*text != '\0') {
        const char *next = text;
        int width = text_char_width(text_next(&next));

        if (column >= left && column + width <= end)
            canvas_put(canvas, row, column, ROLE_MUTED, text,
                       (size_t)(next - text), width);
        column += width;
        text = next;
    }
}

/* The words leave the row letter by letter at the left; at the right they
 * appear as a whole, so that none is cut while the ticker does not move. */
void
ticker_draw(const struct ticker *ticker, const struct strings *words,
            struct canvas *canvas, int row, int column, int columns)
{
    int cycle = ticker_cycle_columns(words);
    int at, end = column + columns;

    if (cycle == 0)
        return;
    at = column - ticker->position % cycle;
    for (size_t i = 0; at < end; i = (i + 1) % words->count) {
        int width = (int)text_width(words->items[i]);

        if (at + width > end && width <= columns)
            return;
        if (at > column)
            ticker_draw_clipped(canvas, row, at - GAP_COLUMNS, column, end,
                                GAP);
        ticker_draw_clipped(canvas, row, at, column, end, words->items[i]);
        at += width + GAP_COLUMNS;
    }
}
