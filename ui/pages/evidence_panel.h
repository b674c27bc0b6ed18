#pragma once

/*
 * The evidence for the skill that has the focus (app->evidence): the sentences
 * themselves under their jobs, the tags that stand with it, and the years of
 * those jobs that have dates. Where there is no evidence nothing is drawn.
 */

#include "app/app.h"
#include "terminal/canvas.h"

void evidence_panel_draw(const struct app *app, const char *tag,
                         struct canvas *canvas, const struct area *area);
