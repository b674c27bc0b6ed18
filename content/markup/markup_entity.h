#pragma once

/* Entities of HTML, by name and by number: &eacute; and &#233;. */

struct look;
struct markup;

/* Write the character of the entity at FROM, an ampersand, which ends before
 * TO, in LOOK. Returns the entity's end, or NULL if FROM is plain text. */
const char *markup_entity_read(struct markup *markup, const char *from,
                               const char *to, const struct look *look);
