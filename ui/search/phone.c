#include "search/phone.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

#define DIGITS_MIN  5
#define DIGITS_MAX  24
#define COUNTRY_MAX 3 /* digits of a country's code */

/* Write the digits of TEXT without the zero that only some callers dial: "(0)",
 * "0" and "00" at the beginning. Returns their number; 0 if TEXT has too few,
 * or something else. */
static size_t
phone_digits(char digits[DIGITS_MAX + 1], const char *text)
{
    const char *start = digits;
    size_t count = 0;

    for (; *text != '\0'; text++) {
        if (strncmp(text, "(0)", 3) == 0)
            text += 2;
        else if (isdigit((unsigned char)*text) && count < DIGITS_MAX)
            digits[count++] = *text;
        else if (strchr(" +()-./", *text) == NULL)
            return 0;
    }
    digits[count] = '\0';
    start += strspn(digits, "0");
    count -= (size_t)(start - digits);
    memmove(digits, start, count + 1);
    return count < DIGITS_MIN ? 0 : count;
}

/* Only one of the two may have the country's code. */
bool
phone_has(const char *phone, const char *query)
{
    char number[DIGITS_MAX + 1], asked[DIGITS_MAX + 1];
    size_t length = phone_digits(number, phone);
    size_t count = phone_digits(asked, query);

    if (length == 0 || count == 0)
        return false;
    return strstr(number, asked) != NULL ||
           (count > length && count - length <= COUNTRY_MAX &&
            strcmp(asked + count - length, number) == 0);
}
