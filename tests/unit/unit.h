#pragma once

/* Every unit test includes this first: cmocka and the headers it needs. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
