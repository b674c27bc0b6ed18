#pragma once

/*
 * The end of a section: a rule that names the section that Space shows next,
 * and below it, if there is room, what that section holds.
 */

#include "app/app.h"
#include "app/flow.h"
#include "app/view.h"

/* Append the rule to FLOW, the text of VIEW. */
void section_end_flow(struct flow *flow, const struct view *view,
                      const struct app *app);

/* Draw the names of the next section's entries into the rows of AREA that the
 * text of VIEW leaves blank. */
void section_end_draw(const struct view *view, const struct app *app,
                      struct canvas *canvas, const struct area *area);
