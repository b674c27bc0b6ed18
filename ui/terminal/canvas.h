#pragma once

/*
 * A grid of styled cells, into which the pages draw a frame. What lies outside
 * the grid is clipped, so that a page need not compare with its size.
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
    unsigned char width; /* 1 or 2; 0: the right half of the one before */
};

/* Cells that can be clicked: the ACTION and ARGUMENT for app_act(). */
struct spot {
    int row, column, columns;
    int action, argument;
};

#define CANVAS_LINKS_MAX 32
#define CANVAS_URL_MAX   250

/* Cells that are a link, in terminals that know OSC 8. */
struct hyperlink {
    int row, column, columns;
    char url[CANVAS_URL_MAX + 1];
};

#define CANVAS_SPOTS_MAX 256

/* What lies over the cells. */
struct canvas_marks {
    struct spot spots[CANVAS_SPOTS_MAX];
    struct hyperlink links[CANVAS_LINKS_MAX];
};

struct canvas {
    int columns, rows;
    struct cell *cells; /* rows * columns, row by row */
    enum charset charset;
    int cursor_row,
        cursor_column; /* screen readers and braille displays read from it */
    bool cursor_shown; /* it can be seen: text is typed there */
    int spot_count, link_count;
    struct canvas_marks *marks;
};

/* Make CANVAS that large (clamped to the maxima, 1x1 at least) and blank;
 * its memory is the canvas's own until canvas_fini(). Returns -1 where there
 * is no memory: then it is as it was. */
int canvas_resize(struct canvas *canvas, int columns, int rows);
void canvas_fini(struct canvas *canvas);

/* Free that memory until the next canvas_resize(). */
void canvas_release_buffers(struct canvas *canvas);

void canvas_clear(struct canvas *canvas);

/* Draw the first LENGTH bytes of UTF-8 TEXT in at most COLUMNS columns.
 * Returns the columns used. */
int canvas_put(struct canvas *canvas, int row, int column, enum role role,
               const char *text, size_t length, int columns);

/* The same for all of TEXT, as far as there is room in the row. */
int canvas_text(struct canvas *canvas, int row, int column, enum role role,
                const char *text);

/* The same; a text wider than COLUMNS ends in "…". */
int canvas_text_cut(struct canvas *canvas, int row, int column, enum role role,
                    const char *text, int columns);

/* The same, so that it ends before column END. */
int canvas_text_right(struct canvas *canvas, int row, int end, enum role role,
                      const char *text);

/* COUNT times the one-column character TEXT. */
void canvas_repeat(struct canvas *canvas, int row, int column, enum role role,
                   const char *text, int count);

/* Give COUNT cells another role, leaving their text. */
void canvas_paint(struct canvas *canvas, int row, int column, int count,
                  enum role role);

/* Blank the rectangle, and remove the links and spots that reach into it. */
void canvas_blank(struct canvas *canvas, int row, int column, int rows,
                  int columns);

/* The cell there, or NULL outside. */
struct cell *canvas_cell(const struct canvas *canvas, int row, int column);

/* A click on those cells means ACTION. Where spots overlap, the last one
 * counts. */
void canvas_add_spot(struct canvas *canvas, int row, int column, int columns,
                     int action, int argument);

/* The spot at that cell, or NULL. */
const struct spot *canvas_spot(const struct canvas *canvas, int row,
                               int column);

/* Make those cells a link to URL; not where URL is too long. */
void canvas_add_link(struct canvas *canvas, int row, int column, int columns,
                     const char *url);
