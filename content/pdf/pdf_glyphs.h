#pragma once

/*
 * Draws shaped text so that programs which extract it find its words. Cairo
 * writes right-to-left text letter by letter from right to left, and U+200C
 * without a glyph: PDF readers then insert blanks and lose the joiner.
 */

#include <pango/pangocairo.h>

#include "pdf/pdf_fonts.h"

/* Draw RUN of TEXT, whose glyphs FONTS has noted, with its left end at X and
 * its baseline at Y, points. */
void pdf_glyphs_draw(cairo_t *cairo, struct pdf_fonts *fonts, const char *text,
                     PangoLayoutRun *run, double x, double y);
