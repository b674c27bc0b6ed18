#include "pdf/pdf_draw.h"

#include <pango/pangocairo.h>

#include "pdf/pdf_glyphs.h"

#define RULE_GAP   1.5 /* points */
#define RULE_WIDTH 0.6

static void
pdf_draw_set_colour(const struct pdf_pen *pen, const double colour[3])
{
    cairo_set_source_rgb(pen->cairo, colour[0], colour[1], colour[2]);
}

static void
pdf_draw_set_role(const struct pdf_pen *pen, enum pdf_role role)
{
    pdf_draw_set_colour(pen, pdf_styles[role].accent ? pen->accent
                                                     : pdf_styles[role].colour);
}

/* Find the link at byte OFFSET, or NULL. */
static const char *
pdf_draw_link_at(const GArray *links, size_t offset)
{
    for (guint i = 0; i < links->len; i++) {
        const struct pdf_link *link = &g_array_index(links, struct pdf_link, i);

        if (offset >= link->start && offset < link->end)
            return link->url;
    }
    return NULL;
}

/* Draw run by run, so that a link's tag contains only the link's text. */
static void
pdf_draw_runs(struct pdf_pen *pen, const struct pdf_line *line, double x,
              double y)
{
    const char *text = pango_layout_get_text(line->block->layout);

    for (GSList *at = line->line->runs; at != NULL; at = at->next) {
        PangoLayoutRun *run = at->data;
        const char *url =
            pdf_draw_link_at(line->block->links, (size_t)run->item->offset);

        if (url == NULL) {
            pdf_draw_set_role(pen, line->block->role);
        } else {
            char *attributes = g_strdup_printf("uri='%s'", url);

            pdf_draw_set_colour(pen, pen->accent);
            cairo_tag_begin(pen->cairo, CAIRO_TAG_LINK, attributes);
            g_free(attributes);
        }
        pdf_glyphs_draw(pen->cairo, pen->fonts, text, run, x, y);
        if (url != NULL)
            cairo_tag_end(pen->cairo, CAIRO_TAG_LINK);
        x += (double)pango_glyph_string_get_width(run->glyphs) / PANGO_SCALE;
    }
}

void
pdf_draw_plain(struct pdf_pen *pen, PangoLayout *layout, enum pdf_role role,
               double y, bool right)
{
    const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, 0);
    double x = pen->left;
    int width;

    pango_layout_get_size(layout, &width, NULL);
    if (right)
        x = pen->right - pango_units_to_double(width);
    pdf_draw_set_role(pen, role);
    for (GSList *at = line->runs; at != NULL; at = at->next) {
        PangoLayoutRun *run = at->data;

        pdf_glyphs_draw(pen->cairo, pen->fonts, pango_layout_get_text(layout),
                        run, x, y);
        x += pango_units_to_double(pango_glyph_string_get_width(run->glyphs));
    }
}

/* Draw the rule below a section's heading, as an artifact that screen readers
 * skip. */
static void
pdf_draw_rule(struct pdf_pen *pen)
{
    double y = pen->y - pdf_styles[PDF_SECTION].after + RULE_GAP;

    pdf_draw_set_role(pen, PDF_SECTION);
    cairo_set_line_width(pen->cairo, RULE_WIDTH);
    cairo_move_to(pen->cairo, pen->left, y);
    cairo_line_to(pen->cairo, pen->right, y);
    cairo_stroke(pen->cairo);
}

static void
pdf_draw_point(struct pdf_pen *pen, const struct pdf_line *line, double x,
               double y)
{
    bool opens = line->first || line->begins_page;

    if (opens)
        cairo_tag_begin(pen->cairo, "LI", NULL);
    if (line->first) {
        cairo_tag_begin(pen->cairo, "Lbl", NULL);
        pdf_draw_plain(pen, pen->bullet, PDF_BULLET, y, line->rtl);
        cairo_tag_end(pen->cairo, "Lbl");
    }
    if (opens)
        cairo_tag_begin(pen->cairo, "LBody", NULL);
    pdf_draw_runs(pen, line, x, y);
}

static bool
pdf_draw_is_point(const struct pdf_line *line)
{
    return line != NULL && line->block->role == PDF_POINT;
}

void
pdf_draw_line(struct pdf_pen *pen, const struct pdf_line *line,
              const struct pdf_line *next)
{
    const struct pdf_style *style = &pdf_styles[line->block->role];
    double x = pen->left + line->block->shift +
               (line->rtl ? 0 : style->indent) + line->x;
    double y = pen->y + line->baseline;
    bool closes = line->last || next->begins_page;

    pen->y += line->height;
    if (pdf_draw_is_point(line)) {
        if (!pen->in_list)
            cairo_tag_begin(pen->cairo, "L", NULL);
        pdf_draw_point(pen, line, x, y);
        if (closes) {
            cairo_tag_end(pen->cairo, "LBody");
            cairo_tag_end(pen->cairo, "LI");
        }
        /* A tag must not span two pages. */
        pen->in_list = pdf_draw_is_point(next) && !next->begins_page;
        if (!pen->in_list)
            cairo_tag_end(pen->cairo, "L");
        return;
    }
    if (line->first || line->begins_page)
        cairo_tag_begin(pen->cairo, style->tag, NULL);
    pdf_draw_runs(pen, line, x, y);
    if (closes)
        cairo_tag_end(pen->cairo, style->tag);
    if (line->first && line->block->dates != NULL) {
        cairo_tag_begin(pen->cairo, "P", NULL);
        pdf_draw_plain(pen, line->block->dates, PDF_DATES, y, !pen->rtl);
        cairo_tag_end(pen->cairo, "P");
    }
    if (line->last && line->block->role == PDF_SECTION)
        pdf_draw_rule(pen);
}
