#include "pdf/pdf_lines.h"

/* Minimum number of lines of a paragraph at the end and the start of a page. */
#define TOGETHER 2

/* Line height, as a multiple of the font size. */
#define LEADING_MIN 1.3

#define AFTER_RULE 2.5 /* points */

/* The part of a page that may move to the page before. */
#define REST_MAX 0.2

/* What to multiply distances by: as designed, and to save a page that would be
 * nearly empty. */
static const struct fit {
    double lines, gaps;
} fits[] = {{1, 1}, {0.97, 0.85}, {0.94, 0.7}};

static double
pdf_lines_points(int units)
{
    return (double)units / PANGO_SCALE;
}

/* Set LINE's height; half of the difference is above the text. */
static void
pdf_lines_set_height(struct pdf_line *line, double height)
{
    line->baseline += (height - line->height) / 2;
    line->height = height;
}

/* The space before BLOCK, which follows PREVIOUS (NULL: nothing). The rule of a
 * section's heading already separates it. */
static double
pdf_lines_before(const struct pdf_block *block,
                 const struct pdf_block *previous, const struct fit *fit)
{
    double before = pdf_styles[block->role].before * fit->gaps;

    return previous != NULL && previous->role == PDF_SECTION &&
                   before > AFTER_RULE
               ? AFTER_RULE
               : before;
}

static void
pdf_lines_add_lines(GArray *lines, const struct pdf_block *block,
                    const struct pdf_block *previous, const struct fit *fit)
{
    bool may_break = previous != NULL && !previous->keep;
    PangoLayoutIter *iter = pango_layout_get_iter(block->layout);
    int count = pango_layout_get_line_count(block->layout);

    for (int i = 0; i < count; i++, pango_layout_iter_next_line(iter)) {
        struct pdf_line line = {.block = block, .first = i == 0};
        PangoRectangle extents;
        int top, bottom;

        pango_layout_iter_get_line_extents(iter, NULL, &extents);
        pango_layout_iter_get_line_yrange(iter, &top, &bottom);
        line.line = pango_layout_iter_get_line_readonly(iter);
        line.last = i == count - 1;
        line.rtl = pango_layout_line_get_resolved_direction(line.line) ==
                   PANGO_DIRECTION_RTL;
        line.before = i == 0 ? pdf_lines_before(block, previous, fit) : 0;
        line.height = pdf_lines_points(bottom - top);
        line.baseline =
            pdf_lines_points(pango_layout_iter_get_baseline(iter) - top);
        pdf_lines_set_height(
            &line,
            fit->lines *
                MAX(line.height, LEADING_MIN * pdf_styles[block->role].size));
        if (line.last)
            line.height += pdf_styles[block->role].after;
        line.x = pdf_lines_points(extents.x);
        line.may_break =
            i == 0 ? may_break : i >= TOGETHER && count - i >= TOGETHER;
        g_array_append_val(lines, line);
    }
    pango_layout_iter_free(iter);
}

/* Find the end of the page that begins at line FIRST and is full at line FULL:
 * the last permitted break, or FULL without one. */
static guint
pdf_lines_find_break(const GArray *lines, guint first, guint full)
{
    for (guint i = full; i > first; i--)
        if (g_array_index(lines, struct pdf_line, i).may_break)
            return i;
    return full;
}

static void
pdf_lines_break_pages(GArray *lines, double height)
{
    double used = 0;
    guint first = 0;

    for (guint i = 0; i < lines->len; i++) {
        struct pdf_line *line = &g_array_index(lines, struct pdf_line, i);

        used += (i == first ? 0 : line->before) + line->height;
        if (used <= height || i == first)
            continue;
        first = i = pdf_lines_find_break(lines, first, i);
        line = &g_array_index(lines, struct pdf_line, i);
        line->begins_page = true;
        used = line->height;
    }
}

/* The number of pages, and the height used of the last one. */
static size_t
pdf_lines_count_pages(const GArray *lines, double *used)
{
    size_t pages = 1;

    *used = 0;
    for (guint i = 0; i < lines->len; i++) {
        const struct pdf_line *line = &g_array_index(lines, struct pdf_line, i);

        pages += line->begins_page;
        *used = (line->begins_page ? 0 : *used + line->before) + line->height;
    }
    return pages;
}

static GArray *
pdf_lines_fit(const struct pdf_block *blocks, size_t count, double height,
              const struct fit *fit)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct pdf_line));

    for (size_t i = 0; i < count; i++)
        pdf_lines_add_lines(lines, &blocks[i], i > 0 ? &blocks[i - 1] : NULL,
                            fit);
    pdf_lines_break_pages(lines, height);
    return lines;
}

GArray *
pdf_lines(const struct pdf_block *blocks, size_t count, double height)
{
    GArray *lines = pdf_lines_fit(blocks, count, height, &fits[0]);
    double used, rest;
    size_t pages = pdf_lines_count_pages(lines, &rest);

    for (size_t i = 1;
         i < G_N_ELEMENTS(fits) && pages > 1 && rest < height * REST_MAX; i++) {
        GArray *closer = pdf_lines_fit(blocks, count, height, &fits[i]);

        if (pdf_lines_count_pages(closer, &used) < pages) {
            g_array_free(lines, TRUE);
            return closer;
        }
        g_array_free(closer, TRUE);
    }
    return lines;
}
