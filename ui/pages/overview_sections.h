#pragma once

/* The short sections on the Overview, such as skills and languages. */

struct app;
struct flow;

/* Add them, each only if all of it fits into ROWS_MAX rows of FLOW. */
void overview_sections_flow(struct flow *flow, const struct app *app,
                            int rows_max);
