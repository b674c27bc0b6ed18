#pragma once

/*
 * HTML tags in a text, with Markdown between and inside them. What only looks
 * like a tag, such as <PARTNER>, is text.
 */

struct look;
struct markup;

/* Write the bytes from FROM up to TO, without marks and tags, in LOOK and the
 * styles of their marks and tags. */
void markup_html_read(struct markup *markup, const char *from, const char *to,
                      const struct look *look);
