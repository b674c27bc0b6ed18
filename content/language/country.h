#pragma once

/* Countries by code and by common name. */

#include <stdbool.h>

/* Whether TEXT is an ISO 3166 code of two or three letters ("ES", "ESP") of a
 * country in the table. */
bool country_is_code(const char *text);

/* Whether PLACE ("Gijón, España") contains the name or the code of the country
 * TEXT, a code or a name. */
bool country_in(const char *place, const char *text);
