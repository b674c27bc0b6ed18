#pragma once

/*
 * Markdown in one line, by md4c (CommonMark): emphasis, code, links, images,
 * escapes. Beyond it: bare URLs are links; marks next to
 * Chinese and Japanese punctuation work; 2*3*4, __init__.py and a
 * [word](in brackets) are text.
 */

struct look;
struct markup;

/* Write the bytes from FROM up to TO, which hold no newline, without marks, in
 * LOOK and the styles of the marks. */
void markdown_inline_read(struct markup *markup, const char *from,
                          const char *to, const struct look *look);
