#pragma once

/* Actions on a box that covers the page, and the actions that copy text. */

#include "app/app.h"

void actions_copy_email(struct app *app, int argument);
void actions_copy_phone(struct app *app, int argument);

/* Perform ACTION in the open box. An action without a meaning there closes the
 * box. */
void actions_on_overlay(struct app *app, enum action action, int argument);
