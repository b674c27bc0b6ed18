#pragma once

/*
 * A visitor without a terminal: typed bytes go through the same parser, tables
 * and pages as in a session, and the screen is the canvas. The date is always
 * 31 January 2026.
 */

#include <stdbool.h>

#include "app/app.h"
#include "app/dispatch.h"
#include "terminal/input.h"

#define UP    "\033[A"
#define DOWN  "\033[B"
#define RIGHT "\033[C"
#define LEFT  "\033[D"
#define ESC   "\033"

struct visitor {
    struct resume *resume;
    struct app app;
    struct canvas canvas;
    struct input input;
    struct pointer pointer;
};

/* Open the résumé JSON, or that of the golden screens if it is NULL, in a
 * window of that size. */
void visitor_open(struct visitor *visitor, const char *json, int columns,
                  int rows);

/* The same, and go to the first section. */
void visitor_start(struct visitor *visitor, const char *json, int columns,
                   int rows);
void visitor_stop(struct visitor *visitor);

/* The cmocka tear-down of a test whose *STATE is a visitor. */
int visitor_tear_down(void **state);

/* Type KEYS, as a terminal sends them; a lone ESC at the end is Escape. */
void visitor_type(struct visitor *visitor, const char *keys);

void visitor_resize(struct visitor *visitor, int columns, int rows);

/* Press and release the left button there. */
void visitor_click(struct visitor *visitor, int row, int column);

/* Let MILLISECONDS pass. Returns whether the screen changed. */
bool visitor_wait(struct visitor *visitor, int milliseconds);

/* Return a row of the screen without the blanks at its end, and the whole
 * screen with '\n' after each row; valid until the next call. */
const char *visitor_row(struct visitor *visitor, int row);
const char *visitor_screen(struct visitor *visitor);

/* Fail where TEXT is not, or is, on the screen. */
void assert_sees(struct visitor *visitor, const char *text);
void assert_sees_not(struct visitor *visitor, const char *text);

/* Find where TEXT begins on the screen; the test fails if it is not there. */
void visitor_find(struct visitor *visitor, const char *text, int *row,
                  int *column);

/* Returns what has the focus: the name of an entry, a part of one, or a tag. */
const char *visitor_focus(struct visitor *visitor);

/* Fail if something else has the focus, or if its mark is not visible. */
void assert_focus(struct visitor *visitor, const char *name);
