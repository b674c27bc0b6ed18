#pragma once

/*
 * The fonts that a PDF embeds. Cairo 1.16 embeds a CFF font (Noto Sans CJK)
 * without some subroutines that its glyphs call: where a glyph calls one that
 * an earlier glyph has called, cairo does not count the hints in it, and loses
 * its place. Viewers leave such a letter blank. So the glyphs of these fonts
 * are written without subroutines first, by HarfBuzz.
 */

#include <pango/pangocairo.h>

struct pdf_fonts;

/* No fonts. Abort if memory is short, as GLib does. */
struct pdf_fonts *pdf_fonts_new(void);
void pdf_fonts_free(struct pdf_fonts *fonts);

/* Note the glyphs of LAYOUT, before the first one is drawn. */
void pdf_fonts_add(struct pdf_fonts *fonts, PangoLayout *layout);

/* FONT with the noted glyphs and without subroutines: a new reference. NULL if
 * cairo embeds FONT rightly by itself. */
cairo_scaled_font_t *pdf_fonts_embed(struct pdf_fonts *fonts, PangoFont *font);
