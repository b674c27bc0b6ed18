#pragma once

/* What every fuzz target shares. libFuzzer calls the function below with
 * bytes of its invention; the sanitizers and assert() judge what follows. */

#undef NDEBUG
#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Called once, before anything else. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
