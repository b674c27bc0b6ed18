#pragma once

/* What every unit test includes first: cmocka and what it wants before. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
