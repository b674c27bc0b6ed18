#pragma once

/*
 * COUNT(ARRAY): the number of items of an array that is not a parameter.
 */

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
