#include "check.h"

#include "fuzz.h"

#include "terminal/canvas.h"

void
check_canvas(const struct canvas *canvas)
{
    for (int i = 0; i < canvas->columns * canvas->rows; i++) {
        const struct cell *cell = &canvas->cells[i];

        assert(cell->role < ROLE_COUNT);
        assert(cell->width <= 2);
        assert(cell->width == 0 || cell->text[0] >= 0x20);
        if (cell->width == 2)
            assert((i + 1) % canvas->columns != 0 && cell[1].width == 0);
        if (cell->width == 0)
            assert(i % canvas->columns != 0 && cell[-1].width == 2);
    }
    assert(canvas->cursor_row >= 0 && canvas->cursor_row < canvas->rows);
    assert(canvas->cursor_column >= 0 &&
           canvas->cursor_column < canvas->columns);
}
