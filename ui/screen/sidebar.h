#pragma once

/*
 * The list of a section's entries, left of the text. An employer with several
 * jobs in a row is listed once above them; "Amazon — Bedrock" is the employer
 * Amazon and its part Bedrock.
 */

#include "app/view.h"
#include "terminal/canvas.h"

void sidebar_draw(const struct view *view, const struct app *app,
                  struct canvas *canvas);
