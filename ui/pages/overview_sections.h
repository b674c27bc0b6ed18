#pragma once

/* The short sections on the Overview, such as skills and languages. */

struct app;
struct flow;

/* Add them if they fit into ROWS_MAX rows of FLOW: each in full, or else the
 * first of its names. */
void overview_sections_flow(struct flow *flow, const struct app *app,
                            int rows_max);
