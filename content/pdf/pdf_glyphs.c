#include "pdf/pdf_glyphs.h"

#include <hb.h>
#include <stdbool.h>
#include <string.h>

/* What cairo_show_text_glyphs() takes: glyphs and text, cluster by cluster. */
struct pdf_glyphs {
    GArray *glyphs;   /* of cairo_glyph_t */
    GArray *clusters; /* of cairo_text_cluster_t */
    GString *text;
};

/* Glyphs FIRST up to END of a run; bytes START up to STOP of its text. */
struct pdf_cluster {
    int first, end;
    int start, stop;
};

static bool
pdf_glyphs_is_joiner(const char *text)
{
    gunichar c = g_utf8_get_char(text);

    return c == 0x200C || c == 0x200D;
}

static bool
pdf_glyphs_has_joiner(const char *text, int length)
{
    for (const char *at = text; at < text + length;
         at = g_utf8_find_next_char(at, NULL))
        if (pdf_glyphs_is_joiner(at))
            return true;
    return false;
}

/* An invisible glyph for the joiner at TEXT: the font's own, otherwise its
 * blank; PANGO_GLYPH_EMPTY if the font has neither, or draws it (as Lato). */
static PangoGlyph
pdf_glyphs_of_joiner(PangoFont *font, const char *text)
{
    hb_font_t *shapes = pango_font_get_hb_font(font);
    hb_glyph_extents_t ink;
    hb_codepoint_t glyph;

    if (hb_font_get_nominal_glyph(shapes, g_utf8_get_char(text), &glyph))
        return hb_font_get_glyph_extents(shapes, glyph, &ink) && ink.width != 0
                   ? PANGO_GLYPH_EMPTY
                   : glyph;
    return hb_font_get_nominal_glyph(shapes, ' ', &glyph) ? glyph
                                                          : PANGO_GLYPH_EMPTY;
}

/* The cluster of RUN that begins, in the order of glyphs, at glyph FIRST. */
static struct pdf_cluster
pdf_glyphs_cluster(const PangoLayoutRun *run, int first)
{
    const PangoGlyphString *glyphs = run->glyphs;
    struct pdf_cluster cluster = {first, first, glyphs->log_clusters[first],
                                  run->item->length};
    bool rtl = run->item->analysis.level % 2 != 0;

    while (cluster.end < glyphs->num_glyphs &&
           glyphs->log_clusters[cluster.end] == cluster.start)
        cluster.end++;
    if (rtl && first > 0)
        cluster.stop = glyphs->log_clusters[first - 1];
    else if (!rtl && cluster.end < glyphs->num_glyphs)
        cluster.stop = glyphs->log_clusters[cluster.end];
    return cluster;
}

/* Extend CLUSTER to the end of its word. */
static struct pdf_cluster
pdf_glyphs_word(const PangoLayoutRun *run, const char *text,
                struct pdf_cluster cluster)
{
    while (cluster.end < run->glyphs->num_glyphs &&
           text[cluster.start] != ' ' && text[cluster.stop] != ' ') {
        struct pdf_cluster next = pdf_glyphs_cluster(run, cluster.end);

        cluster.end = next.end;
        cluster.stop = next.stop;
    }
    return cluster;
}

/* Append CLUSTER, whose glyphs begin at X, and return where they end. */
static double
pdf_glyphs_add(struct pdf_glyphs *out, const PangoLayoutRun *run,
               const char *text, struct pdf_cluster cluster, double x, double y)
{
    cairo_text_cluster_t added = {cluster.stop - cluster.start, 0};

    for (int i = cluster.first; i < cluster.end; i++) {
        const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
        cairo_glyph_t glyph = {
            info->glyph, x + pango_units_to_double(info->geometry.x_offset),
            y + pango_units_to_double(info->geometry.y_offset)};

        x += pango_units_to_double(info->geometry.width);
        if (glyph.index == PANGO_GLYPH_EMPTY &&
            pdf_glyphs_is_joiner(text + run->glyphs->log_clusters[i]))
            glyph.index = pdf_glyphs_of_joiner(
                run->item->analysis.font, text + run->glyphs->log_clusters[i]);
        if (glyph.index == PANGO_GLYPH_EMPTY)
            continue;
        g_array_append_val(out->glyphs, glyph);
        added.num_glyphs++;
    }
    g_array_append_val(out->clusters, added);
    return x;
}

/* Append the text of CLUSTER. PDF readers reverse a right-to-left line, whose
 * glyphs they read from left to right: therefore reverse it here too. */
static void
pdf_glyphs_add_text(struct pdf_glyphs *out, const char *text,
                    struct pdf_cluster cluster, bool rtl)
{
    char *part =
        g_strndup(text + cluster.start, (gsize)(cluster.stop - cluster.start));
    char *reversed = rtl ? g_utf8_strreverse(part, -1) : NULL;

    g_string_append(out->text, rtl ? reversed : part);
    g_free(reversed);
    g_free(part);
}

static void
pdf_glyphs_show(cairo_t *cairo, const struct pdf_glyphs *out,
                cairo_scaled_font_t *font)
{
    cairo_set_scaled_font(cairo, font);
    cairo_show_text_glyphs(cairo, out->text->str, (int)out->text->len,
                           (void *)out->glyphs->data, (int)out->glyphs->len,
                           (void *)out->clusters->data, (int)out->clusters->len,
                           (cairo_text_cluster_flags_t)0);
}

/* Draw the glyphs of RUN, whose text begins at TEXT, in FONT. */
static void
pdf_glyphs_draw_clusters(cairo_t *cairo, cairo_scaled_font_t *font,
                         const char *text, const PangoLayoutRun *run, double x,
                         double y)
{
    bool rtl = run->item->analysis.level % 2 != 0;
    bool whole_words = !rtl && pdf_glyphs_has_joiner(text, run->item->length);
    struct pdf_glyphs out = {
        g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t)),
        g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t)),
        g_string_new("")};

    for (int i = 0; i < run->glyphs->num_glyphs;) {
        struct pdf_cluster cluster = pdf_glyphs_cluster(run, i);

        if (whole_words)
            cluster = pdf_glyphs_word(run, text, cluster);
        x = pdf_glyphs_add(&out, run, text, cluster, x, y);
        pdf_glyphs_add_text(&out, text, cluster, rtl);
        i = cluster.end;
    }
    pdf_glyphs_show(cairo, &out, font);
    g_array_unref(out.glyphs);
    g_array_unref(out.clusters);
    g_string_free(out.text, TRUE);
}

void
pdf_glyphs_draw(cairo_t *cairo, struct pdf_fonts *fonts, const char *text,
                PangoLayoutRun *run, double x, double y)
{
    bool rtl = run->item->analysis.level % 2 != 0;
    PangoFont *font = run->item->analysis.font;
    cairo_scaled_font_t *embedded = pdf_fonts_embed(fonts, font);

    if (embedded == NULL && !rtl &&
        !pdf_glyphs_has_joiner(text + run->item->offset, run->item->length)) {
        cairo_move_to(cairo, x, y);
        pango_cairo_show_glyph_item(cairo, text, run);
        return;
    }
    pdf_glyphs_draw_clusters(
        cairo,
        embedded != NULL
            ? embedded
            : pango_cairo_font_get_scaled_font((PangoCairoFont *)font),
        text + run->item->offset, run, x, y);
    if (embedded != NULL)
        cairo_scaled_font_destroy(embedded);
}
