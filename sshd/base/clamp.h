#pragma once

/*
 * Integers held within bounds.
 */

/* VALUE, but no less than LOW. */
static inline int
clamp_least(int value, int low)
{
    return value < low ? low : value;
}

/* VALUE, but no more than HIGH. */
static inline int
clamp_most(int value, int high)
{
    return value > high ? high : value;
}

/* VALUE, but no less than LOW and no more than HIGH. */
static inline int
clamp_between(int value, int low, int high)
{
    return clamp_least(clamp_most(value, high), low);
}

/* The columns or rows of a terminal: VALUE, at most HIGH; PRESET if the
 * terminal reports none. */
static inline unsigned short
clamp_size(unsigned value, unsigned short preset, unsigned short high)
{
    if (value == 0)
        return preset;
    return value < high ? (unsigned short)value : high;
}
