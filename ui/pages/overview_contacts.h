#pragma once

/* The contacts on the Overview: mail, phone, web page and profiles. */

struct app;
struct flow;

/* Append the contacts to FLOW, side by side if there is room, and a gap. */
void overview_contacts_flow(struct flow *flow, const struct app *app);
