#pragma once

/* Countries by their codes and by the names that people write. */

#include <stdbool.h>

/* Is TEXT an ISO 3166 code, of two letters or of three, as far as we know
 * them: "ES", "ESP"? */
bool country_is_code(const char *text);

/* Does PLACE ("Gijón, España") name the country that TEXT, a code or a name,
 * stands for, or give its code? */
bool country_in(const char *place, const char *text);
