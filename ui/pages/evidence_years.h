#pragma once

/*
 * The years in which a skill was used: a scale, and below it a bar for each job
 * of app->evidence that has dates, higher where several overlap.
 */

#include "app/app.h"
#include "terminal/canvas.h"

#define EVIDENCE_YEARS_ROWS 2

/* Draw it at ROW and COLUMN, unless no job has dates. */
void evidence_years_draw(const struct app *app, struct canvas *canvas, int row,
                         int column, int columns);
