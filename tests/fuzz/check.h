#pragma once

/* What must hold of every frame. */

struct canvas;

/* The grid holds whole characters and roles that there are; the cursor is in
 * it. Aborts where it is not so. */
void check_canvas(const struct canvas *canvas);
