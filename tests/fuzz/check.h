#pragma once

/* The invariants of every frame. */

struct canvas;

/* Abort unless the grid has complete characters and valid roles, and the
 * cursor is in it. */
void check_canvas(const struct canvas *canvas);
