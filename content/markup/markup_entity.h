#pragma once

/* Entities of HTML, by name and by number: &eacute; and &#233;. */

#include <stdbool.h>

struct look;
struct markup;

/* Write the character of the entity from FROM, its ampersand, up to TO, after
 * its semicolon, in LOOK. Returns false if no entity has this name. */
bool markup_entity_read(struct markup *markup, const char *from, const char *to,
                        const struct look *look);
