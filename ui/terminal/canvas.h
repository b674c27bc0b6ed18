#pragma once

/*
 * A grid of styled cells into which the pages draw a frame. Output outside of
 * the grid is clipped, so that pages need not check bounds.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <uchar.h>

#include "terminal/charset.h"
#include "terminal/theme.h"

#define CANVAS_COLUMNS_MAX 300
#define CANVAS_ROWS_MAX    100

struct cell {
    char32_t text[3];    /* a character and up to two combining marks */
    unsigned char role;  /* enum role */
    unsigned char width; /* 1 or 2; 0: the right half of the cell before */
};

/* Cells that react to a click with ACTION and ARGUMENT for app_act(). */
struct spot {
    int row, column, columns;
    int action, argument;
};

#define CANVAS_LINKS_MAX 32
#define CANVAS_URL_MAX   250

/* Cells that are a link (OSC 8). */
struct hyperlink {
    int row, column, columns;
    char url[CANVAS_URL_MAX + 1];
};

#define CANVAS_SPOTS_MAX 256

/* The clickable cells and the links. */
struct canvas_marks {
    struct spot spots[CANVAS_SPOTS_MAX];
    struct hyperlink links[CANVAS_LINKS_MAX];
};

struct canvas {
    int columns, rows;
    struct cell *cells; /* rows * columns, row by row */
    enum charset charset;
    int cursor_row,
        cursor_column; /* screen readers and braille displays read there */
    bool cursor_shown; /* visible, because text is typed there */
    int spot_count, link_count;
    struct canvas_marks *marks;
};

/* Resize CANVAS to COLUMNS x ROWS, at least 1x1 and at most the maxima, and
 * blank it. canvas_fini() frees its memory. Returns -1 without memory; CANVAS
 * is then unchanged. */
int canvas_resize(struct canvas *canvas, int columns, int rows);
void canvas_fini(struct canvas *canvas);

/* Free the cells until the next canvas_resize(). */
void canvas_release_buffers(struct canvas *canvas);

void canvas_clear(struct canvas *canvas);

/* Draw the first LENGTH bytes of UTF-8 TEXT in at most COLUMNS columns.
 * Returns the columns used. */
int canvas_put(struct canvas *canvas, int row, int column, enum role role,
               const char *text, size_t length, int columns);

/* Draw TEXT up to the end of the row. Returns the columns used. */
int canvas_text(struct canvas *canvas, int row, int column, enum role role,
                const char *text);

/* Draw TEXT in at most COLUMNS columns; a wider text ends in "…". Returns the
 * columns used. */
int canvas_text_cut(struct canvas *canvas, int row, int column, enum role role,
                    const char *text, int columns);

/* Draw TEXT so that it ends before column END. Returns the columns used. */
int canvas_text_right(struct canvas *canvas, int row, int end, enum role role,
                      const char *text);

/* Draw the one-column character TEXT COUNT times. */
void canvas_repeat(struct canvas *canvas, int row, int column, enum role role,
                   const char *text, int count);

/* Set the role of COUNT cells and keep their text. */
void canvas_paint(struct canvas *canvas, int row, int column, int count,
                  enum role role);

/* Blank the rectangle, and remove the links and spots that overlap it. */
void canvas_blank(struct canvas *canvas, int row, int column, int rows,
                  int columns);

/* Returns the cell, or NULL outside of the grid. */
struct cell *canvas_cell(const struct canvas *canvas, int row, int column);

/* Make a click on these cells perform ACTION. Where spots overlap, the last one
 * applies. */
void canvas_add_spot(struct canvas *canvas, int row, int column, int columns,
                     int action, int argument);

/* Returns the spot at that cell, or NULL. */
const struct spot *canvas_spot(const struct canvas *canvas, int row,
                               int column);

/* Make these cells a link to URL, unless URL is too long. */
void canvas_add_link(struct canvas *canvas, int row, int column, int columns,
                     const char *url);
