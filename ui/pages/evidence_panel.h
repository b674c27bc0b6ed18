#pragma once

/*
 * The panel with the evidence for the focused skill (app->evidence): the
 * sentences below their jobs, the tags used together with it, and the years of
 * the jobs that have dates. Without evidence it is blank.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void evidence_panel_draw(const struct app *app, const char *tag,
                         struct canvas *canvas, const struct area *area);
