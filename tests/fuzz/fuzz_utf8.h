#pragma once

/* For a target whose text is UTF-8, and whose documents have one date. */

#include <locale.h>
#include <stdlib.h>

#include "fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    assert(setlocale(LC_ALL, "C.UTF-8") != NULL);
    assert(setenv("SOURCE_DATE_EPOCH", "1800000000", 1) == 0);
    return 0;
}
