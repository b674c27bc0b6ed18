#pragma once

/*
 * What the actions of worker_machine.h do to the renderer, by its launcher, and
 * to the session. Their context is a struct worker_loop.
 */

#include "worker/worker_machine.h"

extern const struct worker_machine_ops worker_actions;
