#pragma once

/*
 * Layout of one entry as rows of a flow: its heading, tags, text and points,
 * and its parts, folded or open.
 */

#include "app/app.h"
#include "app/flow.h"
#include "app/view.h"

void entry_flow(struct flow *flow, const struct view *view,
                const struct app *app, int item);
