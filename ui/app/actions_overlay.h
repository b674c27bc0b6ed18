#pragma once

/* What actions do while a box lies over the page, and those that copy. */

#include "app/app.h"

void actions_copy_email(struct app *app, int argument);
void actions_copy_phone(struct app *app, int argument);

/* Do ACTION in the box that is open. An action that means nothing there closes
 * it. */
void actions_on_overlay(struct app *app, enum action action, int argument);
